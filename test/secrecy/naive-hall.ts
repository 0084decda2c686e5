import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { canonicalJson } from "../../src/platform/kernel/json.js";
import { uuidv7 } from "../../src/platform/kernel/ids.js";
import type { Frame } from "./linkers/frames.js";
import type { Scrape } from "./linkers/metrics.js";
import type { Line } from "./linkers/texts.js";
import { CHOICES, type Choice, type PlayedBallot, tallyOf, type Voter } from "./played-ballot.js";
import { setTimeout as sleep } from "node:timers/promises";

/** Who has voted here and what was voted there, without a key between them: what one might take for secret. */
const TABLES = `
  CREATE SCHEMA naive;
  CREATE TABLE naive.has_voted (id serial PRIMARY KEY, ref uuid, ballot_id uuid, delegation_id uuid, created_at timestamptz DEFAULT clock_timestamp());
  CREATE TABLE naive.roll (ballot_id uuid, delegation_id uuid, voted boolean DEFAULT false, PRIMARY KEY (ballot_id, delegation_id));
  CREATE TABLE naive.vote (id serial PRIMARY KEY, ref uuid, ballot_id uuid, choice text, created_at timestamptz DEFAULT clock_timestamp());
  CREATE TABLE naive.audit (id uuid PRIMARY KEY, ballot_id uuid, actor uuid, at timestamptz DEFAULT clock_timestamp(), fingerprint bytea);
  CREATE TABLE naive.idempotency (delegation_id uuid, key text, ballot_id uuid, input_hash bytea, PRIMARY KEY (delegation_id, key));
  CREATE TABLE naive.event (seq bigserial PRIMARY KEY, ballot_id uuid, body jsonb);
  CREATE TABLE naive.result (ballot_id uuid PRIMARY KEY, tally jsonb)`;

/** What the naive server shows of itself besides the database. */
export interface Traces {
  readonly serverLog: Line[];
  readonly scrapes: Scrape[];
  readonly frames: Frame[];
}

const WORDS: Readonly<Record<Choice, string>> = { FOR: "Yes", AGAINST: "No", ABSTAIN: "Abstention" };

/** A server that keeps the list of voters and the votes in two tables and believes that this is secret. */
export class NaiveHall {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<NaiveHall> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(TABLES);
    return new NaiveHall(client);
  }

  /** Plays the voters in this order. `slowly`: with the values written into the statements, and time to look at them. */
  async play(ballot: PlayedBallot, order: readonly Voter[], slowly = false): Promise<Traces> {
    const traces: Traces = { serverLog: [], scrapes: [], frames: [] };
    const cast: Choice[] = [];
    const ids = ballot.voters.map(({ id }) => id);
    await this.client.query("INSERT INTO naive.roll (ballot_id, delegation_id) SELECT $1, unnest($2::uuid[])", [
      ballot.id,
      ids,
    ]);
    for (const voter of order) {
      cast.push(voter.choice);
      const tally = tallyOf(cast);
      if (slowly) await this.castInWords(ballot, voter);
      else await this.cast(ballot, voter, tally);
      this.trace(traces, voter, tally);
    }
    return traces;
  }

  private async cast(ballot: PlayedBallot, voter: Voter, tally: object): Promise<void> {
    const { client } = this;
    const hash = (input: object): Buffer =>
      createHash("sha256")
        .update(canonicalJson(input as never))
        .digest();
    const input = { ballotId: ballot.id, choice: voter.choice };
    await client.query("BEGIN");
    await client.query("UPDATE naive.roll SET voted = true WHERE ballot_id = $1 AND delegation_id = $2", [
      ballot.id,
      voter.id,
    ]);
    const INTO = "INSERT INTO naive.";
    await client.query(`${INTO}has_voted (ref, ballot_id, delegation_id) VALUES ($1, $2, $3)`, [
      uuidv7(),
      ballot.id,
      voter.id,
    ]);
    await client.query(`${INTO}vote (ref, ballot_id, choice) VALUES ($1, $2, $3)`, [uuidv7(), ballot.id, voter.choice]);
    await client.query(`${INTO}audit (id, ballot_id, actor, fingerprint) VALUES ($1, $2, $3, $4)`, [
      randomUUID(),
      ballot.id,
      voter.id,
      hash(input),
    ]);
    const key = hash({ ...input, clientMutationId: voter.clientKey });
    await client.query(`${INTO}idempotency VALUES ($1, $2, $3, $4)`, [voter.id, voter.clientKey, ballot.id, key]);
    await client.query(`${INTO}event (ballot_id, body) VALUES ($1, $2)`, [ballot.id, JSON.stringify({ tally })]);
    await client.query("COMMIT");
  }

  private async castInWords(ballot: PlayedBallot, voter: Voter): Promise<void> {
    await this.client.query("BEGIN");
    await this.client.query(
      `INSERT INTO naive.has_voted (ballot_id, delegation_id) VALUES ('${ballot.id}', '${voter.id}')`,
    );
    await sleep(25);
    await this.client.query(`INSERT INTO naive.vote (ballot_id, choice) VALUES ('${ballot.id}', '${voter.choice}')`);
    await sleep(25);
    await this.client.query("COMMIT");
  }

  private trace({ serverLog, scrapes, frames }: Traces, voter: Voter, tally: Record<Choice, number>): void {
    const at = performance.now();
    const request = String(frames.length);
    serverLog.push({ group: request, text: JSON.stringify({ msg: "castVote", delegationId: voter.id }) });
    serverLog.push({ group: request, text: JSON.stringify({ msg: "INSERT INTO vote", parameters: [voter.choice] }) });
    scrapes.push({ at, text: CHOICES.map((choice) => `votes_total{choice="${choice}"} ${tally[choice]}`).join("\n") });
    frames.push({ at, kind: "reply", voter: voter.id, text: JSON.stringify({ castVote: WORDS[voter.choice] }) });
    frames.push({ at: at + 1, kind: "event", voter: null, text: JSON.stringify({ tally }) });
  }

  /** Keeps the tally and throws the votes away. */
  async close(ballot: PlayedBallot): Promise<void> {
    const tally = tallyOf(ballot.voters.map(({ choice }) => choice));
    await this.client.query("INSERT INTO naive.result VALUES ($1, $2)", [ballot.id, JSON.stringify(tally)]);
    await this.client.query("DELETE FROM naive.vote WHERE ballot_id = $1", [ballot.id]);
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}

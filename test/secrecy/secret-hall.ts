import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { open } from "../../src/platform/sealing/sealed-box.js";
import type { Chance } from "../random/chance.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { RawSocket } from "../support/doors.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";
import type { Frame } from "./linkers/frames.js";
import type { Scrape } from "./linkers/metrics.js";
import { CHOICES, type Choice, drawChoices, type PlayedBallot, shuffled } from "./played-ballot.js";

const SEATS = 190;
const CAST = `mutation Cast($input: CastSecretVoteInput!) {
  castSecretVote(input: $input) {
    __typename
    ... on CastSecretVoteSuccess { receipt ballot { id state turnout { voted eligible } tally { for against abstain } hasVoted } }
    ... on DomainError { code message }
  }
}`;
const WATCH = `subscription Watch($id: ID!) {
  roundTableEvents(roundTableId: $id) {
    __typename seq at
    ... on TurnoutChangedEvent { turnout { voted eligible } ballot { id state tally { for against abstain } turnout { voted } votes { choice delegation { id } } } }
  }
}`;

/** What the product shows of itself while a ballot is voted on, besides the database. */
export interface Shown {
  readonly frames: readonly Frame[];
  readonly scrapes: readonly Scrape[];
}

/** A round table of the real product with 190 delegations, which votes in secret. */
export class SecretHall {
  private opened = 0;
  private signedInAt = Date.now();

  private constructor(
    readonly app: TestApp,
    private readonly room: Room,
    private readonly names: ReadonlyMap<string, { id: string; names: string[] }>,
    private readonly socket: RawSocket,
    private readonly conference: TestConference,
  ) {}

  /** Tokens live ten minutes, and many ballots on a busy machine take longer: everybody signs in anew before the next one. */
  async renew(): Promise<void> {
    if (Date.now() - this.signedInAt < 4 * 60_000) return;
    const heads = this.room.heads as Map<string, Client>;
    for (const ref of [...heads.keys()]) heads.set(ref, await this.conference.as(ref));
    Object.assign(this.room, { chair: await this.conference.as("facilitator-africa") });
    this.signedInAt = Date.now();
  }

  static async open(databaseUrl: string): Promise<SecretHall> {
    const app = await startApp({ DATABASE_URL: databaseUrl });
    const conference = await buildConference(app, { africans: SEATS });
    const room = await openRoom(conference);
    const rows = await sql<{ ref: string; id: string; names: string[] }>(
      app,
      `SELECT 'head-' || lower(n.country_code) AS ref, n.id, ARRAY[n.id, d.id, p.id, p.account_id] AS names
       FROM delegation n JOIN delegate d ON d.delegation_id = n.id JOIN participation p ON p.id = d.participation_id
       WHERE n.conference_id = $1`,
      [conference.id],
    );
    const socket = await RawSocket.open(app, { ...(room.chair.token ? { token: room.chair.token } : {}) });
    socket.subscribe("room", { query: WATCH, variables: { id: room.tableId } });
    return new SecretHall(app, room, new Map(rows.map(({ ref, ...names }) => [ref, names])), socket, conference);
  }

  /** Opens a secret ballot on a text of its own and draws who will vote on it and how. */
  async begin(chance: Chance, size: number): Promise<PlayedBallot> {
    const sponsor = [...this.room.heads.values()][this.opened % 40]!;
    this.opened += 1;
    const text = { agendaItemId: this.room.itemId, title: `Text ${this.opened}`, text: "Text." };
    const proposed = await sponsor.does("ProposeRecommendation", text);
    const id = await openBallot({ ...this.room, recommendationId: proposed.recommendation.id }, { mode: "SECRET" });
    const { data } = await this.room.chair.send("query($id: ID!) { ballot(id: $id) { options { id choice } } }", {
      id,
    });
    const options = data.ballot.options as { id: string; choice: Choice }[];
    const optionIds = Object.fromEntries(options.map((one) => [one.choice, one.id])) as PlayedBallot["optionIds"];
    const refs = shuffled(chance, [...this.room.heads.keys()]).slice(0, size);
    const choices = shuffled(chance, drawChoices(chance, size));
    const voters = refs.map((ref, place) => ({
      ...{ ...this.names.get(ref)!, ref, choice: choices[place]! },
      // Some clients send what anybody could guess.
      clientKey: place % 3 === 0 ? "vote-1" : randomUUID(),
    }));
    return { id, name: String(this.opened), voters, optionIds, opened: new Map() };
  }

  /** All vote, in a random order, so many at once. */
  async cast(chance: Chance, ballot: PlayedBallot, atOnce: number): Promise<Shown> {
    const frames: Frame[] = [];
    const hear = (data: unknown): void => {
      const frame = JSON.parse(String(data)) as { type: string; payload?: object };
      if (frame.type === "next")
        frames.push({ at: performance.now(), kind: "event", voter: null, text: JSON.stringify(frame.payload) });
    };
    this.socket.ws.on("message", hear);
    const metrics = this.readMetrics();
    const waiting = shuffled(chance, ballot.voters);
    const worker = async (): Promise<void> => {
      for (let voter = waiting.shift(); voter; voter = waiting.shift())
        frames.push(await this.castOne(ballot, voter as PlayedBallot["voters"][number] & { ref: string }));
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    await sleep(50);
    this.socket.ws.off("message", hear);
    return { frames: frames.toSorted((a, b) => a.at - b.at), scrapes: await metrics() };
  }

  private async castOne(ballot: PlayedBallot, voter: PlayedBallot["voters"][number] & { ref: string }): Promise<Frame> {
    const head = this.room.heads.get(voter.ref)!;
    const input = { ballotId: ballot.id, optionId: ballot.optionIds[voter.choice], clientMutationId: voter.clientKey };
    // A cast that fails for a reason of the database is sent again, as a client does.
    for (let attempt = 1; ; attempt += 1) {
      const answer = await head.send(CAST, { input });
      if (answer.data?.castSecretVote.__typename === "CastSecretVoteSuccess")
        return { at: performance.now(), kind: "reply", voter: voter.id, text: JSON.stringify(answer) };
      if (attempt === 5) throw new Error(JSON.stringify(answer));
      await sleep(20);
    }
  }

  /** Reads the metrics every 50 ms until it is called. */
  private readMetrics(): () => Promise<Scrape[]> {
    const scrapes: Scrape[] = [];
    let reading = true;
    const url = this.app.url.replace("/graphql", "/metrics");
    const done = (async () => {
      while (reading) {
        scrapes.push({ at: performance.now(), text: await (await fetch(url)).text() });
        await sleep(50);
      }
    })();
    return async () => {
      reading = false;
      await done;
      return scrapes;
    };
  }

  /** The papers as whoever has the key reads them: what the linkers find then is what the key alone protects. */
  async openedWithKey(ballot: PlayedBallot): Promise<PlayedBallot> {
    const store = this.app.foundation.keyStore!;
    const key = store.read(ballot.id)!;
    const papers = await sql<{ sealed: Buffer }>(this.app, "SELECT sealed FROM sealed_paper WHERE ballot_id = $1", [
      ballot.id,
    ]);
    const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");
    const byOption = new Map(CHOICES.map((choice) => [ballot.optionIds[choice].replaceAll("-", ""), choice]));
    const opened = papers.map(({ sealed }) => {
      const content = open(key, store.derive("paper", ballot.id), bytesOf(ballot.id), sealed)!;
      return [sealed.toString("hex"), byOption.get(content.toString("hex"))!] as const;
    });
    return { ...ballot, opened: new Map(opened) };
  }

  async end({ id }: PlayedBallot): Promise<void> {
    await this.room.chair.does("CloseBallot", { ballotId: id });
    await this.room.chair.deed("declareDecision", { ballotId: id });
  }

  get chair(): Client {
    return this.room.chair;
  }

  async close(): Promise<void> {
    await this.socket.close();
    await this.app.close();
  }
}

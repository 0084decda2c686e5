import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readConfig } from "../../src/config.js";
import { openFoundation } from "../../src/foundation.js";
import { Chance } from "../random/chance.js";
import type { TestApp } from "../support/app.js";
import { query } from "../support/chaos-database.js";
import { Client } from "../support/client.js";
import { buildConference } from "../support/conference.js";
import { postmasterOf } from "../support/embedded-servers.js";
import { freePort, type ServerProcess, startServer } from "../support/server-process.js";
import { CHOICES, type Choice, tallyOf } from "./played-ballot.js";

const SEATS = 24;
const ROUNDS = Number(process.env["SECRET_CHAOS"] ?? 9);
/** The first opening and the first closing are killed when all is done but the commit; the others whenever it comes. */
const IN_THE_PAUSE_MS = 120;
const SEED = Number(process.env["SECRET_SEED"] ?? 1);
const CAST = `mutation C($input: CastSecretVoteInput!) { castSecretVote(input: $input) { __typename ... on DomainError { code } ... on BallotSealFaulty { fault } } }`;
const SHOWN = `query S($id: ID!) { ballot(id: $id) { state options { id choice } box { state fault } decision { outcome votesFor votesAgainst abstentions papers } } }`;

const directory = mkdtempSync(join(tmpdir(), "rotunda-secret-chaos-"));
const [dataDir, keyDir] = [join(directory, "data"), join(directory, "keys")];
const chance = new Chance(SEED);
let server: ServerProcess;
let environment: Record<string, string>;
let chair: Client;
let tableId: string;
let itemId: string;
const heads = new Map<string, Client>();
/** What happened in all rounds: without it the rounds prove nothing. */
const seen = { lostOpenings: 0, unansweredCasts: 0, partlyCast: 0, stillOpenAtClose: 0, keysWiped: 0 };

const keysOnDisk = (): string[] => readdirSync(join(keyDir, "ballots")).filter((name) => name.endsWith(".key"));
const isKeyOf = (ballotId: string) => (name: string) => name.includes(ballotId);

function databaseUrl(): string {
  const postgres = join(dataDir, "postgres");
  const port = readFileSync(join(postgres, "cluster", "postmaster.pid"), "utf8").split("\n")[3]!;
  return `postgresql://rotunda:${readFileSync(join(postgres, "password"), "utf8").trim()}@127.0.0.1:${port}/rotunda`;
}

/**
 * Opening, casting and closing stand still for a moment when all is done and nothing is committed yet: that is where a kill
 * shows what was done too early. It would seldom fall there by chance.
 */
const PAUSES = `
  CREATE SCHEMA chaos;
  CREATE FUNCTION chaos.pause() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(TG_ARGV[0]::float); RETURN NULL; END';
  CREATE CONSTRAINT TRIGGER pause_opening AFTER INSERT ON ballot_seal DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION chaos.pause('0.2');
  CREATE CONSTRAINT TRIGGER pause_closing AFTER UPDATE ON ballot DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION chaos.pause('0.2');
  CREATE CONSTRAINT TRIGGER pause_casting AFTER INSERT ON sealed_paper DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION chaos.pause('0.002')`;

beforeAll(async () => {
  const config = readConfig({ DATA_DIR: dataDir, KEY_DIR: keyDir, DEMO: "off" });
  const foundation = await openFoundation(config, { log: () => undefined });
  const conference = await buildConference({ foundation } as unknown as TestApp, { africans: SEATS });
  await foundation.database.source.query(PAUSES);
  await foundation.close();
  const port = String(await freePort());
  environment = { DATA_DIR: dataDir, KEY_DIR: keyDir, DEMO: "off", PORT: port, LOG_LEVEL: "error" };
  server = await startServer(environment);
  const signedIn = async (ref: string): Promise<Client> => {
    const code = conference.codes.get(ref)!;
    return new Client(server.url, await new Client(server.url).accessToken(code));
  };
  chair = await signedIn("facilitator-africa");
  tableId = conference.tables.get("africa")!;
  await chair.does("OpenRoundTable", { roundTableId: tableId });
  const { data } = await chair.run("Room", { roundTableId: tableId });
  itemId = data.roundTable.agendaItems[0].id as string;
  await chair.does("TakeUpAgendaItem", { agendaItemId: itemId });
  for (const ref of conference.africans) {
    const head = await signedIn(ref);
    await head.does("CheckIn", { roundTableId: tableId });
    heads.set(ref, head);
  }
}, 90_000);
afterAll(async () => {
  server.signal("SIGKILL");
  await server.exited;
  await sleep(1_500); // the embedded PostgreSQL goes after it
  rmSync(directory, { recursive: true, force: true });
}, 20_000);

type Victim = "server" | "PostgreSQL";

/** Kills, and starts again as an operator does. Keys that lie there look old, so that those of nobody may be wiped at once. */
async function killAndRestart(victim: Victim): Promise<void> {
  if (victim === "server") server.signal("SIGKILL");
  else process.kill(postmasterOf(join(dataDir, "postgres")), "SIGKILL");
  await Promise.race([server.exited, sleep(15_000, undefined, { ref: false })]);
  server.signal("SIGKILL");
  await server.exited;
  const before = keysOnDisk().length;
  for (const name of keysOnDisk()) utimesSync(join(keyDir, "ballots", name), 0, 0);
  server = await startServer(environment);
  seen.keysWiped += before - keysOnDisk().length;
}

async function newText(): Promise<string> {
  const [sponsor] = heads.values();
  const text = { agendaItemId: itemId, title: randomUUID(), text: `Text ${randomUUID()}.` };
  return (await sponsor!.does("ProposeRecommendation", text)).recommendation.id as string;
}

const openSecret = (recommendationId: string): Promise<any> =>
  chair.does("OpenBallot", { recommendationId, mode: "SECRET" });

async function shown(id: string): Promise<any> {
  return (await chair.send(SHOWN, { id })).data.ballot;
}

/** A paper that somebody wants in the box; the same key however often it is sent. */
interface Wish {
  readonly head: Client;
  readonly choice: Choice;
  readonly key: string;
  isAcknowledged: boolean;
}

const wishes = (): Wish[] =>
  [...heads.values()].map((head, place) => ({
    head,
    choice: CHOICES[place % 3]!,
    key: randomUUID(),
    isAcknowledged: false,
  }));

/** Sends all papers, some at once, until they are through or nothing answers any more. */
async function castAll(ballotId: string, options: Record<Choice, string>, all: readonly Wish[]): Promise<void> {
  const waiting = all.filter(({ isAcknowledged }) => !isAcknowledged);
  const worker = async (): Promise<void> => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
      const input = { ballotId, optionId: options[wish.choice], clientMutationId: wish.key };
      const answer = await wish.head.send(CAST, { input }).catch(() => null);
      wish.isAcknowledged = answer?.data?.castSecretVote.__typename === "CastSecretVoteSuccess";
      if (!answer) seen.unansweredCasts += 1;
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

async function optionsOf(id: string): Promise<Record<Choice, string>> {
  const { options } = await shown(id);
  return Object.fromEntries(options.map((one: any) => [one.choice, one.id])) as Record<Choice, string>;
}

async function inBox(ballotId: string): Promise<{ marks: number; papers: number }> {
  const [row] = await query<{ marks: number; papers: number }>(
    databaseUrl(),
    `SELECT (SELECT count(*)::int FROM ballot_eligibility WHERE ballot_id = $1 AND has_voted) AS marks,
            (SELECT count(*)::int FROM sealed_paper WHERE ballot_id = $1) AS papers`,
    [ballotId],
  );
  return row!;
}

/** Every paper that has no answer is sent again with its key, the ballot closed: the counts are exactly what they wished. */
async function finish(ballotId: string, all: readonly Wish[]): Promise<void> {
  const state = await shown(ballotId);
  if (state.state === "OPEN") {
    await castAll(ballotId, await optionsOf(ballotId), all);
    expect(all.filter(({ isAcknowledged }) => !isAcknowledged)).toEqual([]);
    expect(await inBox(ballotId)).toEqual({ marks: SEATS, papers: SEATS });
    await chair.does("CloseBallot", { ballotId });
  }
  const tally = tallyOf(all.map(({ choice }) => choice));
  expect((await shown(ballotId)).decision).toMatchObject({
    ...{ votesFor: tally.FOR, votesAgainst: tally.AGAINST, abstentions: tally.ABSTAIN, papers: SEATS },
  });
  expect((await inBox(ballotId)).papers).toBe(0);
  expect(keysOnDisk().filter(isKeyOf(ballotId))).toEqual([]);
}

/** Of the ballots that exist, exactly the open ones have a key. */
async function expectKeysOfOpenBallots(): Promise<void> {
  const open = await query<{ id: string }>(
    databaseUrl(),
    "SELECT id FROM ballot WHERE mode = 'SECRET' AND closed_at IS NULL",
  );
  const names = keysOnDisk();
  expect(names).toHaveLength(open.length);
  for (const { id } of open) expect(names.filter(isKeyOf(id))).toHaveLength(1);
}

async function killWhileOpening(victim: Victim, isFirst: boolean): Promise<void> {
  const recommendationId = await newText();
  const opening = openSecret(recommendationId).catch(() => null);
  await sleep(isFirst ? IN_THE_PAUSE_MS : chance.int(5, 300));
  await killAndRestart(victim);
  const answered = await opening;
  const rows = await query<{ id: string }>(
    databaseUrl(),
    "SELECT id FROM ballot WHERE mode = 'SECRET' AND closed_at IS NULL",
  );
  if (answered?.ballot) expect(rows.map(({ id }) => id)).toContain(answered.ballot.id);
  if (rows.length === 0) seen.lostOpenings += 1;
  await expectKeysOfOpenBallots();
  await finish(rows[0]?.id ?? (await openSecret(recommendationId)).ballot.id, wishes());
}

async function killWhileCasting(victim: Victim): Promise<void> {
  const ballotId = (await openSecret(await newText())).ballot.id as string;
  const all = wishes();
  const casting = castAll(ballotId, await optionsOf(ballotId), all);
  await sleep(chance.int(10, 120));
  await killAndRestart(victim);
  await casting;
  const { marks, papers } = await inBox(ballotId);
  const acknowledged = all.filter(({ isAcknowledged }) => isAcknowledged).length;
  expect(marks).toBe(papers);
  expect(papers).toBeGreaterThanOrEqual(acknowledged);
  if (papers < SEATS) seen.partlyCast += 1;
  await expectKeysOfOpenBallots();
  await finish(ballotId, all);
}

async function killWhileClosing(victim: Victim, isFirst: boolean): Promise<void> {
  const ballotId = (await openSecret(await newText())).ballot.id as string;
  const all = wishes();
  await castAll(ballotId, await optionsOf(ballotId), all);
  const closing = chair.does("CloseBallot", { ballotId }).catch(() => null);
  await sleep(isFirst ? IN_THE_PAUSE_MS : chance.int(5, 300));
  await killAndRestart(victim);
  const answered = await closing;
  const after = await shown(ballotId);
  if (answered?.ballot) expect(after.state).not.toBe("OPEN");
  if (after.state === "OPEN") seen.stillOpenAtClose += 1;
  await expectKeysOfOpenBallots();
  await finish(ballotId, all);
}

describe("a secret ballot", () => {
  it(`loses no acknowledged paper, keeps marks and papers equal and leaves no key behind, whatever is killed: ${ROUNDS} rounds (SECRET_SEED=${SEED})`, async () => {
    const deeds = [killWhileOpening, killWhileCasting, killWhileClosing];
    for (let round = 0; round < ROUNDS; round += 1)
      await deeds[round % 3]!(round % 2 === 0 ? "server" : "PostgreSQL", round < 3);
    console.info(`Chaos in ${ROUNDS} rounds: ${JSON.stringify(seen)}`);
    expect(keysOnDisk()).toEqual([]);
    for (const what of ["lostOpenings", "partlyCast", "stillOpenAtClose", "keysWiped"] as const)
      expect([what, seen[what] > 0]).toEqual([what, true]);
  }, 240_000);

  it("that is closed leaves no key: one that outlived its close in a crash is destroyed at the next start", async () => {
    const ballotId = (await openSecret(await newText())).ballot.id as string;
    const all = wishes();
    await castAll(ballotId, await optionsOf(ballotId), all);
    const [name] = keysOnDisk();
    const key = readFileSync(join(keyDir, "ballots", name!));
    await finish(ballotId, all);
    // As if the server had been killed between the commit and the destruction of the key.
    writeFileSync(join(keyDir, "ballots", name!), key, { mode: 0o600 });
    await killAndRestart("server");
    expect(keysOnDisk()).toEqual([]);
  }, 30_000);

  it("whose key is missing when the server starts says so and takes no papers; all else goes on, and with the key it is counted", async () => {
    const ballotId = (await openSecret(await newText())).ballot.id as string;
    const options = await optionsOf(ballotId);
    const all = wishes();
    await castAll(ballotId, options, all.slice(0, 20));
    const [name] = keysOnDisk();
    const [kept, aside] = [join(keyDir, "ballots", name!), join(directory, name!)];
    server.signal("SIGKILL");
    await server.exited;
    renameSync(kept, aside);
    server = await startServer(environment);
    expect((await shown(ballotId)).box).toEqual({ state: "FAULTY", fault: "KEY_MISSING" });
    const input = { ballotId, optionId: options.FOR };
    const refused = await all.at(-1)!.head.send(CAST, { input });
    expect(refused.data.castSecretVote).toMatchObject({ code: "BALLOT_SEAL_FAULTY", fault: "KEY_MISSING" });
    expect((await chair.does("CloseBallot", { ballotId })).__typename).toBe("BallotSealFaulty");
    expect(await inBox(ballotId)).toEqual({ marks: 20, papers: 20 });
    const comment = await chair.deed("postComment", { recommendationId: await newText(), body: "All else goes on." });
    expect(comment.__typename).toBe("PostCommentSuccess");
    server.signal("SIGKILL");
    await server.exited;
    renameSync(aside, kept);
    server = await startServer(environment);
    expect((await shown(ballotId)).box).toEqual({ state: "SEALED", fault: null });
    await finish(ballotId, all);
  }, 90_000);
});

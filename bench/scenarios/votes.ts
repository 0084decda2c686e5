import pg from "pg";
import { BallotOpeningService } from "../../src/domain/ballot/ballot-opening.service.js";
import { VoteChoice } from "../../src/domain/ballot/ballot.words.js";
import { CastingService } from "../../src/domain/ballot/casting.service.js";
import { SealingService } from "../../src/domain/secret/sealing.service.js";
import { ClosingService } from "../../src/domain/ballot/closing.service.js";
import type { Viewer } from "../../src/domain/identity/viewer.policy.js";
import type { Foundation } from "../../src/foundation.js";
import { type Body, draftingGroups, plenary } from "../assembly.js";
import { contractRequest } from "../contract.js";
import { Floor } from "../floor.js";
import type { LoadResult } from "../messages.js";
import { type BarePaper, Pgbench } from "../pgbench.js";
import { withPlace } from "../place.js";
import { Child } from "../processes.js";
import { openProductFoundation, type Place } from "../product.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import type { Settings } from "../settings.js";
import { orderOf, round } from "../statistics.js";
import { type Rate, votesReport, type Way } from "./votes-report.js";

export interface Plan {
  readonly rounds: number;
  /** The first round is that of code that is not compiled yet, and does not count. */
  readonly warmUp: boolean;
  /** Delegations in each of the 64 bodies. */
  readonly seats: number;
}
const FULL: Plan = { rounds: 5, warmUp: true, seats: 24 };
const SHORT: Plan = { rounds: 1, warmUp: false, seats: 3 };
/** HTTP connections at a time: Node's queue of new connections holds 511. */
const CONNECTIONS = 256;

/** Where votes are cast: in one body by all, or in 64 at once. */
interface Assembly {
  readonly name: Rate["ballots"];
  readonly bodies: readonly Body[];
  readonly ways: readonly Way[];
}

/** Everything that casts votes: begun anew for each kind of flush, for a session keeps what it began with. */
interface Hall {
  readonly foundation: Foundation;
  readonly client: pg.Client;
  readonly pgbench: Pgbench;
  readonly casting: CastingService;
  readonly opening: BallotOpeningService;
  readonly closing: ClosingService;
  readonly floor: Floor;
  readonly server: Child;
  readonly load: Child;
}

async function run(settings: Settings): Promise<Outcome> {
  const plan = settings.short ? SHORT : FULL;
  const rounds = settings.rounds ?? plan.rounds;
  const rates: Rate[] = [];
  const skipped: string[] = [];
  await withPlace(async (place) => {
    let assemblies: Assembly[] = [];
    for (const flush of ["as it is", "1 ms more"] as const) {
      if (flush === "1 ms more" && !(await delayCommits(place))) {
        skipped.push("a flush of 1 ms more: commit_delay needs a superuser");
        continue;
      }
      await inHall(place, async (hall) => {
        if (assemblies.length === 0) assemblies = await assemble(hall, plan);
        for (let turn = plan.warmUp ? 0 : 1; turn <= rounds; turn += 1)
          for (const { name, bodies, ways } of assemblies)
            for (const way of orderOf(ways, turn)) {
              const rate = await onBallots(hall, bodies, way);
              if (!rate) skipped.push(`${way}: pgbench is not installed`);
              else if (turn > 0) rates.push({ flush, ballots: name, way, round: turn, ...rate });
              progress(`flush ${flush}, ${name}, ${way}: ${rate ? `${round(rate.perSecond)} votes/s` : "SKIPPED"}`);
            }
      });
    }
  });
  return { ...votesReport(plan, rates, [...new Set(skipped)]), failures: [] };
}

async function assemble({ foundation, client }: Hall, { seats }: Plan): Promise<Assembly[]> {
  const product: Way[] = ["service layer", "HTTP"];
  return [
    {
      name: "one ballot",
      bodies: await plenary(client),
      ways: ["pgbench, 1 client", "pgbench, 16 clients", ...product],
    },
    {
      name: "64 ballots",
      bodies: await draftingGroups(foundation, client, seats),
      ways: ["pgbench, 1 client", "pgbench, 16 clients", "pgbench, 32 clients", ...product],
    },
  ];
}

/** Every flush of this database's new sessions takes 1 ms more, as on a slower disk; false where that may not be set. */
async function delayCommits({ databaseUrl }: Place): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl! });
  await client.connect();
  try {
    for (const setting of ["commit_delay = 1000", "commit_siblings = 0"])
      await client.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET ${setting}', current_database()); END $$`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== "42501") throw error;
    return false;
  } finally {
    await client.end();
  }
}

async function inHall(place: Place, work: (hall: Hall) => Promise<void>): Promise<void> {
  const [server, load] = await Promise.all([Child.start("servers/requests/rotunda.js", place), Child.start("load.js")]);
  const foundation = await openProductFoundation(place);
  const client = new pg.Client({ connectionString: foundation.databaseUrl });
  await client.connect();
  const pgbench = await Pgbench.on(client, foundation.databaseUrl);
  const { database, journal, keyStore } = foundation;
  const sealing = new SealingService(database, journal, keyStore, () => undefined, false);
  try {
    await work({
      ...{ foundation, client, pgbench, server, load, floor: new Floor(server.port) },
      casting: new CastingService(database, journal),
      opening: new BallotOpeningService(database, journal, sealing),
      closing: new ClosingService(database, journal, sealing),
    });
  } finally {
    pgbench.close();
    await client.end();
    await foundation.close();
    await Promise.all([server.stop(), load.stop()]);
  }
}

interface Paper extends BarePaper {
  readonly accountId: string;
  readonly code: string;
}

type Measured = Pick<Rate, "perSecond" | "perTransaction">;

const viewerOf = (accountId: string): Viewer => ({ accountId, sessionId: "", displayName: "", isAdmin: false });

/** New ballots for one measurement, one in each body; afterwards every vote must be there, with its events and without a hole. */
async function onBallots(hall: Hall, bodies: readonly Body[], way: Way): Promise<Measured | null> {
  const opened = await Promise.all(
    bodies.map(async ({ chairId, recommendationId, ...body }) => {
      const { ballot } = await hall.opening.open(viewerOf(chairId), { recommendationId });
      return { ...body, chairId, ballotId: ballot.id };
    }),
  );
  // The first voter of each body, then the second of each: neighbours vote on different ballots.
  const papers = Array.from({ length: Math.max(...opened.map(({ voters }) => voters.length)) }, (_, place) =>
    opened.flatMap(({ voters, roomId, ballotId }): Paper[] =>
      voters[place] ? [{ ...voters[place], roomId, ballotId }] : [],
    ),
  ).flat();
  await hall.client.query("VACUUM live_topic"); // what the last measurement left of hot rows
  const perSecond = await cast(hall, way, papers);
  const ballotIds = opened.map(({ ballotId }) => ballotId);
  const perTransaction = perSecond === null ? 0 : await verify(hall, ballotIds, papers);
  await Promise.all(
    opened.map(({ chairId, ballotId }) => hall.closing.cancel(viewerOf(chairId), ballotId, "measured")),
  );
  return perSecond === null ? null : { perSecond: round(perSecond), perTransaction: round(perTransaction) };
}

/** Votes a second. */
async function cast(hall: Hall, way: Way, papers: readonly Paper[]): Promise<number | null> {
  if (way === "HTTP") return castOverHttp(hall, papers);
  if (way === "service layer") {
    const began = performance.now();
    await Promise.all(
      papers.map(({ accountId, ballotId }) =>
        hall.casting.cast(viewerOf(accountId), { ballotId, choice: VoteChoice.FOR }),
      ),
    );
    return papers.length / ((performance.now() - began) / 1_000);
  }
  return hall.pgbench.cast(papers, Number(/\d+/.exec(way)![0]));
}

async function castOverHttp({ floor, load, server }: Hall, papers: readonly Paper[]): Promise<number> {
  const requests = [];
  for (const { code, ballotId } of papers)
    requests.push(contractRequest("CastVote", { input: { ballotId, choice: "FOR" } }, await floor.token(code)));
  const concurrency = Math.min(papers.length, CONNECTIONS);
  const order = { port: server.port, requests, repeat: 1, concurrency, expects: '"CastVoteSuccess"' };
  return papers.length / (await load.ask<LoadResult>(order, 120_000)).seconds;
}

// A ballot's own topic holds its votes and its opening; the body's topic holds them, too.
const FOUND = `
  SELECT b.id, (SELECT count(*)::int FROM vote v WHERE v.ballot_id = b.id) AS votes,
         (SELECT count(*)::int FROM vote_record r WHERE r.ballot_id = b.id) AS records,
         (SELECT count(*)::int FROM live_event e WHERE e.topic_id = b.id AND e.kind = 'VOTE_CAST') AS events,
         (SELECT count(*)::int FROM live_event e WHERE e.topic_id = b.round_table_id AND e.kind = 'VOTE_CAST'
            AND e.body ->> 'ballotId' = b.id::text) AS told,
         (SELECT bool_and(t.last_seq = e.count AND t.last_seq = e.newest) FROM live_topic t, LATERAL (
            SELECT count(*), max(seq) AS newest FROM live_event WHERE topic_id = t.topic_id) e
          WHERE t.topic_id IN (b.id, b.round_table_id)) AS whole
  FROM ballot b WHERE b.id = ANY($1)`;

interface Found {
  readonly id: string;
  readonly votes: number;
  readonly records: number;
  readonly events: number;
  readonly told: number;
  readonly whole: boolean;
}

/** Throws unless every vote is there once; answers how many shared a transaction. */
async function verify({ client }: Hall, ballotIds: readonly string[], papers: readonly Paper[]): Promise<number> {
  const { rows } = await client.query<Found>(FOUND, [ballotIds]);
  for (const { id, votes, records, events, told, whole } of rows) {
    const expected = papers.filter(({ ballotId }) => ballotId === id).length;
    if (![votes, records, events, told].every((count) => count === expected) || !whole)
      throw new Error(`${expected} votes were cast, found ${JSON.stringify({ votes, records, events, told, whole })}`);
  }
  if (rows.length !== ballotIds.length) throw new Error(`${ballotIds.length} ballots, found ${rows.length}`);
  const commits = await client.query<{ commits: number }>(
    "SELECT count(DISTINCT xmin::text)::int AS commits FROM vote WHERE ballot_id = ANY($1)",
    [ballotIds],
  );
  return papers.length / commits.rows[0]!.commits;
}

export const votes: Scenario = {
  name: "votes",
  group: "votes",
  about: "votes a second on one hot ballot and on 64: through HTTP, in the service layer, in pgbench one a transaction",
  run,
};

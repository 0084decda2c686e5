import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CastingService } from "../../src/domain/ballot/casting.service.js";
import { VoteChoice } from "../../src/domain/ballot/ballot.words.js";
import type { Foundation } from "../../src/foundation.js";
import { contractRequest } from "../contract.js";
import { Floor, headsOf } from "../floor.js";
import type { LoadResult } from "../messages.js";
import { withPlace } from "../place.js";
import { Child } from "../processes.js";
import { openProductFoundation } from "../product.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import type { Settings } from "../settings.js";
import { percentile, round } from "../statistics.js";
import { table } from "../tables.js";

const CHAIR = "demo-facilitator-plenary";
const WAYS = ["pgbench, 1 client", "pgbench, 16 clients", "service layer", "HTTP"] as const;
type Way = (typeof WAYS)[number];

// The fewest statements that leave the same rows: a vote, its record, a number in both topics, an event in each with the
// count. Lock first, one statement, one transaction per vote. One look at the votes, as the product has one.
const SCRIPT = `
WITH l AS (
  SELECT topic_id FROM live_topic WHERE topic_id IN (:room::uuid, :ballot::uuid) ORDER BY topic_id FOR NO KEY UPDATE
), s AS (
  UPDATE live_topic t SET last_seq = last_seq + 1 FROM l WHERE t.topic_id = l.topic_id RETURNING t.topic_id, scope_id, last_seq
), p AS (
  SELECT * FROM bench_voter WHERE n = (SELECT nextval('bench_next'))
), v AS (
  INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id)
  SELECT :ballot::uuid, delegation_id, 'FOR', delegate_id FROM p RETURNING ballot_id, delegation_id, choice, cast_at
), r AS (
  INSERT INTO vote_record (ballot_id, delegation_id, number, choice, at, participation_id)
  SELECT v.ballot_id, v.delegation_id, 1, v.choice, v.cast_at, p.participation_id FROM v, p
)
INSERT INTO live_event (scope_id, topic_id, seq, kind, body)
SELECT scope_id, topic_id, last_seq, 'VOTE_CAST', jsonb_build_object('ballotId', :ballot::text,
       'voted', (SELECT count(*) FROM vote WHERE ballot_id = :ballot::uuid) + 1) FROM s;
`;

/** A body that meets, and everybody who votes in it. */
interface Hall {
  readonly floor: Floor;
  readonly server: Child;
  readonly load: Child;
  readonly foundation: Foundation;
  readonly casting: CastingService;
  readonly roomId: string;
  readonly recommendationId: string;
  readonly heads: readonly string[];
  readonly accounts: readonly string[];
  readonly script: string;
}

async function run(settings: Settings): Promise<Outcome> {
  const rounds = settings.rounds ?? (settings.short ? 1 : 8);
  const rates = new Map<Way, number[]>(WAYS.map((way) => [way, []]));
  const batches: number[] = [];
  const failures: string[] = [];
  await withPlace(async (place) => {
    const [server, load] = await Promise.all([
      Child.start("servers/requests/rotunda.js", place),
      Child.start("load.js"),
    ]);
    const foundation = await openProductFoundation(place);
    const directory = mkdtempSync(join(tmpdir(), "rotunda-votes-"));
    try {
      const hall = await convene(new Floor(server.port), server, load, foundation, directory);
      for (let turn = 0; turn <= rounds; turn += 1)
        for (const way of turn % 2 ? [...WAYS].reverse() : WAYS) {
          const rate = await onBallot(hall, (ballotId) => measure(hall, way, ballotId, batches));
          if (turn > 0 && rate !== null) rates.get(way)!.push(rate); // the first warms up
        }
    } finally {
      rmSync(directory, { recursive: true, force: true });
      await foundation.close();
      await Promise.all([server.stop(), load.stop()]);
    }
  });
  return { ...report(rates, batches), failures };
}

async function convene(
  floor: Floor,
  server: Child,
  load: Child,
  foundation: Foundation,
  directory: string,
): Promise<Hall> {
  const room = await floor.room("plenary");
  await floor.does(CHAIR, "OpenRoundTable", { roundTableId: room.id });
  const item = room.agendaItems.find(({ recommendations }) => recommendations.length > 0)!;
  await floor.does(CHAIR, "TakeUpAgendaItem", { agendaItemId: item.id });
  const heads = headsOf(room);
  for (const head of heads) await floor.does(head, "CheckIn", { roundTableId: room.id });
  const { database, journal } = foundation;
  const rows: { account_id: string }[] = await database.transaction(null, async (tx) => {
    await tx.query("CREATE SEQUENCE bench_next");
    await tx.query(
      `CREATE TABLE bench_voter AS SELECT row_number() OVER (ORDER BY d.id) AS n, d.delegation_id, d.id AS delegate_id, d.participation_id, p.account_id
       FROM seat s JOIN delegate d ON d.delegation_id = s.delegation_id AND d.function = 'HEAD' JOIN participation p ON p.id = d.participation_id
       WHERE s.round_table_id = '${room.id}'`,
    );
    await tx.query("ALTER TABLE bench_voter ADD PRIMARY KEY (n)");
    return tx.query("SELECT account_id FROM bench_voter ORDER BY n");
  });
  const script = join(directory, "vote.sql");
  writeFileSync(script, SCRIPT);
  const casting = new CastingService(database, journal);
  const recommendationId = item.recommendations[0]!.id;
  const accounts = rows.map((row) => row.account_id);
  return { floor, server, load, foundation, casting, roomId: room.id, recommendationId, heads, accounts, script };
}

/** A new ballot for one measurement; afterwards every vote must be there, with an event and without a hole. */
async function onBallot(hall: Hall, work: (ballotId: string) => Promise<number | null>): Promise<number | null> {
  const ballotId = await hall.floor.openBallot(CHAIR, hall.recommendationId);
  const rate = await work(ballotId);
  const [found] = (await hall.foundation.database.read((tx) =>
    tx.query(
      `SELECT (SELECT count(*)::int FROM vote WHERE ballot_id = $1) AS votes,
              (SELECT count(*)::int FROM live_event WHERE topic_id = $1 AND kind = 'VOTE_CAST') AS events,
              (SELECT count(*)::int FROM live_event WHERE topic_id = $1) = (SELECT last_seq FROM live_topic WHERE topic_id = $1) AS whole`,
      [ballotId],
    ),
  )) as [{ votes: number; events: number; whole: boolean }];
  const expected = rate === null ? 0 : hall.accounts.length;
  if (found.votes !== expected || found.events !== expected || !found.whole)
    throw new Error(`${expected} votes were cast, found ${JSON.stringify(found)}`);
  await hall.floor.cancelBallot(CHAIR, ballotId);
  return rate;
}

async function measure(hall: Hall, way: Way, ballotId: string, batches: number[]): Promise<number | null> {
  const votes = hall.accounts.length;
  if (way === "HTTP") {
    const input = { ballotId, choice: "FOR" };
    const requests = [];
    for (const head of hall.heads) requests.push(contractRequest("CastVote", { input }, await hall.floor.token(head)));
    const order = { port: hall.server.port, requests, repeat: 1, concurrency: votes, expects: '"CastVoteSuccess"' };
    const { seconds } = await hall.load.ask<LoadResult>(order, 120_000);
    progress(`HTTP: ${round(votes / seconds)} votes/s`);
    return votes / seconds;
  }
  if (way === "service layer") {
    const began = performance.now();
    await Promise.all(
      hall.accounts.map((accountId) =>
        hall.casting.cast(
          { accountId, sessionId: "", displayName: "", isAdmin: false },
          { ballotId, choice: VoteChoice.FOR },
        ),
      ),
    );
    const rate = votes / ((performance.now() - began) / 1_000);
    const [{ commits }] = (await hall.foundation.database.read((tx) =>
      tx.query("SELECT count(DISTINCT xmin::text)::int AS commits FROM vote WHERE ballot_id = $1", [ballotId]),
    )) as [{ commits: number }];
    batches.push(votes / commits);
    progress(`service layer: ${round(rate)} votes/s, ${commits} transactions`);
    return rate;
  }
  return pgbench(hall, way === "pgbench, 1 client" ? 1 : 16, ballotId);
}

/** Votes a second as pgbench itself counts them; null where there is none. */
async function pgbench(hall: Hall, clients: number, ballotId: string): Promise<number | null> {
  await hall.foundation.database.read((tx) => tx.query("ALTER SEQUENCE bench_next RESTART"));
  const each = Math.floor(hall.accounts.length / clients);
  const rest = hall.accounts.length - each * clients;
  const call = (c: number, t: number): string =>
    execFileSync(
      "pgbench",
      [
        "-n",
        "-M",
        "prepared",
        "-f",
        hall.script,
        "-c",
        String(c),
        "-j",
        "1",
        "-t",
        String(t),
        "-D",
        `ballot=${ballotId}`,
        "-D",
        `room=${hall.roomId}`,
        hall.foundation.databaseUrl,
      ],
      { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 },
    );
  try {
    const tps = Number(/^tps = ([\d.]+)/m.exec(call(clients, each))![1]);
    if (rest > 0) call(1, rest);
    progress(`pgbench, ${clients} clients: ${round(tps)} votes/s`);
    return tps;
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
    progress("SKIPPED: pgbench is not installed");
    return null;
  }
}

function report(rates: ReadonlyMap<Way, readonly number[]>, batches: readonly number[]): Omit<Outcome, "failures"> {
  const median = (way: Way): number => percentile([...rates.get(way)!], 50);
  const measured = WAYS.filter((way) => rates.get(way)!.length > 0);
  const best = Math.max(0, ...measured.filter((way) => way.startsWith("pgbench")).map(median));
  const rows = measured.map((way) => [
    way,
    round(median(way)).toLocaleString("en"),
    best ? round(median(way) / best, 2).toFixed(2) : "–",
  ]);
  const size = batches.length > 0 ? round(percentile([...batches], 50)) : 0;
  const text = `One ballot, all delegations of the plenary at once. Reach: service layer 8, HTTP 1. Votes per transaction of the service layer: ${size}.`;
  return {
    markdown: `${text}\n\n${table(["votes on one hot ballot", "votes/s", "against the better pgbench"], rows)}`,
    data: {
      rates: Object.fromEntries([...rates].map(([way, list]) => [way, list.map((rate) => round(rate))])),
      batches,
    },
  };
}

export const votes: Scenario = {
  name: "votes",
  group: "votes",
  about:
    "votes a second on one hot ballot: through HTTP and in the service layer, beside pgbench of one vote per transaction",
  run,
};

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Chance } from "../random/chance.js";
import { startAttackedCluster, type AttackedCluster } from "./attacked-cluster.js";
import { ActivitySampler } from "./capture/activity.js";
import { gather, standing, statisticsOf } from "./capture/evidence.js";
import { rowsSince } from "./capture/rows.js";
import { linkDatabase } from "./linkers/all.js";
import { FileSearch } from "./linkers/files.js";
import { featuresOf, linkFrames } from "./linkers/frames.js";
import { learn } from "./linkers/learned.js";
import { linkMetrics } from "./linkers/metrics.js";
import { readRows, ROW_LINKERS } from "./linkers/rows.js";
import { linesOfPostgres, linkLines } from "./linkers/texts.js";
import { NaiveHall, type Traces } from "./naive-hall.js";
import { CHOICES, drawChoices, type PlayedBallot, shuffled } from "./played-ballot.js";
import { Reader } from "./reading.js";
import { Board } from "./scoring.js";

const BALLOTS = 3;

/** Where each linker must bite: otherwise its silence about the real tables says nothing. */
const BITES: Readonly<Record<string, readonly string[]>> = {
  open: [
    ...Object.keys(ROW_LINKERS).filter((name) => name !== "one row"),
    "dead tuples, made together",
    "WAL, same transaction",
    "WAL, order",
    "dump",
    "fingerprints, keys known",
    "fingerprints, keys guessed",
    "bytes beside, learned from half",
    "PostgreSQL log",
    "server log",
    "metrics",
    "frames, in clear",
    "frames, by their form",
    "activity",
  ],
  notices: ["one row", "statistics"],
  closed: ["dead tuples, made together", "WAL, same transaction", "WAL, order", "fingerprints, keys known"],
  vacuumed: ["WAL, same transaction", "WAL, order"],
  backup: ["files"],
};

let cluster: AttackedCluster;
let hall: NaiveHall;
const board = new Board();
const chance = new Chance(20);
const played: PlayedBallot[] = [];

beforeAll(async () => {
  cluster = await startAttackedCluster(false);
  hall = await NaiveHall.open(cluster.url);
}, 60_000);
afterAll(async () => {
  await hall.end();
  await cluster.close();
});

function draw(size: number): PlayedBallot {
  const voters = shuffled(chance, drawChoices(chance, size)).map((choice) => {
    const id = randomUUID();
    return { id, names: [id], clientKey: `k-${randomUUID()}`, choice };
  });
  const ids = CHOICES.map((choice) => [choice, randomUUID()] as const);
  return {
    ...{ id: randomUUID(), name: `${size}` },
    voters,
    optionIds: Object.fromEntries(ids) as PlayedBallot["optionIds"],
    opened: new Map(),
  };
}

function linkTraces(
  ballot: PlayedBallot,
  traces: Traces,
  log: readonly string[],
  order: readonly { voter: string; at: number }[],
): void {
  const reader = new Reader([ballot]);
  board.record("PostgreSQL log", "open", ballot, linkLines(linesOfPostgres(log), reader));
  board.record("server log", "open", ballot, linkLines(traces.serverLog, reader));
  board.record("metrics", "open", ballot, linkMetrics(traces.scrapes, order, reader));
  board.record("frames, in clear", "open", ballot, linkFrames(traces.frames, reader));
  const { others, guess } = learn(ballot, featuresOf(traces.frames));
  board.record("frames, by their form", "open", others, guess);
}

async function playOne(size: number): Promise<void> {
  const ballot = draw(size);
  played.push(ballot);
  const since = await standing(cluster.client);
  const from = cluster.log.length;
  const order = shuffled(chance, ballot.voters);
  const traces = await hall.play(ballot, order);
  await cluster.settle();
  const log = cluster.log.slice(from);
  linkDatabase(board, "open", ballot, await gather(cluster.client, since));
  linkTraces(
    ballot,
    traces,
    log,
    order.map(({ id }, at) => ({ voter: id, at })),
  );
  await hall.close(ballot);
  linkDatabase(board, "closed", ballot, await gather(cluster.client, since));
  await cluster.client.query("VACUUM");
  linkDatabase(board, "vacuumed", ballot, await gather(cluster.client, since));
}

it("two tables without a key between them are not secret: each linker finds nearly every choice where it says it does", async () => {
  for (let number = 0; number < BALLOTS; number += 1) await playOne(chance.int(60, 190));
  await watchOne();
  await tellOne();
  const search = new FileSearch(played, new Reader(played));
  for await (const { name, content } of cluster.baseBackup()) search.search(name, content);
  for (const ballot of played) board.record("files", "backup", ballot, search.guess(ballot.id));
  console.info(board.table("The naive tables"));
  const missed = Object.entries(BITES).flatMap(([phase, linkers]) =>
    linkers
      .filter((linker) => board.rate(linker, phase) <= 0.95)
      .map((linker) => `${linker} / ${phase}: ${board.rate(linker, phase)}`),
  );
  expect(missed).toEqual([]);
}, 120_000);

/** With the values in the statements, as an ORM writes them, whoever looks at the sessions reads along. */
async function watchOne(): Promise<void> {
  const ballot = draw(30);
  const sampler = new ActivitySampler(cluster.url);
  await cluster.client.query("SELECT attack.pg_stat_statements_reset()");
  await hall.play(ballot, shuffled(chance, ballot.voters), true);
  board.record("activity", "open", ballot, linkLines(await sampler.stop(), new Reader([ballot]), 0));
}

/** Notices to the voters, of what they did, in statements of which the database keeps the text with the values. */
async function tellOne(): Promise<void> {
  const ballot = draw(60);
  const since = await standing(cluster.client);
  await cluster.client.query("CREATE TABLE naive.notice (delegation_id uuid, body text)");
  for (const { id, choice } of ballot.voters)
    await cluster.client.query(`DO 'BEGIN INSERT INTO naive.notice VALUES (''${id}'', ''${choice}''); END'`);
  const rows = await rowsSince(cluster.client, since.xid);
  const reader = new Reader([ballot]);
  board.record("one row", "notices", ballot, ROW_LINKERS["one row"]!(readRows(rows, reader)));
  board.record("statistics", "notices", ballot, linkLines(await statisticsOf(cluster.client), reader, 0));
}

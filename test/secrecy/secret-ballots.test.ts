import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Chance } from "../random/chance.js";
import { type AttackedCluster, startAttackedCluster } from "./attacked-cluster.js";
import { ActivitySampler } from "./capture/activity.js";
import { type Evidence, gather, standing } from "./capture/evidence.js";
import { linkDatabase } from "./linkers/all.js";
import { FileSearch } from "./linkers/files.js";
import { featuresOf, linkFrames } from "./linkers/frames.js";
import { learn } from "./linkers/learned.js";
import { linkMetrics } from "./linkers/metrics.js";
import { type Line, linesOfPostgres, linkLines } from "./linkers/texts.js";
import type { PlayedBallot } from "./played-ballot.js";
import { provoke } from "./provoking.js";
import { Reader } from "./reading.js";
import { Board } from "./scoring.js";
import { SecretHall, type Shown } from "./secret-hall.js";

const BALLOTS = Number(process.env["SECRET_BALLOTS"] ?? 12);
const SEED = Number(process.env["SECRET_SEED"] ?? 1);
/** The largest and the smallest first, then what comes. */
const SIZES = [190, 12];

let cluster: AttackedCluster;
let hall: SecretHall;
const chance = new Chance(SEED);
const board = new Board();
const withKey = new Board();
const played: PlayedBallot[] = [];

beforeAll(async () => {
  cluster = await startAttackedCluster(true);
  hall = await SecretHall.open(cluster.url);
}, 90_000);
afterAll(async () => {
  await hall.close();
  await cluster.close();
});

const serverLines = (from: number): Line[] => hall.app.logged.slice(from).map((text) => ({ group: "server", text }));

function linkLogs(phase: string, ballot: PlayedBallot, postgres: readonly string[], server: readonly Line[]): void {
  const reader = new Reader([ballot]);
  board.record("PostgreSQL log", phase, ballot, linkLines(linesOfPostgres(postgres), reader));
  board.record("server log", phase, ballot, linkLines(server, reader));
}

function linkShown(ballot: PlayedBallot, shown: Shown, activity: readonly Line[], evidence: Evidence): void {
  const reader = new Reader([ballot]);
  const marks = evidence.rows.flatMap((row) => {
    const { voter } = reader.read(row.text);
    return voter !== null && row.table.endsWith("ballot_eligibility") ? [{ voter, at: row.xid }] : [];
  });
  board.record("activity", "open", ballot, linkLines(activity, reader, 0));
  board.record("metrics", "open", ballot, linkMetrics(shown.scrapes, marks, reader));
  board.record("frames, in clear", "open", ballot, linkFrames(shown.frames, reader));
  const { others, guess } = learn(ballot, featuresOf(shown.frames));
  board.record("frames, by their form", "open", others, guess);
}

async function playOne(number: number): Promise<void> {
  await hall.renew();
  const since = await standing(cluster.client);
  const [postgresFrom, serverFrom] = [cluster.log.length, hall.app.logged.length];
  const ballot = await hall.begin(chance, SIZES[number] ?? chance.int(12, 190));
  const sampler = new ActivitySampler(cluster.url);
  const atOnce = number % 2 === 0 ? 1 : chance.int(2, 8);
  const provoked = number === 0 ? provoke(cluster.url, ballot.id) : Promise.resolve();
  const shown = await hall.cast(chance, ballot, atOnce);
  await provoked;
  const activity = await sampler.stop();
  await cluster.settle();
  const evidence = await gather(cluster.client, since);
  linkDatabase(board, "open", ballot, evidence);
  linkLogs("open", ballot, cluster.log.slice(postgresFrom), serverLines(serverFrom));
  linkShown(ballot, shown, activity, evidence);
  if (atOnce === 1) linkDatabase(withKey, "open", await hall.openedWithKey(ballot), evidence);
  played.push(ballot);
  if (number === BALLOTS - 1) await searchFiles("backup, open");
  await hall.end(ballot);
  await cluster.settle();
  linkDatabase(board, "closed", ballot, await gather(cluster.client, since));
  linkLogs("closed", ballot, cluster.log.slice(postgresFrom), serverLines(serverFrom));
  await cluster.client.query("VACUUM");
  linkDatabase(board, "vacuumed", ballot, await gather(cluster.client, since));
}

async function searchFiles(phase: string): Promise<void> {
  const search = new FileSearch(played, new Reader(played));
  for await (const { name, content } of cluster.baseBackup()) search.search(name, content);
  for (const ballot of played) board.record("files", phase, ballot, search.guess(ballot.id));
}

it(`${BALLOTS} secret ballots: whoever has the database, its log of changes, its backups and all logs knows no more of who chose what than the tally tells (SECRET_SEED=${SEED})`, async () => {
  for (let number = 0; number < BALLOTS; number += 1) await playOne(number);
  await searchFiles("backup");
  console.info(board.table("Secret ballots"));
  console.info(withKey.table("The same with the key, cast one after the other: what the key alone protects"));
  expect(board.above()).toEqual([]);
  // The provoked errors came, and PostgreSQL logged them: constraint, lock timeout, deadlock.
  for (const code of ["23514", "55P03", "40P01"])
    expect([code, cluster.log.some((line) => line.includes(`ERROR:  ${code}`))]).toEqual([code, true]);
  // Otherwise the linkers do not read these tables at all.
  for (const linker of ["xmin, equal", "WAL, same transaction", "dead tuples, made together"])
    expect([linker, withKey.rate(linker, "open") > 0.95]).toEqual([linker, true]);
}, 2_400_000);

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { Chance } from "../random/chance.js";
import { databaseOnServer } from "../support/services.js";
import { linkDump } from "./linkers/dump.js";
import { NaiveHall } from "./naive-hall.js";
import { type PlayedBallot, shuffled } from "./played-ballot.js";
import { Reader } from "./reading.js";
import { Board } from "./scoring.js";
import { SecretHall } from "./secret-hall.js";

const run = promisify(execFile);
const VOTERS = 120;

/** The lines of each table in a dump as pg_dump writes it; null where there is no pg_dump that fits the server. */
async function pgDump(url: string): Promise<Map<string, string[]> | null> {
  const dumped = await run("pg_dump", ["--dbname", url], { maxBuffer: 1 << 28 }).catch((error: unknown) => {
    if (process.env["REQUIRE_SERVICES"] === "1") throw error;
    console.warn(`SKIPPED: pg_dump cannot dump this server (${String(error).split("\n")[0]}).`);
    return null;
  });
  if (!dumped) return null;
  const tables = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of dumped.stdout.split("\n")) {
    const table = /^COPY (\S+) .*FROM stdin;$/.exec(line)?.[1];
    if (table) tables.set(table, (current = []));
    else if (line === "\\.") current = null;
    else current?.push(line);
  }
  return tables;
}

it("a dump by pg_dump, taken while a secret ballot is open or after its close, links nobody with a choice; of naive tables it links everybody", async () => {
  const database = await databaseOnServer();
  if (!database) return;
  const chance = new Chance(3);
  const hall = await SecretHall.open(database.url);
  const naive = await NaiveHall.open(database.url);
  const board = new Board();
  try {
    const ballot = await hall.begin(chance, VOTERS);
    await hall.cast(chance, ballot, 1);
    await naive.play(ballot, shuffled(chance, ballot.voters));
    const isSecret = (tables: Map<string, string[]>, what: boolean): Map<string, string[]> =>
      new Map([...tables].filter(([table]) => table.startsWith("naive.") !== what));
    const link = (played: PlayedBallot, tables: Map<string, string[]>) =>
      linkDump(tables, new Reader([played]), (line) => line.includes(ballot.id));
    const open = await pgDump(database.url);
    if (!open) return;
    expect(open.get("public.sealed_paper")).toHaveLength(VOTERS);
    board.record("pg_dump", "open", ballot, link(ballot, isSecret(open, true)));
    board.record("pg_dump", "naive", ballot, link(ballot, isSecret(open, false)));
    await hall.end(ballot);
    const closed = (await pgDump(database.url))!;
    expect(closed.get("public.sealed_paper")).toEqual([]);
    board.record("pg_dump", "closed", ballot, link(ballot, isSecret(closed, true)));
    console.info(board.table("A dump"));
    expect(board.above().map((cell) => cell.split(":")[0])).toEqual(["pg_dump\tnaive"]);
    expect(board.rate("pg_dump", "naive")).toBeGreaterThan(0.95);
  } finally {
    await naive.end();
    await hall.close();
    await database.drop();
  }
}, 90_000);

import { randomUUID } from "node:crypto";
import pg from "pg";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../ormconfig.js";
import { type Entry, Journal } from "../src/live/journal.js";
import { InProcessTransport } from "../src/live/transport.js";
import { Database } from "../src/platform/database/database.js";
import { migrate } from "../src/platform/database/migrate.js";
import { type BenchDatabase, makeDatabase } from "./database.js";
import { makeEvent } from "./events.js";
import { ROOM } from "./schema.js";

/** What a database holds before anything is measured. */
export interface Holdings {
  /** Scopes of the log, each with rules of retention of its own. */
  readonly conferences: number;
  /** Topics beside the measured one, over all conferences. */
  readonly topics: number;
  /** Events of the measured topic. */
  readonly history: number;
  /** Events of each other topic. */
  readonly others: number;
}

const POOL = 4;
/** Events appended in one transaction. */
const PORTION = 1_000;

/** A topic beside the measured one. */
export const otherRoom = (index: number): string => `c0c0c0c0-0000-7000-8000-${String(index).padStart(12, "0")}`;

/** A database with a log of this size, written as the product writes it, vacuumed and with statistics. */
export async function makeHoldings(holdings: Holdings): Promise<BenchDatabase> {
  const own = await makeDatabase();
  if (!own) throw new Error("no PostgreSQL server: set BENCH_POSTGRES_URL");
  try {
    await migrate(dataSourceOptions(own.url));
    const source = await new DataSource(dataSourceOptions(own.url, { pool: POOL })).initialize();
    try {
      await fill(new Database(source, POOL), holdings);
    } finally {
      await source.destroy();
    }
    await settle(own.url);
    return own;
  } catch (error) {
    await own.drop();
    throw error;
  }
}

async function fill(database: Database, { conferences, topics, history, others }: Holdings): Promise<void> {
  const journal = new Journal(database, new InProcessTransport());
  const scopes = Array.from({ length: conferences }, () => randomUUID());
  const rooms = Array.from({ length: topics }, (_, index) => otherRoom(index));
  await database.transaction(null, async (tx) => {
    for (const scope of scopes) await journal.keep(tx, scope, 365);
    await journal.openTopic(tx, ROOM, scopes[0]!);
    for (const [index, room] of rooms.entries()) await journal.openTopic(tx, room, scopes[index % conferences]!);
  });
  const append = (entries: readonly Entry[]): Promise<void> =>
    database.transaction(null, (tx) => journal.append(tx, entries));
  const total = history + topics * others;
  for (let from = 0; from < total; from += PORTION) {
    const entries = Array.from({ length: Math.min(PORTION, total - from) }, (_, index): Entry => {
      const number = from + index;
      const topicId = number < history ? ROOM : rooms[(number - history) % topics]!;
      return { topicId, kind: "VOTE_CAST", body: { ...makeEvent(number) } };
    });
    await append(entries);
  }
}

/** So that no autovacuum of what was just written falls into a measurement. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("VACUUM (ANALYZE) live_event");
    await client.query("VACUUM (ANALYZE) live_topic");
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

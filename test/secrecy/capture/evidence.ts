import type pg from "pg";
import type { Line } from "../linkers/texts.js";
import { dump } from "./dump.js";
import { type Tuple, tuplesSince } from "./pages.js";
import { nextXid, rowsSince, type StoredRow } from "./rows.js";
import { type WalRecord, walBetween, walPosition } from "./wal.js";

/** Where the database stood before a ballot was opened: older things say nothing about it. */
export interface Since {
  readonly xid: number;
  readonly lsn: string;
}

/** What lies in the database and its log of changes. */
export interface Evidence {
  readonly rows: readonly StoredRow[];
  readonly tuples: readonly Tuple[];
  readonly wal: readonly WalRecord[];
  readonly dump: ReadonlyMap<string, readonly string[]>;
  /** Of pg_stat_statements and pg_stats. */
  readonly statistics: readonly Line[];
}

export async function standing(client: pg.Client): Promise<Since> {
  return { xid: await nextXid(client), lsn: await walPosition(client) };
}

export async function gather(client: pg.Client, since: Since): Promise<Evidence> {
  // First the pages: whoever reads a table may tidy it up.
  const tuples = await tuplesSince(client, since.xid);
  await client.query("ANALYZE");
  return {
    tuples,
    rows: await rowsSince(client, since.xid),
    wal: await walBetween(client, since.lsn, await walPosition(client)),
    dump: await dump(client),
    statistics: await statisticsOf(client),
  };
}

export async function statisticsOf(client: pg.Client): Promise<Line[]> {
  const { rows } = await client.query<{ text: string }>(
    `SELECT query AS text FROM attack.pg_stat_statements
     UNION ALL
     SELECT concat_ws(' ', tablename, attname, most_common_vals, most_common_freqs, histogram_bounds) FROM pg_stats
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  return rows.map(({ text }, place) => ({ group: String(place), text }));
}

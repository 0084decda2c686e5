import type pg from "pg";
import { tablesOf } from "./rows.js";

/** A tuple as it lies in a page, also one that no query shows any more. */
export interface Tuple {
  readonly table: string;
  /** Of the file: WAL names this and not the table. */
  readonly file: number;
  readonly block: number;
  readonly offset: number;
  readonly xmin: number;
  readonly xmax: number;
  readonly data: Buffer;
}

/** Every tuple in every page that was made or ended since; needs pageinspect. */
export async function tuplesSince(client: pg.Client, xid: number): Promise<Tuple[]> {
  const tuples: Tuple[] = [];
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query<Record<string, any>>(
      `SELECT pg_relation_filenode($1::text::regclass) AS file, b AS block, i.lp, i.t_xmin::text AS xmin, i.t_xmax::text AS xmax, i.t_data AS data
       FROM generate_series(0, pg_relation_size($1::text::regclass) / current_setting('block_size')::int - 1) b,
            LATERAL attack.heap_page_items(attack.get_raw_page($1::text, b::int)) i
       WHERE i.t_data IS NOT NULL AND (i.t_xmin::text::bigint >= $2 OR i.t_xmax::text::bigint >= $2) ORDER BY b, i.lp`,
      [name, xid],
    );
    for (const row of rows)
      tuples.push({
        table: name,
        file: Number(row["file"]),
        block: Number(row["block"]),
        offset: row["lp"],
        xmin: Number(row["xmin"]),
        xmax: Number(row["xmax"]),
        data: row["data"],
      });
  }
  return tuples;
}

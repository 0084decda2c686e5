import type pg from "pg";

/** A row as the database shows it to whoever may read everything. */
export interface StoredRow {
  readonly table: string;
  readonly xid: number;
  readonly block: number;
  readonly offset: number;
  /** Its place by the primary key among the rows taken. */
  readonly keyOrder: number;
  /** When its transaction committed, where the database keeps that. */
  readonly committedAt: string | null;
  readonly values: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
         (SELECT string_agg(format('t.%I', a.attname), ', ' ORDER BY k.place)
          FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY k(number, place)
          JOIN pg_attribute a ON a.attnum = k.number AND a.attrelid = c.oid
          WHERE i.indrelid = c.oid AND i.indisprimary) AS key
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

export interface Table {
  readonly name: string;
  readonly key: string | null;
}

export async function tablesOf(client: pg.Client): Promise<Table[]> {
  return (await client.query<Table>(TABLES)).rows;
}

/** The number that the next transaction would get: what is older says nothing about what comes. */
export async function nextXid(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ xid: string }>("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid");
  return Number(rows[0]!.xid);
}

/** All rows of all tables that were written since. */
export async function rowsSince(client: pg.Client, xid: number): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for (const { name, key } of await tablesOf(client)) {
    const found = await client.query<{
      ctid: string;
      xid: string;
      at: string | null;
      key_order: string;
      values: object;
    }>(
      `SELECT t.ctid::text, t.xmin::text AS xid, to_jsonb(t) AS values, row_number() OVER (ORDER BY ${key ?? "t.ctid"}) AS key_order,
              CASE WHEN current_setting('track_commit_timestamp') = 'on' THEN pg_xact_commit_timestamp(t.xmin)::text END AS at
       FROM ${name} t WHERE t.xmin::text::bigint >= $1 ORDER BY t.ctid`,
      [xid],
    );
    for (const row of found.rows) {
      const [block, offset] = row.ctid.slice(1, -1).split(",").map(Number) as [number, number];
      const values = row.values as StoredRow["values"];
      const text = JSON.stringify(values);
      rows.push({
        table: name,
        xid: Number(row.xid),
        block,
        offset,
        keyOrder: Number(row.key_order),
        committedAt: row.at,
        values,
        text,
      });
    }
  }
  return rows;
}

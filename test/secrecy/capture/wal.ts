import type pg from "pg";

/** A record of the write-ahead log, as pg_walinspect takes it apart: one for each block it touches. */
export interface WalRecord {
  readonly place: number;
  /** Where the record begins: the same for all blocks of one. */
  readonly lsn: string;
  /** 0: the page that it writes to; 1: where an updated row lay before, if on another page. */
  readonly blockId: number;
  readonly xid: number;
  readonly file: number;
  readonly block: number;
  /** "off: 3" and more, in words. */
  readonly description: string;
  readonly data: Buffer;
}

export async function walPosition(client: pg.Client): Promise<string> {
  // A message of our own, committed at once, so that all before it is on the disk and can be read.
  await client.query("SET synchronous_commit = on; SELECT pg_logical_emit_message(true, 'attack', '')");
  return (await client.query<{ lsn: string }>("SELECT pg_current_wal_flush_lsn()::text AS lsn")).rows[0]!.lsn;
}

export async function walBetween(client: pg.Client, from: string, to: string): Promise<WalRecord[]> {
  const { rows } = await client.query<Record<string, any>>(
    `SELECT start_lsn::text AS lsn, block_id, xid::text AS xid, relfilenode AS file, relblocknumber AS block, description, block_data AS data
     FROM attack.pg_get_wal_block_info($1, $2) WHERE resource_manager IN ('Heap', 'Heap2', 'Btree') ORDER BY start_lsn, block_id`,
    [from, to],
  );
  return rows.map((row, place) => ({
    place,
    lsn: row["lsn"],
    blockId: row["block_id"],
    xid: Number(row["xid"]),
    file: Number(row["file"]),
    block: Number(row["block"]),
    description: row["description"] ?? "",
    data: row["data"] ?? Buffer.alloc(0),
  }));
}

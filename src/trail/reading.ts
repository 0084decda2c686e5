import type { EntityManager } from "typeorm";

/** The head of a chain as it was signed last. */
export interface SignedHead {
  readonly scopeId: string;
  readonly number: number;
  readonly hash: string;
  readonly jws: string;
  readonly signedAt: Date;
}

/** An entry without what it says: whoever may read that exports the chain. */
export interface ListedEntry {
  readonly number: number;
  readonly kind: string;
  readonly at: Date;
  readonly by: string | null;
  readonly hash: string;
}

export async function signedHeads(tx: EntityManager, scopeIds: readonly string[]): Promise<SignedHead[]> {
  return tx.query(
    `SELECT s.id AS "scopeId", h.number::float8 AS number, encode(h.hash, 'hex') AS hash, h.signed AS jws, h.at AS "signedAt"
     FROM unnest($1::uuid[]) AS s(id) CROSS JOIN LATERAL (SELECT * FROM trail_head WHERE scope_id = s.id ORDER BY number DESC LIMIT 1) h`,
    [scopeIds],
  );
}

/** For how many whole seconds the oldest deed has waited to be chained; 0 where none waits. */
export async function lagsOf(tx: EntityManager, scopeIds: readonly string[]): Promise<number[]> {
  const rows: { id: string; seconds: number }[] = await tx.query(
    `SELECT t.scope_id AS id, floor(max(extract(epoch FROM clock_timestamp() - e.at)))::int AS seconds
     FROM live_topic t LEFT JOIN live_taken k USING (topic_id) JOIN live_event e ON e.topic_id = t.topic_id AND e.seq = coalesce(k.seq, 0) + 1
     WHERE t.scope_id = ANY($1) AND t.parent_id IS NULL GROUP BY t.scope_id`,
    [scopeIds],
  );
  return scopeIds.map((id) => rows.find((row) => row.id === id)?.seconds ?? 0);
}

export async function entriesBehind(
  tx: EntityManager,
  scopeId: string,
  after: number,
  limit: number,
): Promise<ListedEntry[]> {
  return tx.query(
    `SELECT number::float8 AS number, kind, at, by, encode(hash, 'hex') AS hash FROM trail_entry
     WHERE scope_id = $1 AND trail_entry.number > $2 ORDER BY trail_entry.number LIMIT $3`,
    [scopeId, after, limit],
  );
}

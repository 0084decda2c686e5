import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { IdempotencyConflict } from "../../platform/graphql/refusals.js";
import { canonicalJson, type Json } from "../../platform/kernel/json.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "./viewer.policy.js";

/**
 * Claims an idempotency key for a deed inside its transaction. Answers null when the key is new (or absent): do the
 * deed and give its result the id `resultId`. Answers the id of the earlier result when the same input came before.
 * A racing request with the same key waits here until this transaction ends. Refuses with IdempotencyConflict when the
 * key stands for another deed or input.
 */
export async function earlierResult(
  tx: EntityManager,
  viewer: Viewer,
  deed: string,
  key: string | null,
  input: Json,
  resultId: string,
): Promise<string | null> {
  if (key === null) return null;
  const hash = createHash("sha256").update(canonicalJson(input)).digest();
  const inserted: unknown[] = await tx.query(
    `INSERT INTO client_mutation (account_id, key, deed, input_hash, result_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account_id, key) DO NOTHING RETURNING key`,
    [viewer.accountId, key, deed, hash, resultId],
  );
  if (inserted.length > 0) return null;
  const [row]: { deed: string; input_hash: Buffer; result_id: string }[] = await tx.query(
    "SELECT deed, input_hash, result_id FROM client_mutation WHERE account_id = $1 AND key = $2",
    [viewer.accountId, key],
  );
  if (!row || row.deed !== deed || !row.input_hash.equals(hash)) return refuse(new IdempotencyConflict());
  return row.result_id;
}

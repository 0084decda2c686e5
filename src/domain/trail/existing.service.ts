import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { type Fact, factOf, type WrittenRows } from "../../live/facts.js";
import { canonicalJson, type Json } from "../../platform/kernel/json.js";
import { AMENDMENTS } from "../amendment/recorded.service.js";
import { BALLOTS, DECISIONS, VOTES } from "../ballot/recorded.service.js";
import { PUBLISHED } from "../conclusion/conclusions.service.js";
import { COMMENTS } from "../comment/recorded.service.js";
import { CREDENTIAL_DECISIONS, VOTING_RIGHTS } from "../delegation/recorded.service.js";
import { TEXTS, VERSIONS } from "../recommendation/recorded.service.js";

/** A table whose rows the trail binds: which columns tell its rows apart, and which of them are of a conference ($1). */
interface BoundTable extends WrittenRows {
  readonly key: readonly string[];
  readonly of: string;
  /** A later deed may replace a row. */
  readonly isReplaced?: boolean;
}

const OF_BALLOT =
  "IN (SELECT b.id FROM ballot b JOIN round_table t ON t.id = b.round_table_id WHERE t.conference_id = $1)";
const OF_TEXT =
  "IN (SELECT r.id FROM recommendation r JOIN round_table t ON t.id = r.round_table_id WHERE t.conference_id = $1)";

/** The independent verifier has a list of its own: src/audit/tables.ts. */
export const BOUND_TABLES: readonly BoundTable[] = [
  { ...BALLOTS, key: ["id"], of: "round_table_id IN (SELECT id FROM round_table WHERE conference_id = $1)" },
  { ...DECISIONS, key: ["ballot_id"], of: `ballot_id ${OF_BALLOT}` },
  { ...VOTES, key: ["ballot_id", "delegation_id", "number"], of: `ballot_id ${OF_BALLOT}` },
  { ...VERSIONS, key: ["id"], of: `recommendation_id ${OF_TEXT}` },
  {
    ...TEXTS,
    key: ["version_id", "locale"],
    of: `version_id IN (SELECT id FROM recommendation_version WHERE recommendation_id ${OF_TEXT})`,
    isReplaced: true,
  },
  { ...AMENDMENTS, key: ["id"], of: "round_table_id IN (SELECT id FROM round_table WHERE conference_id = $1)" },
  { ...CREDENTIAL_DECISIONS, key: ["id"], of: "conference_id = $1" },
  { ...VOTING_RIGHTS, key: ["id"], of: "conference_id = $1" },
  { ...PUBLISHED, key: ["conference_id"], of: "conference_id = $1 AND published_at IS NOT NULL" },
  { ...COMMENTS, key: ["id"], of: "round_table_id IN (SELECT id FROM round_table WHERE conference_id = $1)" },
];

/**
 * What a conference holds that no event tells of, because it was loaded from a file or is older than the trail: per
 * table how many rows, and a hash over them in the order of their keys, texts that may have to be erased left out.
 */
export async function existingRows(tx: EntityManager, conferenceId: string): Promise<Json> {
  const found: { [table: string]: Json } = {};
  for (const table of BOUND_TABLES) {
    const rows = (await untold(tx, table, conferenceId)).map((row) => factOf(row));
    const hash = createHash("sha256");
    for (const row of rows) hash.update(`${canonicalJson(row)}\n`);
    // Rows that a later deed may replace leave the others as they are: each has a hash of its own.
    const each = table.isReplaced && Object.fromEntries(rows.map((row) => [keyOf(table, row), hashOf(row)]));
    if (rows.length > 0)
      found[table.table] = { rows: rows.length, ...(each ? { each } : { hash: hash.digest("hex") }) };
  }
  return found;
}

function keyOf({ key }: BoundTable, row: Fact): string {
  return key.map((column) => row[column] as string).join("|");
}

function hashOf(row: Fact): string {
  return createHash("sha256").update(canonicalJson(row)).digest("hex");
}

async function untold(
  tx: EntityManager,
  { table, columns, hidden = [], key, of }: BoundTable,
  conferenceId: string,
): Promise<{ [column: string]: Json }[]> {
  const shown = columns.filter((column) => !hidden.includes(column));
  const isIt = key.map((column) => `f ->> '${column}' = r.${column}::text`).join(" AND ");
  const rows: { row: { [column: string]: Json } }[] = await tx.query(
    `SELECT to_jsonb(r) AS row FROM (SELECT ${shown.join(", ")} FROM ${table} WHERE ${of}) r
     WHERE NOT EXISTS (
       SELECT FROM live_topic t JOIN live_event e USING (topic_id), jsonb_array_elements(e.record -> '${table}') f
       WHERE t.scope_id = $1 AND t.parent_id IS NULL AND e.record ? '${table}' AND ${isIt}
     ) ORDER BY ${key.map((column) => `r.${column}`).join(", ")}`,
    [conferenceId],
  );
  return rows.map(({ row }) => row);
}

import type { EntityManager } from "typeorm";
import { noteRows, type WrittenRows } from "../../live/facts.js";

/** What the trail keeps of decisions on delegations; their reasons as salted hashes. */
export const CREDENTIAL_DECISIONS: WrittenRows = {
  table: "credential_decision",
  columns: ["id", "delegation_id", "number", "before", "decision", "reason", "decided_by_id", "at"],
  hidden: ["reason"],
};

export const VOTING_RIGHTS: WrittenRows = {
  table: "voting_right_record",
  columns: ["id", "delegation_id", "number", "reason", "decided_by_id", "at"],
  hidden: ["reason"],
};

/** Keeps the newest decision on a delegation for the trail. */
export function noteNewest(tx: EntityManager, rows: WrittenRows, delegationId: string): Promise<void> {
  return noteRows(
    tx,
    rows,
    `delegation_id = $1 AND number = (SELECT max(number) FROM ${rows.table} WHERE delegation_id = $1)`,
    [delegationId],
  );
}

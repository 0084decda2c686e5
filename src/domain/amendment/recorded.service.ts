import type { EntityManager } from "typeorm";
import { noteRows, type WrittenRows } from "../../live/facts.js";

/** What the trail keeps of an amendment as it was proposed: the columns that never change. */
export const AMENDMENTS: WrittenRows = {
  table: "amendment",
  columns: [
    ..."id recommendation_id round_table_id number kind paragraph_id parent_id".split(" "),
    ..."proposed_by_id submitted_by_id proposed_at".split(" "),
    "encode(sha256(convert_to(text, 'UTF8')), 'hex') AS text_hash",
  ],
};

export function noteAmendment(tx: EntityManager, amendmentId: string): Promise<void> {
  return noteRows(tx, AMENDMENTS, "id = $1", [amendmentId]);
}

import type { EntityManager } from "typeorm";
import { noteRows, type WrittenRows } from "../../live/facts.js";

/** What the trail keeps of a comment: its text as a salted hash. */
export const COMMENTS: WrittenRows = {
  table: "comment",
  columns: ["id", "recommendation_id", "parent_id", "author_id", "body", "audience", "posted_at"],
  hidden: ["body"],
};

export function noteComment(tx: EntityManager, commentId: string): Promise<void> {
  return noteRows(tx, COMMENTS, "id = $1", [commentId]);
}

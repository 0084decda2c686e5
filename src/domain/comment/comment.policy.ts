import type { Admission, Standing } from "../round-table/admission.policy.js";
import { standingOf } from "../round-table/admission.policy.js";
import { type Comment, CommentAudience } from "./comment.entity.js";

/** Observers read only what is public; everybody else in the body reads all. */
export function mayReadComment(standing: Standing | null, comment: Pick<Comment, "audience">): boolean {
  return standing !== null && (comment.audience === CommentAudience.PUBLIC || standing !== "OBSERVER");
}

/** Delegates, also advisers, and those who run the body comment; observers watch. */
export function mayComment(admission: Admission): boolean {
  return standingOf(admission) !== "OBSERVER";
}

/** Authors withdraw their own comments; the chair and the secretariat withdraw what must not stand. */
export function mayWithdrawComment(
  admission: Admission,
  comment: Pick<Comment, "authorId">,
  presides: boolean,
): boolean {
  return comment.authorId === admission.participationId || presides;
}

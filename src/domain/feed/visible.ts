import type { Context } from "../../platform/graphql/context.js";
import { ballotById } from "../ballot/ballot.loaders.js";
import { maySeeTally } from "../ballot/ballot.policy.js";
import type { TallyObject } from "../ballot/ballot.types.js";
import type { Comment } from "../comment/comment.entity.js";
import { commentById } from "../comment/comment.loaders.js";
import { mayReadComment } from "../comment/comment.policy.js";
import { standingIn } from "../round-table/admission.policy.js";

/** The comment, for whoever may read it. */
export async function readableComment(context: Context, commentId: string): Promise<Comment | null> {
  const comment = await context.load(commentById, commentId);
  return comment && mayReadComment(await standingIn(context, comment.roundTableId), comment) ? comment : null;
}

/** The tally that an event carries, for whoever may see the ballot's tally. */
export async function visibleTally(
  context: Context,
  ballotId: string,
  tally: TallyObject,
): Promise<TallyObject | null> {
  const ballot = await context.load(ballotById, ballotId);
  return ballot && maySeeTally(await standingIn(context, ballot.roundTableId), ballot) ? tally : null;
}

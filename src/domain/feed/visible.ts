import type { LiveEvent } from "../../live/live-event.js";
import type { Context } from "../../platform/graphql/context.js";
import { ballotById } from "../ballot/ballot.loaders.js";
import { maySeeTally, maySeeWhoVoted } from "../ballot/ballot.policy.js";
import { onRoll, placeOf } from "../ballot/roll.loaders.js";
import { RollEntry } from "../ballot/roll.types.js";
import type { TallyObject } from "../ballot/ballot.types.js";
import type { Comment } from "../comment/comment.entity.js";
import { commentById } from "../comment/comment.loaders.js";
import { mayReadComment } from "../comment/comment.policy.js";
import type { QuorumFacts } from "../conference/quorum.rules.js";
import { standingIn } from "../round-table/admission.policy.js";
import { QuorumState } from "../round-table/quorum.types.js";

/** The comment, for whoever may read it. */
export async function readableComment(context: Context, commentId: string): Promise<Comment | null> {
  const comment = await context.load(commentById, commentId);
  return comment && mayReadComment(await standingIn(context, comment.roundTableId), comment) ? comment : null;
}

/** The tally that an event carries, for whoever may see the ballot's tally. */
export async function visibleTally(
  context: Context,
  ballotId: string,
  tally: TallyObject | null,
): Promise<TallyObject | null> {
  const ballot = await context.load(ballotById, ballotId);
  return ballot && maySeeTally(await standingIn(context, ballot.roundTableId), ballot) ? tally : null;
}

/** The delegation's place on the roll, for whoever may know who votes. */
export async function visibleVoter(
  context: Context,
  ballotId: string,
  delegationId: string,
): Promise<RollEntry | null> {
  const ballot = await context.load(ballotById, ballotId);
  const mayKnow = ballot && maySeeWhoVoted(await standingIn(context, ballot.roundTableId), ballot);
  return mayKnow ? entryOn(context, ballotId, delegationId) : null;
}

/** The delegation's place on the roll, which is no secret. */
export async function entryOn(context: Context, ballotId: string, delegationId: string): Promise<RollEntry | null> {
  const row = await context.load(placeOf, onRoll(ballotId, delegationId));
  return row && new RollEntry(row);
}

/** Of the field `quorum`, which is nullable in every event, so that a client may select it in several side by side. */
export const QUORUM = "The quorum, as of this event; null in what was recorded before events carried it.";

/** The quorum that an event carries. */
export function quorumThen(event: LiveEvent): QuorumState | null {
  const facts = event.body["quorum"] as unknown as QuorumFacts | undefined;
  return facts ? new QuorumState(facts) : null;
}

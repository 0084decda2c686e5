import type { EntityManager } from "typeorm";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Recommendation } from "../recommendation/recommendation.entity.js";
import { isVotable } from "../recommendation/recommendation.rules.js";

/** Refuses what would change a text, or what is said about it, while the body votes on an amendment to it. */
export async function requireNoneAtVote(
  tx: EntityManager,
  { id, state }: Pick<Recommendation, "id" | "state">,
): Promise<void> {
  const atVote: unknown[] = await tx.query(
    "SELECT FROM amendment WHERE recommendation_id = $1 AND state = 'PUT_TO_VOTE' LIMIT 1",
    [id],
  );
  if (atVote.length > 0) refuse(new InvalidState(state, "An amendment is put to the vote. Wait for the decision."));
}

/**
 * Refuses amending a text that is not before the body, is being voted on, or was decided without the room knowing yet.
 * The one place where amendments look at the ballots that hang on a text.
 */
export async function requireAmendable(tx: EntityManager, recommendation: Recommendation): Promise<void> {
  const { id, state } = recommendation;
  if (!isVotable(state)) refuse(new InvalidState(state, `The recommendation is ${state} and is not amended.`));
  await requireNoneAtVote(tx, recommendation);
  const [ballots]: { open: boolean | null; undeclared: boolean | null }[] = await tx.query(
    `SELECT bool_or(b.closed_at IS NULL) AS open,
            bool_or(b.state = 'CLOSED' AND (b.tally_visibility <> 'LIVE' OR d.outcome = 'ADOPTED' OR d.outcome = 'NOT_ADOPTED' AND b.mode <> 'CONSENSUS')) AS undeclared
     FROM ballot b LEFT JOIN decision d ON d.ballot_id = b.id WHERE b.recommendation_id = $1`,
    [id],
  );
  if (ballots?.open) refuse(new InvalidState(state, "A ballot is open. Wait for its decision."));
  if (ballots?.undeclared)
    // Where the decision is not known to all, this may not tell whether there was one.
    refuse(new InvalidState(state, "A ballot is closed. Its decision must be declared first."));
}

import type { EntityManager } from "typeorm";
import type { Entry } from "../../live/journal.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import type { Ballot } from "./ballot.entity.js";
import { Decision } from "./decision.entity.js";
import { BallotMode, Outcome } from "./ballot.words.js";

/** Whether an outcome says what becomes of the text. */
export function isSettled(ballot: Pick<Ballot, "mode">, outcome: Outcome): boolean {
  return outcome === Outcome.ADOPTED || (outcome === Outcome.NOT_ADOPTED && ballot.mode !== BallotMode.CONSENSUS);
}

/**
 * What a decision does to what was voted on. Without a quorum nothing was decided, and where consensus was not reached a
 * vote may follow: the text stays before the body. Answers what is told besides.
 */
export async function settleSubject(tx: EntityManager, ballot: Ballot, outcome: Outcome): Promise<Entry[]> {
  if (!isSettled(ballot, outcome)) return [];
  const state = outcome === Outcome.ADOPTED ? RecommendationState.ADOPTED : RecommendationState.NOT_ADOPTED;
  await tx.update(Recommendation, { id: ballot.recommendationId }, { state });
  return [];
}

/**
 * An annulled ballot decided nothing: the text is before the body again. Refused where something was built on the decision.
 */
export async function reopenSubject(tx: EntityManager, ballot: Ballot): Promise<Entry[]> {
  const { outcome } = await tx.findOneByOrFail(Decision, { ballotId: ballot.id });
  if (!isSettled(ballot, outcome)) return [];
  const text = await tx.findOneByOrFail(Recommendation, { id: ballot.recommendationId });
  const { ADOPTED, NOT_ADOPTED, UNDER_CONSIDERATION } = RecommendationState;
  if (text.state === UNDER_CONSIDERATION) return [];
  if (text.state !== ADOPTED && text.state !== NOT_ADOPTED)
    return refuse(
      new InvalidState(
        text.state,
        `The recommendation is ${text.state}: something was built on this decision already.`,
      ),
    );
  await tx.update(Recommendation, { id: text.id }, { state: UNDER_CONSIDERATION });
  return [];
}

/** A ballot that ended without a count leaves what was voted on as it found it. */
export async function releaseSubject(_tx: EntityManager, _ballot: Ballot): Promise<void> {}

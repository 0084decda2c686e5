import type { EntityManager } from "typeorm";
import type { Entry } from "../../live/journal.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { isVotable } from "../recommendation/recommendation.rules.js";
import { currentText } from "../recommendation/versions.service.js";
import {
  changeOf,
  concludeWith,
  entryOf,
  incorporate,
  lapseSubs,
  settle,
  unsettledAmendments,
} from "./amending.service.js";
import { requireNoneAtVote } from "./at-vote.service.js";
import { Amendment } from "./amendment.entity.js";
import * as events from "./amendment.events.js";
import { awaitsVote } from "./amendment.rules.js";
import { AmendmentState } from "./amendment.words.js";
import { votingOrder } from "./voting-order.rules.js";

/** An amendment that is put to the vote, and what the chair should know: the order is the chair's to confirm. */
export interface PutToVote {
  readonly amendment: Amendment;
  readonly warnings: readonly string[];
}

/** For a ballot on an amendment, in its transaction: IN_ORDER → PUT_TO_VOTE. */
export async function putToVote(tx: EntityManager, amendmentId: string): Promise<PutToVote> {
  const { amendment, recommendation } = await hold(tx, amendmentId);
  requireState(amendment, AmendmentState.IN_ORDER, "It must be IN_ORDER to be put to the vote.");
  await requireNoneAtVote(tx, recommendation);
  const warnings = await warningsFor(tx, recommendation, amendment);
  await tx.update(Amendment, { id: amendmentId }, { state: AmendmentState.PUT_TO_VOTE });
  return { amendment: await tx.findOneByOrFail(Amendment, { id: amendmentId }), warnings };
}

/**
 * For a ballot that ends without a decision: PUT_TO_VOTE → IN_ORDER. Anything else is left as it is: a ballot can always be
 * ended, whatever became of what was voted on.
 */
export async function returnFromVote(tx: EntityManager, amendmentId: string): Promise<Amendment> {
  const { amendment } = await hold(tx, amendmentId);
  if (amendment.state !== AmendmentState.PUT_TO_VOTE) return amendment;
  await tx.update(Amendment, { id: amendmentId }, { state: AmendmentState.IN_ORDER });
  return tx.findOneByOrFail(Amendment, { id: amendmentId });
}

/**
 * For a ballot that was annulled: put to the vote or REJECTED → IN_ORDER. Amendments to it that lapsed stay so. Refused for
 * one that is part of the text: another amendment takes that out again.
 */
export async function reopenAmendment(tx: EntityManager, amendmentId: string): Promise<void> {
  const { amendment, recommendation } = await hold(tx, amendmentId);
  const { state } = amendment;
  if (state === AmendmentState.IN_ORDER) return;
  if (state !== AmendmentState.PUT_TO_VOTE && state !== AmendmentState.REJECTED)
    refuse(new InvalidState(state, `The amendment is ${state}: its text stands in a version. Amend that instead.`));
  if (!isVotable(recommendation.state))
    refuse(
      new InvalidState(recommendation.state, `The recommendation is ${recommendation.state}: it was decided since.`),
    );
  if (!(await hasItsPlace(tx, recommendation, amendment)))
    refuse(new InvalidState(state, "What this amendment would change is no longer part of the text."));
  await tx.update(
    Amendment,
    { id: amendmentId },
    { state: AmendmentState.IN_ORDER, settledAt: null, baseVersion: recommendation.currentVersion },
  );
}

/**
 * For a ballot that decided: PUT_TO_VOTE → ADOPTED, with a new version of the text, or REJECTED. Answers what is to be
 * told about it and about what falls; the caller appends it with its own, once and last.
 */
export async function settleAmendment(tx: EntityManager, amendmentId: string, isAdopted: boolean): Promise<Entry[]> {
  const { amendment, recommendation } = await hold(tx, amendmentId);
  if (amendment.state !== AmendmentState.PUT_TO_VOTE) return [];
  if (isAdopted) {
    const told = await incorporate(tx, recommendation, amendment, "VOTE", null);
    return [entryOf(amendment, events.AMENDMENT_ADOPTED), ...told];
  }
  await settle(tx, amendmentId, AmendmentState.REJECTED);
  const told = await lapseSubs(tx, amendment, "The amendment that it amends was rejected.");
  return [entryOf(amendment, events.AMENDMENT_REJECTED), ...told];
}

/** For a text that was decided: amendments on which nothing was decided lapse. Answers what is to be told. */
export function conclude(tx: EntityManager, recommendationId: string): Promise<Entry[]> {
  return concludeWith(tx, recommendationId, "The recommendation was decided.");
}

/** Holds the recommendation's row, under which all its amendments change. The caller holds the body. */
async function hold(
  tx: EntityManager,
  amendmentId: string,
): Promise<{ amendment: Amendment; recommendation: Recommendation }> {
  const { recommendationId } = await tx.findOneByOrFail(Amendment, { id: amendmentId });
  const lock = { mode: "pessimistic_write" } as const;
  const recommendation = await tx.findOneOrFail(Recommendation, { where: { id: recommendationId }, lock });
  return { recommendation, amendment: await tx.findOneByOrFail(Amendment, { id: amendmentId }) };
}

function requireState({ state }: Amendment, wanted: AmendmentState, otherwise: string): void {
  if (state !== wanted) refuse(new InvalidState(state, `The amendment is ${state}. ${otherwise}`));
}

async function warningsFor(tx: EntityManager, recommendation: Recommendation, chosen: Amendment): Promise<string[]> {
  const pending = await unsettledAmendments(tx, recommendation.id);
  const { paragraphs } = await currentText(tx, recommendation);
  const [first] = votingOrder(paragraphs, pending.filter(({ state }) => awaitsVote(state)).map(changeOf));
  const warnings: string[] = [];
  if (first && first.id !== chosen.id)
    warnings.push(`A.${pending.find(({ id }) => id === first.id)!.number} comes first. ${first.reason}`);
  const unruled = pending.filter(({ state }) => state === AmendmentState.PROPOSED).map(({ number }) => `A.${number}`);
  if (unruled.length > 0) warnings.push(`Not ruled on yet: ${unruled.join(", ")}.`);
  return warnings;
}

/** What it changes still stands: its paragraph in the text, or the amendment that it amends before the body. */
async function hasItsPlace(tx: EntityManager, recommendation: Recommendation, amendment: Amendment): Promise<boolean> {
  if (amendment.parentId !== null)
    return awaitsVote((await tx.findOneByOrFail(Amendment, { id: amendment.parentId })).state);
  if (amendment.paragraphId === null) return true;
  const { paragraphs } = await currentText(tx, recommendation);
  return paragraphs.some(({ id }) => id === amendment.paragraphId);
}

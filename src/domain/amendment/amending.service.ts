import { type EntityManager, IsNull } from "typeorm";
import type { Entry } from "../../live/journal.js";
import type { Paragraph } from "../recommendation/paragraphs.rules.js";
import { RECOMMENDATION_REVISED } from "../recommendation/recommendation.events.js";
import type { Recommendation } from "../recommendation/recommendation.entity.js";
import { currentText, replaceText, type TextFollower } from "../recommendation/versions.service.js";
import { apply, type Change, rebase } from "./amending.rules.js";
import { Amendment } from "./amendment.entity.js";
import * as events from "./amendment.events.js";
import { AmendmentState } from "./amendment.words.js";
import { type Adoption, consequences } from "./falling.rules.js";
import { requireNoneAtVote } from "./at-vote.service.js";

/** Amendments on which nothing was decided yet, in the order of their numbers. */
export function unsettledAmendments(tx: EntityManager, recommendationId: string): Promise<Amendment[]> {
  return tx.find(Amendment, { where: { recommendationId, settledAt: IsNull() }, order: { number: "ASC" } });
}

/** What the rules know of an amendment. */
export function changeOf(amendment: Amendment): Change {
  const { id, number, kind, paragraphId, place, paragraphKind, parentId } = amendment;
  return {
    id,
    number,
    kind,
    paragraphId,
    place,
    paragraphKind,
    parentId,
    text: amendment.amendedText ?? amendment.text,
  };
}

/**
 * Makes an amendment part of the text: a new version, or another text for the amendment that it amends. What contradicts
 * it lapses, the rest goes on with the new version. The caller holds the recommendation's row, and tells what this answers.
 */
export async function incorporate(
  tx: EntityManager,
  recommendation: Recommendation,
  amendment: Amendment,
  adoption: Adoption,
  by: string | null,
): Promise<Entry[]> {
  const before = await currentText(tx, recommendation);
  const others = (await unsettledAmendments(tx, recommendation.id)).filter(({ id }) => id !== amendment.id);
  const change = changeOf(amendment);
  const fates = consequences(before.paragraphs, others.map(changeOf), change, adoption);
  const told: Entry[] = [];
  await settle(tx, amendment.id, adoption === "VOTE" ? AmendmentState.ADOPTED : AmendmentState.ACCEPTED_BY_SPONSORS);
  if (amendment.parentId !== null) await rewordParent(tx, amendment.parentId, change.text!);
  else {
    const paragraphs = apply(before.paragraphs, change);
    const version = await replaceText(tx, recommendation, before, { paragraphs, by });
    const body = { recommendationId: recommendation.id, version };
    told.push({ topicId: recommendation.roundTableId, kind: RECOMMENDATION_REVISED, body });
  }
  const lapsing = others.flatMap((one) => {
    const fate = fates.get(one.id);
    return fate?.effect === "LAPSES" ? [{ amendment: one, reason: fate.reason }] : [];
  });
  told.push(...(await lapse(tx, lapsing)));
  await followVersion(tx, recommendation.id);
  return told;
}

/** Ends amendments on which nothing will be decided any more, and with them what amends them. */
export async function lapse(
  tx: EntityManager,
  lapsing: readonly { readonly amendment: Amendment; readonly reason: string }[],
): Promise<Entry[]> {
  const all = new Map(lapsing.map((one) => [one.amendment.id, one]));
  for (const { amendment } of lapsing)
    for (const sub of await unsettledSubs(tx, amendment))
      if (!all.has(sub.id)) all.set(sub.id, { amendment: sub, reason: "The amendment that it amends lapsed." });
  for (const { amendment, reason } of all.values()) await settle(tx, amendment.id, AmendmentState.LAPSED, reason);
  return [...all.values()].map(({ amendment, reason }) => entryOf(amendment, events.AMENDMENT_LAPSED, { reason }));
}

/** What amends an amendment that was settled in another way falls with it. */
export async function lapseSubs(tx: EntityManager, amendment: Amendment, reason: string): Promise<Entry[]> {
  const subs = await unsettledSubs(tx, amendment);
  return lapse(
    tx,
    subs.map((sub) => ({ amendment: sub, reason })),
  );
}

export async function settle(
  tx: EntityManager,
  amendmentId: string,
  state: AmendmentState,
  reason: string | null = null,
): Promise<void> {
  await tx.query(
    "UPDATE amendment SET state = $2, reason = coalesce($3, reason), settled_at = clock_timestamp() WHERE id = $1",
    [amendmentId, state, reason],
  );
}

export function entryOf(amendment: Amendment, kind: string, facts: Entry["body"] = {}): Entry {
  const { id: amendmentId, recommendationId, roundTableId: topicId } = amendment;
  return { topicId, kind, body: { amendmentId, recommendationId, ...facts } };
}

/** Amendments follow the text: through revisions of the sponsors, and out of the room with it. */
export const amendmentsFollow: TextFollower = {
  async revised(tx, recommendation, before, after) {
    await requireNoneAtVote(tx, recommendation);
    const pending = await unsettledAmendments(tx, recommendation.id);
    const lapsing: { amendment: Amendment; reason: string }[] = [];
    for (const amendment of pending) lapsing.push(...(await carry(tx, amendment, before, after)));
    const told = await lapse(tx, lapsing);
    await followVersion(tx, recommendation.id);
    return told;
  },
  ended: (tx, { id }) => concludeWith(tx, id, "The recommendation was withdrawn."),
};

/** Ends every amendment of a text on which nothing was decided, with the reason. */
export async function concludeWith(tx: EntityManager, recommendationId: string, reason: string): Promise<Entry[]> {
  const pending = await unsettledAmendments(tx, recommendationId);
  return lapse(
    tx,
    pending.map((amendment) => ({ amendment, reason })),
  );
}

async function carry(
  tx: EntityManager,
  amendment: Amendment,
  before: readonly Paragraph[],
  after: readonly Paragraph[],
): Promise<{ amendment: Amendment; reason: string }[]> {
  const { change, reason } = rebase(before, after, changeOf(amendment));
  if (change === null) return [{ amendment, reason }];
  if (change.place !== null)
    await tx.query("UPDATE amendment SET place = $2 WHERE id = $1", [amendment.id, change.place]);
  return [];
}

async function unsettledSubs(tx: EntityManager, { id: parentId }: Amendment): Promise<Amendment[]> {
  return tx.find(Amendment, { where: { parentId, settledAt: IsNull() }, order: { number: "ASC" } });
}

/** Sponsors accepted another text than that: their acceptances fall away. */
async function rewordParent(tx: EntityManager, parentId: string, text: string): Promise<void> {
  await tx.query("UPDATE amendment SET amended_text = $2 WHERE id = $1", [parentId, text]);
  await tx.query("DELETE FROM amendment_acceptance WHERE amendment_id = $1", [parentId]);
}

async function followVersion(tx: EntityManager, recommendationId: string): Promise<void> {
  await tx.query(
    `UPDATE amendment a SET base_version = r.current_version FROM recommendation r
     WHERE r.id = $1 AND a.recommendation_id = r.id AND a.settled_at IS NULL AND a.base_version <> r.current_version`,
    [recommendationId],
  );
}

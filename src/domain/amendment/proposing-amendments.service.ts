import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { MOST_PARAGRAPHS, type Paragraph } from "../recommendation/paragraphs.rules.js";
import type { Place } from "../recommendation/place.rules.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { currentText } from "../recommendation/versions.service.js";
import { maySpeakForDelegation } from "../round-table/admission.policy.js";
import { enter, requireOpen } from "../round-table/floor.service.js";
import type { RoundTable } from "../round-table/round-table.entity.js";
import { apply, type Change, lapseIn, placeBehind } from "./amending.rules.js";
import { changeOf, entryOf, unsettledAmendments } from "./amending.service.js";
import { type AskedAmendment, type NewAmendment, requireAmendment, sameAmendment } from "./amendment-input.service.js";
import { Amendment } from "./amendment.entity.js";
import * as events from "./amendment.events.js";
import { isWithdrawable } from "./amendment.rules.js";
import { AmendmentKind, AmendmentState } from "./amendment.words.js";
import { requireAmendable } from "./at-vote.service.js";
import { noteAmendment } from "./recorded.service.js";

export const MOST_AMENDMENTS = 200;
/** Characters of a text and of all that is proposed to be part of it: half of what a stored text may have. */
const MOST_CHARACTERS = 100_000;

/** Moving amendments to a text that is before the body. */
export class ProposingAmendmentsService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** A seated delegation proposes to change a paragraph, or the text of another amendment. */
  async propose(viewer: Viewer, input: NewAmendment): Promise<Amendment> {
    const recommendationId = requireId(input.recommendationId);
    const key = readKey(input.clientMutationId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id: recommendationId });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId);
      if (input.parentId != null) await requireAmendmentTo(tx, recommendationId, requireId(input.parentId));
      // Only now: outsiders hear nothing of what else is wrong with their input.
      const asked = requireAmendment(input);
      const lock = { mode: "pessimistic_write" } as const;
      const recommendation = await tx.findOneOrFail(Recommendation, { where: { id: recommendationId }, lock });
      const id = uuidv7();
      const same = sameAmendment(recommendationId, input.expectedVersion, asked);
      const earlier = await earlierResult(tx, viewer, "proposeAmendment", key, same, id);
      if (earlier) return tx.findOneByOrFail(Amendment, { id: earlier });
      if (!maySpeakForDelegation(admission))
        refuse(new NotEntitled("Amendments are proposed by delegations seated at this round table."));
      requireOpen(table);
      await requireAmendable(tx, recommendation);
      if (recommendation.currentVersion !== input.expectedVersion)
        refuse(new StaleVersion(recommendation.currentVersion));
      const number = await nextNumber(tx, recommendation);
      const place = await this.fit(tx, table, recommendation, { id, number, ...asked });
      await tx.insert(Amendment, {
        ...{ id, recommendationId, roundTableId: table.id, number, baseVersion: recommendation.currentVersion },
        ...{ ...asked, place: place && [...place], state: AmendmentState.PROPOSED },
        ...{ proposedById: admission.seat!.delegationId, submittedById: admission.participationId },
      });
      await noteAmendment(tx, id);
      const amendment = await tx.findOneByOrFail(Amendment, { id });
      await this.journal.append(tx, [entryOf(amendment, events.AMENDMENT_PROPOSED)]);
      return amendment;
    });
  }

  /** Holds an amendment against the text; answers the place of what it adds or moves. */
  private async fit(
    tx: EntityManager,
    table: RoundTable,
    recommendation: Recommendation,
    asked: AskedAmendment & { readonly id: string; readonly number: number },
  ): Promise<Place | null> {
    const { paragraphs } = await currentText(tx, recommendation);
    const pending = await unsettledAmendments(tx, recommendation.id);
    requireRoom(paragraphs, pending, asked);
    if (asked.parentId !== null) {
      await requireSubAmendments(tx, table);
      requireParent(pending, asked.parentId, asked.text);
      return null;
    }
    const place = placeOf(paragraphs, asked);
    const change: Change = { ...asked, place };
    const nothing = lapseIn(paragraphs, change, paragraphs);
    if (nothing !== null) refuse(new InvalidInput(asked.text === null ? "paragraphId" : "text", nothing));
    if (asked.kind === AmendmentKind.MOVE && isSameOrder(paragraphs, apply(paragraphs, change)))
      refuse(new InvalidInput("afterParagraphId", "The paragraph stands there already."));
    return place;
  }
}

async function nextNumber(tx: EntityManager, { id, state }: Recommendation): Promise<number> {
  const [row]: { last: number }[] = await tx.query(
    "SELECT coalesce(max(number), 0)::int AS last FROM amendment WHERE recommendation_id = $1",
    [id],
  );
  if (row!.last >= MOST_AMENDMENTS)
    refuse(new InvalidState(state, `The recommendation has ${MOST_AMENDMENTS} amendments. It takes no more.`));
  return row!.last + 1;
}

/** Adopting whatever is pending must never fail for want of room. */
/** Whatever else is asked for: an amendment to another text is nothing that can be amended here. */
async function requireAmendmentTo(tx: EntityManager, recommendationId: string, id: string): Promise<void> {
  const found = await tx.findOneBy(Amendment, { id, recommendationId });
  if (!found) refuse(new NotFound());
}

function requireRoom(paragraphs: readonly Paragraph[], pending: readonly Amendment[], asked: AskedAmendment): void {
  const adds = pending.filter(({ kind }) => kind === AmendmentKind.ADD).length;
  if (asked.kind === AmendmentKind.ADD && paragraphs.length + adds >= MOST_PARAGRAPHS)
    refuse(
      new InvalidInput("kind", `With all that is proposed the text would have over ${MOST_PARAGRAPHS} paragraphs.`),
    );
  const texts = [...paragraphs, ...pending.map(changeOf), asked].map(({ text }) => text?.length ?? 0);
  if (texts.reduce((sum, length) => sum + length, 0) > MOST_CHARACTERS)
    refuse(new InvalidInput("text", `The text and its amendments have over ${MOST_CHARACTERS} characters.`));
}

async function requireSubAmendments(tx: EntityManager, table: RoundTable): Promise<void> {
  const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
  const { rules } = await tx.findOneByOrFail(RuleSet, { id: conference.ruleSetId });
  if (!rules.texts.subAmendments)
    refuse(new InvalidInput("parentId", "The rules of this conference know no amendments to amendments."));
}

function requireParent(pending: readonly Amendment[], parentId: string, text: string | null): void {
  const parent = pending.find(({ id }) => id === parentId);
  if (!parent || !isWithdrawable(parent.state))
    return refuse(new InvalidInput("parentId", "This is no amendment to the text that waits for a decision."));
  if (parent.parentId !== null)
    refuse(new InvalidInput("parentId", "This amends an amendment itself; there is one level of that."));
  const worded = changeOf(parent).text;
  if (worded === null) refuse(new InvalidInput("parentId", `A ${parent.kind} has no text that could be amended.`));
  if (worded === text) refuse(new InvalidInput("text", "The amendment already reads so."));
}

function placeOf(paragraphs: readonly Paragraph[], asked: AskedAmendment & { readonly number: number }): Place | null {
  const { kind, paragraphId, afterParagraphId } = asked;
  const own = paragraphs.find(({ id }) => id === paragraphId);
  if (paragraphId !== null && !own)
    refuse(new InvalidInput("paragraphId", "This is no paragraph of the current version."));
  if (kind !== AmendmentKind.ADD && kind !== AmendmentKind.MOVE) return null;
  const paragraphKind = asked.paragraphKind ?? own!.kind;
  const after = paragraphs.find(({ id }) => id === afterParagraphId);
  if (afterParagraphId !== null && (after?.kind !== paragraphKind || after.id === paragraphId))
    refuse(new InvalidInput("afterParagraphId", "This is no other paragraph of the current version and of that kind."));
  return placeBehind(paragraphs, paragraphKind, afterParagraphId, asked);
}

function isSameOrder(before: readonly Paragraph[], after: readonly Paragraph[]): boolean {
  return before.every(({ id }, index) => after[index]!.id === id);
}

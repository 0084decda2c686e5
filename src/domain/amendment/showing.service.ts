import type { Context } from "../../platform/graphql/context.js";
import { numbersOf, type Paragraph as PlainParagraph } from "../recommendation/paragraphs.rules.js";
import type { Paragraph } from "../recommendation/paragraph.types.js";
import type { Recommendation } from "../recommendation/recommendation.entity.js";
import { paragraphsOf, versionsOf } from "../recommendation/recommendation.loaders.js";
import { amendedBy, apply } from "./amending.rules.js";
import { changeOf } from "./amending.service.js";
import type { Amendment } from "./amendment.entity.js";
import { amendmentById, amendmentsOf } from "./amendment.loaders.js";
import { awaitsVote, isUnsettled } from "./amendment.rules.js";
import type { AmendmentConsequence, VotingPlace } from "./amendment.types.js";
import { AmendmentEffect } from "./amendment.words.js";
import { consequences } from "./falling.rules.js";
import { votingOrder } from "./voting-order.rules.js";

/** A version as the rules and as clients see it. */
interface Text {
  readonly plain: readonly PlainParagraph[];
  readonly shown: readonly Paragraph[];
  readonly locale: Paragraph["texts"][number]["locale"];
}

export async function paragraphIn(
  context: Context,
  amendment: Amendment,
  id: string | null,
): Promise<Paragraph | null> {
  if (id === null) return null;
  const { shown } = await textOf(context, amendment.recommendationId, amendment.baseVersion);
  return shown.find(({ paragraphId }) => paragraphId === id) ?? null;
}

/** The text with an amendment; with what it would make of the other one, for an amendment to an amendment. */
export async function previewOf(context: Context, amendment: Amendment): Promise<Paragraph[]> {
  const { plain, shown, locale } = await textOf(context, amendment.recommendationId, amendment.baseVersion);
  const parent = amendment.parentId ? await context.load(amendmentById, amendment.parentId) : null;
  const change = parent ? amendedBy(changeOf(parent), changeOf(amendment)) : changeOf(amendment);
  const after = apply(plain, change);
  const numbers = numbersOf(after);
  return after.map(({ id, kind, text }, index) => {
    const same = shown.find((one) => one.paragraphId === id && one.text === text);
    const texts = same?.texts ?? [{ locale, text }];
    return { paragraphId: id, kind, number: numbers[index]!, text, texts };
  });
}

/** What becomes of others when an amendment is adopted; nothing once it is settled. */
export async function consequencesOf(context: Context, amendment: Amendment): Promise<AmendmentConsequence[]> {
  if (!isUnsettled(amendment.state)) return [];
  const pending = (await context.load(amendmentsOf, amendment.recommendationId)).filter((one) =>
    isUnsettled(one.state),
  );
  const { plain } = await textOf(context, amendment.recommendationId, amendment.baseVersion);
  const fates = consequences(plain, pending.map(changeOf), changeOf(amendment), "VOTE");
  return pending.flatMap((one) => {
    const fate = fates.get(one.id);
    if (!fate || fate.effect === "STANDS") return [];
    return { amendment: one, effect: AmendmentEffect[fate.effect], reason: fate.reason };
  });
}

/** The order in which amendments that are in order should be put to the vote. */
export async function orderOf(context: Context, recommendation: Recommendation): Promise<VotingPlace[]> {
  const waiting = (await context.load(amendmentsOf, recommendation.id)).filter(({ state }) => awaitsVote(state));
  if (waiting.length === 0) return [];
  const { plain } = await textOf(context, recommendation.id, recommendation.currentVersion);
  return votingOrder(plain, waiting.map(changeOf)).map(({ id, rank, distance, reason }) => ({
    ...{ amendment: waiting.find((one) => one.id === id)!, rank, distance, reason },
  }));
}

async function textOf(context: Context, recommendationId: string, number: number): Promise<Text> {
  const versions = await context.load(versionsOf, recommendationId);
  const version = versions.find((one) => one.number === number)!;
  const locale = version.originalLocale;
  const shown = (await context.load(paragraphsOf, version.id)).map((one) => ({
    ...one,
    text: one.texts.find((text) => text.locale === locale)!.text,
  }));
  const plain = shown.map(({ paragraphId: id, kind, place, text }) => ({ id, kind, place, text }));
  return { plain, shown, locale };
}

import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { chargeRows } from "../../platform/graphql/budget.js";
import type { Context } from "../../platform/graphql/context.js";
import { refuseInput } from "../../platform/graphql/input.js";
import { Locale } from "../../platform/graphql/locale.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { conferenceById } from "../conference/conference.loaders.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { roundTableById } from "../round-table/round-table.loaders.js";
import { differencesOf } from "./differing.service.js";
import { Paragraph, ParagraphChange, VersionLanguage } from "./paragraph.types.js";
import { ParagraphChangeKind, PieceOperation } from "./paragraph.words.js";
import { type Paragraph as PlainParagraph, paragraphsHash } from "./paragraphs.rules.js";
import { Recommendation } from "./recommendation.entity.js";
import { paragraphsOf, recommendationById, sponsorshipsOf, textsOf, versionsOf } from "./recommendation.loaders.js";
import { RecommendationVersion } from "./recommendation-version.entity.js";
import { Sponsorship } from "./sponsorship.entity.js";

/** What comparing two versions counts as, besides the paragraphs that it brings. */
const COMPARISON_ROWS = 50;

/** What paragraphs add to a version. */
@Resolver(() => RecommendationVersion)
export class VersionParagraphsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => [Paragraph], { description: "Its paragraphs, in their order." })
  async paragraphs(
    @Root() version: RecommendationVersion,
    @Arg("locale", () => Locale, { nullable: true, description: "Language of `text`; the original when omitted." })
    locale: Locale | null,
    @Ctx() context: Context,
  ): Promise<Paragraph[]> {
    return readIn(context, version.id, locale ?? version.originalLocale);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    description:
      "SHA-256, hexadecimal, of [{kind, text}] of its paragraphs in their order and original language, in canonical JSON (sorted keys, NFC).",
  })
  async paragraphsHash(@Root() version: RecommendationVersion, @Ctx() context: Context): Promise<string> {
    return paragraphsHash(await originalOf(context, version));
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [VersionLanguage], {
    description: "How far it is translated into each working language: what is missing keeps the language gate closed.",
  })
  async languages(@Root() version: RecommendationVersion, @Ctx() context: Context): Promise<VersionLanguage[]> {
    const recommendation = (await context.load(recommendationById, version.recommendationId))!;
    const table = (await context.load(roundTableById, recommendation.roundTableId))!;
    const [conference, texts, paragraphs] = await Promise.all([
      context.load(conferenceById, table.conferenceId),
      context.load(textsOf, version.id),
      readIn(context, version.id, version.originalLocale),
    ]);
    return conference!.workingLanguages.map((locale) => ({
      locale,
      conformity: texts.find((text) => text.locale === locale)?.conformity ?? null,
      missingParagraphs: paragraphs.filter((one) => !one.texts.some((text) => text.locale === locale)),
    }));
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [ParagraphChange], {
    description:
      "What became of each paragraph since an earlier version, in the order of this one. Each comparison counts as 50 rows of the operation.",
  })
  async diff(
    @Root() version: RecommendationVersion,
    @Arg("since", () => Int, {
      nullable: true,
      description: "Number of the earlier version; the one before when omitted. 0: everything is new.",
    })
    since: number | null,
    @Ctx() context: Context,
  ): Promise<ParagraphChange[]> {
    const number = since ?? version.number - 1;
    const earlier = (await context.load(versionsOf, version.recommendationId)).find((one) => one.number === number);
    if (number >= version.number || (!earlier && number !== 0))
      refuseInput("since", "this is not the number of an earlier version.");
    chargeRows(context, COMPARISON_ROWS);
    const [before, after] = await Promise.all([
      earlier ? originalOf(context, earlier) : [],
      originalOf(context, version),
    ]);
    const texts = [version, ...(earlier ? [earlier] : [])];
    const shown = await Promise.all(texts.map((one) => readIn(context, one.id, one.originalLocale)));
    const byId = new Map(shown.toReversed().flatMap((rows) => rows.map((row) => [row.paragraphId, row])));
    const differences = await differencesOf(`${version.id} ${earlier?.id ?? ""}`, before, after);
    return differences.map((one) => ({
      ...{ change: ParagraphChangeKind[one.change], moved: one.isMoved, formerNumber: one.formerNumber },
      paragraph: { ...byId.get(one.paragraph.id)!, number: one.number },
      pieces: one.pieces.map(({ op, text }) => ({ op: PieceOperation[op], text })),
    }));
  }
}

@Resolver(() => Sponsorship)
export class SponsorshipResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "The delegation." })
  async delegation(@Root() sponsorship: Sponsorship, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, sponsorship.delegationId))!;
  }
}

@Resolver(() => Recommendation)
export class RecommendationSponsorsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => [Sponsorship], {
    description: "Who stands behind it, the earliest first; the delegation that proposed it is one of them.",
  })
  sponsors(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<Sponsorship[]> {
    return context.load(sponsorshipsOf, recommendation.id);
  }
}

async function readIn(context: Context, versionId: string, locale: Locale): Promise<Paragraph[]> {
  return (await context.load(paragraphsOf, versionId)).map((one) => ({
    ...one,
    text: one.texts.find((text) => text.locale === locale)?.text ?? null,
  }));
}

async function originalOf(context: Context, version: RecommendationVersion): Promise<PlainParagraph[]> {
  return (await context.load(paragraphsOf, version.id)).map(({ paragraphId: id, kind, place, texts }) => ({
    ...{ id, kind, place },
    text: texts.find((text) => text.locale === version.originalLocale)!.text,
  }));
}

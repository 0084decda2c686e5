import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { refuseInput } from "../../platform/graphql/input.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { Paragraph } from "../recommendation/paragraph.types.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { paragraphsOf, recommendationById } from "../recommendation/recommendation.loaders.js";
import { admissionOf } from "../round-table/admission.policy.js";
import { lineageOf, paragraphOriginsOf, type StepRow } from "./lineage.loaders.js";
import { maySeeDerived, maySeeOrigin } from "./lineage.policy.js";
import { Lineage, LineageStep, ParagraphOriginStep, SimilarParagraph } from "./lineage.types.js";
import { corpusFor, corpusKey, placeOf } from "./similar.loaders.js";
import { mostAlike, shinglesOf } from "./similarity.rules.js";

const MOST_SIMILAR = 20;

/** What lineage adds to recommendations. Depends on the bodies that let the viewer in: never shared. */
@Resolver(() => Recommendation)
export class RecommendationLineageResolver {
  @guard(inherited)
  @FieldResolver(() => [LineageStep], { description: "The texts from which it was made, in their order." })
  async origins(@Root() { id }: Recommendation, @Ctx() context: Context): Promise<LineageStep[]> {
    return nearest((await lineageFor(context, id)).ancestors);
  }

  @guard(inherited)
  @FieldResolver(() => [LineageStep], {
    description: "The texts that were made from it, where the viewer is admitted.",
  })
  async derived(@Root() { id }: Recommendation, @Ctx() context: Context): Promise<LineageStep[]> {
    return nearest((await lineageFor(context, id)).descendants);
  }

  @guard(inherited)
  @FieldResolver(() => Lineage, { description: "All steps in both directions." })
  lineage(@Root() { id }: Recommendation, @Ctx() context: Context): Promise<Lineage> {
    return lineageFor(context, id);
  }
}

/** What lineage adds to paragraphs. */
@Resolver(() => Paragraph)
export class ParagraphLineageResolver {
  @guard(inherited)
  @FieldResolver(() => [ParagraphOriginStep], {
    description: "The paragraphs it came from, nearest first: several where several texts read the same.",
  })
  async origins(@Root() { paragraphId }: Paragraph, @Ctx() context: Context): Promise<ParagraphOriginStep[]> {
    const rows = await context.load(paragraphOriginsOf, paragraphId);
    const isAdmitted = await admissionsTo(context, rows);
    const seen = rows.filter((row) => maySeeOrigin(row, isAdmitted));
    return Promise.all(seen.map(async (row) => ({ step: await shown(context, row, isAdmitted), number: row.number })));
  }

  @guard(inherited)
  @FieldResolver(() => [SimilarParagraph], {
    description:
      "Paragraphs of other texts of the conference that read alike in the language of this one's original, where the viewer is admitted; the most alike first.",
  })
  async similar(
    @Root() paragraph: Paragraph,
    @Arg("first", () => Int, { defaultValue: 5, description: `How many, at most ${MOST_SIMILAR}.` }) first: number,
    @Ctx() context: Context,
  ): Promise<SimilarParagraph[]> {
    if (first < 1 || first > MOST_SIMILAR) refuseInput("first", `this must be from 1 to ${MOST_SIMILAR}.`);
    const place = await context.load(placeOf, paragraph.paragraphId);
    const text = paragraph.texts.find((one) => one.locale === place?.locale)?.text;
    if (!place || text === undefined) return []; // in a preview, not yet in any text
    const { ancestors, descendants } = await context.load(lineageOf, place.recommendationId);
    const own = new Set([place, ...ancestors, ...descendants].map((one) => one.recommendationId));
    const others = (await context.loadOwn(corpusFor, corpusKey(place))).filter((one) => !own.has(one.recommendationId));
    return Promise.all(
      mostAlike(shinglesOf(text), others, first).map(async ({ row, similarity }) => {
        const rows = await context.load(paragraphsOf, row.versionId);
        const found = rows.find((one) => one.paragraphId === row.paragraphId)!;
        return {
          paragraph: { ...found, text: found.texts.find((one) => one.locale === place.locale)!.text },
          recommendation: (await context.load(recommendationById, row.recommendationId))!,
          similarity,
        };
      }),
    );
  }
}

async function lineageFor(context: Context, recommendationId: string): Promise<Lineage> {
  const { ancestors, descendants } = await context.load(lineageOf, recommendationId);
  const isAdmitted = await admissionsTo(context, [...ancestors, ...descendants]);
  const all = (rows: readonly StepRow[]): Promise<LineageStep[]> =>
    Promise.all(rows.map((row) => shown(context, row, isAdmitted)));
  return {
    ancestors: await all(ancestors.filter((row) => maySeeOrigin(row, isAdmitted))),
    descendants: await all(descendants.filter((row) => maySeeDerived(row, isAdmitted))),
  };
}

function nearest(steps: readonly LineageStep[]): LineageStep[] {
  return steps.filter((step) => step.depth === 1);
}

async function admissionsTo(context: Context, rows: readonly StepRow[]): Promise<(id: string) => boolean> {
  const ids = [...new Set(rows.flatMap((row) => [row.roundTableId, row.viaTableId]))];
  const admissions = await Promise.all(ids.map((id) => admissionOf(context, id)));
  const admitted = new Set(ids.filter((_, index) => admissions[index]));
  return (id) => admitted.has(id);
}

async function shown(context: Context, row: StepRow, isAdmitted: (id: string) => boolean): Promise<LineageStep> {
  const { symbol, title, bodyTitle, bodyKind, relation, depth, at } = row;
  const recommendation = isAdmitted(row.roundTableId)
    ? await context.load(recommendationById, row.recommendationId)
    : null;
  return { symbol, title, bodyTitle, bodyKind, relation, depth, at, recommendation };
}

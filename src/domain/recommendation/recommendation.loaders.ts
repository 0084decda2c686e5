import { In, IsNull } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import { ParagraphText, RecommendationParagraph } from "./paragraph.entity.js";
import { numbersOf } from "./paragraphs.rules.js";
import type { Paragraph as ParagraphObject } from "./paragraph.types.js";
import type { Place } from "./place.rules.js";
import { Recommendation } from "./recommendation.entity.js";
import { RecommendationText, RecommendationVersion } from "./recommendation-version.entity.js";
import { Sponsorship } from "./sponsorship.entity.js";

export async function recommendationById(reader: Reader, ids: readonly string[]): Promise<(Recommendation | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Recommendation, { id: In([...ids]) })), (row) => row.id);
}

export async function recommendationsOfItem(reader: Reader, itemIds: readonly string[]): Promise<Recommendation[][]> {
  const rows = await reader.read((tx) =>
    tx.find(Recommendation, { where: { agendaItemId: In([...itemIds]) }, order: { number: "ASC" } }),
  );
  return grouped(itemIds, rows, (row) => row.agendaItemId);
}

/** Every version of a recommendation, oldest first. */
export async function versionsOf(reader: Reader, ids: readonly string[]): Promise<RecommendationVersion[][]> {
  const rows = await reader.read((tx) =>
    tx.find(RecommendationVersion, { where: { recommendationId: In([...ids]) }, order: { number: "ASC" } }),
  );
  return grouped(ids, rows, (row) => row.recommendationId);
}

export async function textsOf(reader: Reader, versionIds: readonly string[]): Promise<RecommendationText[][]> {
  const rows = await reader.read((tx) =>
    tx.find(RecommendationText, { where: { versionId: In([...versionIds]) }, order: { locale: "ASC" } }),
  );
  return grouped(versionIds, rows, (row) => row.versionId);
}

export type PlacedParagraph = ParagraphObject & { readonly place: Place };

/** The paragraphs of a version in their order, with all their texts; `text` is left to whoever knows the language. */
export async function paragraphsOf(reader: Reader, versionIds: readonly string[]): Promise<PlacedParagraph[][]> {
  const where = { versionId: In([...versionIds]) };
  const [rows, texts] = await Promise.all([
    reader.read((tx) => tx.find(RecommendationParagraph, { where, order: { position: "ASC" } })),
    reader.read((tx) => tx.find(ParagraphText, { where, order: { locale: "ASC" } })),
  ]);
  const byParagraph = new Map<string, ParagraphText[]>();
  const keyOf = (one: { versionId: string; paragraphId: string }): string => `${one.versionId} ${one.paragraphId}`;
  for (const one of texts) byParagraph.set(keyOf(one), [...(byParagraph.get(keyOf(one)) ?? []), one]);
  return grouped(versionIds, rows, (row) => row.versionId).map((paragraphs) => {
    const numbers = numbersOf(paragraphs);
    return paragraphs.map((row, index) => ({
      ...{ paragraphId: row.paragraphId, kind: row.kind, place: row.place, number: numbers[index]!, text: null },
      texts: (byParagraph.get(keyOf(row)) ?? []).map(({ locale, text }) => ({ locale, text })),
    }));
  });
}

export async function sponsorshipsOf(reader: Reader, ids: readonly string[]): Promise<Sponsorship[][]> {
  const where = { recommendationId: In([...ids]), withdrawnAt: IsNull() };
  const rows = await reader.read((tx) => tx.find(Sponsorship, { where, order: { number: "ASC" } }));
  return grouped(ids, rows, (row) => row.recommendationId);
}

import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import { Recommendation, RecommendationState } from "./recommendation.entity.js";
import { RecommendationText, RecommendationVersion } from "./recommendation-version.entity.js";

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

/** What the plenary of a closed conference adopted, in order: its published conclusions. */
export async function conclusionsOf(reader: Reader, conferenceIds: readonly string[]): Promise<Recommendation[][]> {
  const rows: { id: string; conference_id: string }[] = await reader.read((tx) =>
    tx.query(
      `SELECT r.id, t.conference_id FROM recommendation r JOIN round_table t ON t.id = r.round_table_id JOIN conference c ON c.id = t.conference_id
       WHERE c.id = ANY($1) AND c.state = 'CLOSED' AND t.kind = 'PLENARY' AND r.state = $2 ORDER BY r.number`,
      [conferenceIds, RecommendationState.ADOPTED],
    ),
  );
  const found = await recommendationById(
    reader,
    rows.map((row) => row.id),
  );
  return conferenceIds.map(
    (id) => found.filter((row, index) => row !== null && rows[index]!.conference_id === id) as Recommendation[],
  );
}

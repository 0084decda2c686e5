import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { lineageOf } from "../lineage/lineage.loaders.js";
import type { Recommendation } from "../recommendation/recommendation.entity.js";
import { recommendationById } from "../recommendation/recommendation.loaders.js";
import { Conclusions } from "./conclusions.entity.js";
import type { ConclusionsDocument, DocumentItem, InLocale } from "./conclusions.rules.js";

export interface ArrangedItem extends DocumentItem {
  readonly recommendationId: string;
  readonly versionId: string;
  readonly originalLocale: Locale;
}

/** A draft or published document with what it is made of. */
export interface Arranged extends ConclusionsDocument {
  readonly conclusions: Conclusions;
  readonly items: readonly ArrangedItem[];
}

type ItemRow = Omit<ArrangedItem, "origins"> & { readonly conferenceId: string };

const ITEMS = `
  SELECT i.conference_id AS "conferenceId", i.position AS number, r.id AS "recommendationId", r.symbol, v.title, v.id AS "versionId", v.original_locale AS "originalLocale",
    (SELECT json_agg(json_build_object('locale', x.locale, 'text', x.text) ORDER BY x.locale COLLATE "C")
     FROM recommendation_text x WHERE x.version_id = v.id AND x.conformity <> 'DRAFT') AS texts
  FROM conclusion_item i JOIN recommendation r ON r.id = i.recommendation_id
  JOIN recommendation_version v ON v.recommendation_id = r.id AND v.number = r.current_version
  WHERE i.conference_id = ANY($1) ORDER BY i.position`;

/** The document of each conference; null where none was arranged. Whether a viewer may see it is for the policy. */
export async function documentOf(reader: Reader, conferenceIds: readonly string[]): Promise<(Arranged | null)[]> {
  const [drafts, editions, preambles, rows] = await reader.read(async (tx) => [
    await tx.findBy(Conclusions, { conferenceId: In([...conferenceIds]) }),
    (await tx.query(
      "SELECT c.id, s.code AS series, c.number, c.title FROM conference c JOIN series s ON s.id = c.series_id WHERE c.id = ANY($1)",
      [conferenceIds],
    )) as { id: string; series: string; number: number; title: string }[],
    (await tx.query(
      `SELECT conference_id AS "conferenceId", locale, text FROM conclusion_preamble WHERE conference_id = ANY($1) ORDER BY locale COLLATE "C"`,
      [conferenceIds],
    )) as (InLocale & { conferenceId: string })[],
    (await tx.query(ITEMS, [conferenceIds])) as ItemRow[],
  ]);
  const lineages = await lineageOf(
    reader,
    rows.map((row) => row.recommendationId),
  );
  const items = rows.map((row, index) => ({
    ...row,
    origins: lineages[index]!.ancestors.map((step) => step.symbol),
  }));
  const [byConference, preambleOf] = [
    grouped(conferenceIds, items, (row) => row.conferenceId),
    grouped(conferenceIds, preambles, (row) => row.conferenceId),
  ];
  const edition = inOrder(conferenceIds, editions, (row) => row.id);
  return inOrder(conferenceIds, drafts, (row) => row.conferenceId).map((conclusions, index) => {
    if (!conclusions) return null;
    const { series, number, title } = edition[index]!;
    return { conclusions, series, number, title, preamble: preambleOf[index]!, items: byConference[index]! };
  });
}

/** What the plenary endorsed, once everybody may know: as published, or all of it when the conference is closed. */
export async function conclusionsOf(reader: Reader, conferenceIds: readonly string[]): Promise<Recommendation[][]> {
  const rows: { id: string; conference_id: string }[] = await reader.read((tx) =>
    tx.query(
      `SELECT r.id, t.conference_id FROM recommendation r JOIN round_table t ON t.id = r.round_table_id JOIN conference c ON c.id = t.conference_id
       LEFT JOIN conclusions d ON d.conference_id = c.id LEFT JOIN conclusion_item i ON i.recommendation_id = r.id
       WHERE c.id = ANY($1) AND t.kind = 'PLENARY'
         AND CASE WHEN d.published_at IS NOT NULL THEN i.position IS NOT NULL ELSE c.state = 'CLOSED' AND r.state = 'ADOPTED' END
       ORDER BY i.position NULLS LAST, r.number`,
      [conferenceIds],
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

import type { EntityManager } from "typeorm";
import type { Locale } from "../../platform/graphql/locale.js";
import { uuidv4 } from "../../platform/kernel/ids.js";
import type { ParagraphKind } from "../recommendation/paragraph.words.js";
import { joinText } from "../recommendation/paragraphs.rules.js";
import { nextSymbol } from "../recommendation/proposing.service.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { noteVersion } from "../recommendation/recorded.service.js";
import { Conformity, RecommendationVersion } from "../recommendation/recommendation-version.entity.js";
import { writeVersion } from "../recommendation/versions.service.js";
import type { RoundTable } from "../round-table/round-table.entity.js";
import type { MadeText, Source } from "./assembling.rules.js";
import type { LineageRelation } from "./lineage.words.js";

/** A text that is made of others. */
export interface NewText {
  readonly id: string;
  readonly table: RoundTable;
  readonly agendaItemId: string;
  readonly title: string;
  readonly locale: Locale;
  readonly text: MadeText;
  readonly proposedById: string;
  readonly by: string;
  readonly relation: LineageRelation;
  readonly sources: readonly Source[];
}

/** The current version of a text with all its languages. The caller holds the recommendation's row. */
export async function sourceOf(tx: EntityManager, recommendation: Recommendation): Promise<Source> {
  const { id: recommendationId, symbol, title, currentVersion: number } = recommendation;
  const version = await tx.findOneByOrFail(RecommendationVersion, { recommendationId, number });
  const languages: { locale: string; isReliable: boolean; filedById: string | null }[] = await tx.query(
    `SELECT locale, conformity <> 'DRAFT' AS "isReliable", filed_by_id AS "filedById"
     FROM recommendation_text WHERE version_id = $1`,
    [version.id],
  );
  const rows: { id: string; kind: ParagraphKind; texts: Record<string, string> }[] = await tx.query(
    `SELECT p.paragraph_id AS id, p.kind, json_object_agg(t.locale, t.text) AS texts
     FROM recommendation_paragraph p JOIN paragraph_text t USING (version_id, paragraph_id)
     WHERE p.version_id = $1 GROUP BY p.paragraph_id, p.kind, p.position ORDER BY p.position`,
    [version.id],
  );
  const paragraphs = rows.map(({ id, kind, texts }) => ({ id, kind, texts: new Map(Object.entries(texts)) }));
  return {
    ...{ recommendationId, symbol, title, versionId: version.id },
    ...{ locale: version.originalLocale, languages, paragraphs },
  };
}

/** Writes the text as a proposal before the body, with its sponsors, its languages, and where all of it came from. */
export async function makeText(tx: EntityManager, made: NewText): Promise<void> {
  const { id, agendaItemId, table, title, locale, proposedById, by, text, sources, relation } = made;
  await tx.insert(Recommendation, {
    ...{ id, agendaItemId, roundTableId: table.id, ...(await nextSymbol(tx, table)), title },
    ...{ state: RecommendationState.PROPOSED, proposedById, submittedById: by, currentVersion: 1 },
  });
  const paragraphs = text.paragraphs.map((one, index) => ({ ...one, id: uuidv4(), place: [index + 1] }));
  const versionId = await writeVersion(tx, {
    ...{ recommendationId: id, number: 1, title, locale, by },
    paragraphs: paragraphs.map((one) => ({ ...one, text: one.texts.get(locale)! })),
  });
  await writeTranslations(tx, versionId, paragraphs, made);
  await noteVersion(tx, versionId);
  const originIds = sources.map((source) => source.recommendationId);
  await carrySponsors(tx, id, originIds);
  await tx.query(
    `INSERT INTO recommendation_origin (recommendation_id, origin_id, position, relation, by_id)
     SELECT $1, o.id, o.position, $3, $4 FROM unnest($2::uuid[]) WITH ORDINALITY AS o(id, position)`,
    [id, originIds, relation, by],
  );
  const origins = paragraphs.flatMap((one) =>
    one.origins.map(({ source, paragraph }) => ({ id: one.id, version: source.versionId, paragraph: paragraph.id })),
  );
  await tx.query(
    `INSERT INTO paragraph_origin (paragraph_id, origin_version_id, origin_paragraph_id, version_id)
     SELECT o.id, o.version, o.paragraph, $1 FROM json_to_recordset($2::json) AS o(id uuid, version uuid, paragraph uuid)`,
    [versionId, JSON.stringify(origins)],
  );
}

async function writeTranslations(
  tx: EntityManager,
  versionId: string,
  paragraphs: readonly { readonly id: string; readonly texts: ReadonlyMap<string, string> }[],
  { locale, text: { languages } }: NewText,
): Promise<void> {
  const original: string = locale;
  const texts = paragraphs.flatMap(({ id, texts: all }) =>
    [...all].flatMap(([one, text]) => (one === original ? [] : { id, locale: one, text })),
  );
  await tx.query(
    `INSERT INTO paragraph_text (version_id, paragraph_id, locale, text)
     SELECT $1, t.id, t.locale, t.text FROM json_to_recordset($2::json) AS t(id uuid, locale text, text text)`,
    [versionId, JSON.stringify(texts)],
  );
  const whole = languages.map(({ locale: one, conformed, filedById }) => ({
    ...{ locale: one, filed_by_id: filedById, conformity: conformed ? Conformity.CONFORMED : Conformity.DRAFT },
    text: joinText(paragraphs.map(({ texts: all }) => all.get(one)!)),
  }));
  await tx.query(
    `INSERT INTO recommendation_text (version_id, locale, text, conformity, filed_by_id)
     SELECT $1, t.locale, t.text, t.conformity, t.filed_by_id
     FROM json_to_recordset($2::json) AS t(locale text, text text, conformity text, filed_by_id uuid)`,
    [versionId, JSON.stringify(whole)],
  );
}

/** All who stand behind the origins stand behind the new text: those of the first origin first. */
async function carrySponsors(tx: EntityManager, id: string, originIds: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO sponsorship (id, recommendation_id, delegation_id, number, sponsored_by_id)
     SELECT gen_random_uuid(), $1, s.delegation_id, row_number() OVER (ORDER BY s.origin, s.number), s.sponsored_by_id
     FROM (SELECT DISTINCT ON (delegation_id) delegation_id, number, sponsored_by_id, array_position($2::uuid[], recommendation_id) AS origin
           FROM sponsorship WHERE recommendation_id = ANY($2) AND withdrawn_at IS NULL
           ORDER BY delegation_id, array_position($2::uuid[], recommendation_id), number) s`,
    [id, originIds],
  );
}

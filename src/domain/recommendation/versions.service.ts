import type { EntityManager } from "typeorm";
import type { Entry } from "../../live/journal.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import type { ParagraphKind } from "./paragraph.words.js";
import { joinText, type Paragraph } from "./paragraphs.rules.js";
import { noteVersion } from "./recorded.service.js";
import type { Recommendation } from "./recommendation.entity.js";
import { versionHash } from "./recommendation.rules.js";
import { Conformity, RecommendationVersion } from "./recommendation-version.entity.js";

/** What hangs on a text and follows it, as the composition root says: amendments. Answers what is to be told about it. */
export interface TextFollower {
  /** The sponsors gave the text a new version. */
  revised(
    tx: EntityManager,
    recommendation: Recommendation,
    before: readonly Paragraph[],
    after: readonly Paragraph[],
  ): Promise<Entry[]>;
  /** The text is no longer before the body. */
  ended(tx: EntityManager, recommendation: Recommendation): Promise<Entry[]>;
}

/** A version and its paragraphs in the language of the original. */
export interface CurrentText {
  readonly version: RecommendationVersion;
  readonly paragraphs: readonly Paragraph[];
}

export interface NewVersion {
  readonly recommendationId: string;
  readonly number: number;
  readonly title: string;
  readonly locale: Locale;
  readonly paragraphs: readonly Paragraph[];
  /** The participation that made it; null when the body did, by adopting an amendment. */
  readonly by: string | null;
}

export async function currentText(
  tx: EntityManager,
  { id: recommendationId, currentVersion: number }: Pick<Recommendation, "id" | "currentVersion">,
): Promise<CurrentText> {
  const version = await tx.findOneByOrFail(RecommendationVersion, { recommendationId, number });
  const paragraphs: { id: string; kind: ParagraphKind; place: number[]; text: string }[] = await tx.query(
    `SELECT p.paragraph_id AS id, p.kind, p.place, t.text FROM recommendation_paragraph p JOIN paragraph_text t USING (version_id, paragraph_id)
     WHERE p.version_id = $1 AND t.locale = $2 ORDER BY p.position`,
    [version.id, version.originalLocale],
  );
  return { version, paragraphs };
}

/** Writes a version in the language of its original. Versions are never changed. */
export async function writeVersion(tx: EntityManager, version: NewVersion): Promise<string> {
  const { recommendationId, number, title, locale, paragraphs, by } = version;
  const id = uuidv7();
  const text = joinText(paragraphs.map((one) => one.text));
  await tx.query(
    "INSERT INTO recommendation_version (id, recommendation_id, number, title, original_locale, hash, created_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [id, recommendationId, number, title, locale, versionHash(title, locale, text), by],
  );
  await tx.query(
    "INSERT INTO recommendation_text (version_id, locale, text, conformity, filed_by_id) VALUES ($1, $2, $3, $4, $5)",
    [id, locale, text, Conformity.ORIGINAL, by],
  );
  const rows = paragraphs.map((one, index) => ({ ...one, position: index + 1 }));
  await tx.query(
    `INSERT INTO recommendation_paragraph (version_id, paragraph_id, position, kind, place)
     SELECT $1, p.id, p.position, p.kind, p.place FROM json_to_recordset($2::json) AS p(id uuid, position int, kind text, place int[])`,
    [id, JSON.stringify(rows)],
  );
  await tx.query(
    `INSERT INTO paragraph_text (version_id, paragraph_id, locale, text)
     SELECT $1, p.id, $3, p.text FROM json_to_recordset($2::json) AS p(id uuid, text text)`,
    [id, JSON.stringify(rows), locale],
  );
  return id;
}

/**
 * Takes over from the version before what its translations say of paragraphs that read as they did. A language of which
 * no paragraph is missing keeps its conformity; one that was incomplete and is no longer is a DRAFT.
 */
export async function carryTranslations(tx: EntityManager, fromId: string, toId: string): Promise<void> {
  await tx.query(
    `INSERT INTO paragraph_text (version_id, paragraph_id, locale, text)
     SELECT n.version_id, n.paragraph_id, t.locale, t.text
     FROM recommendation_version v JOIN paragraph_text n ON n.version_id = v.id AND n.locale = v.original_locale
     JOIN paragraph_text o ON o.version_id = $1 AND o.paragraph_id = n.paragraph_id AND o.locale = n.locale AND o.text = n.text
     JOIN paragraph_text t ON t.version_id = $1 AND t.paragraph_id = n.paragraph_id AND t.locale <> n.locale
     WHERE v.id = $2`,
    [fromId, toId],
  );
  await tx.query(
    `INSERT INTO recommendation_text (version_id, locale, text, conformity, filed_by_id)
     SELECT $2, t.locale, string_agg(t.text, E'\\n\\n' ORDER BY p.position), coalesce(w.conformity, 'DRAFT'), w.filed_by_id
     FROM recommendation_version v JOIN recommendation_paragraph p ON p.version_id = v.id
     JOIN paragraph_text t ON t.version_id = p.version_id AND t.paragraph_id = p.paragraph_id AND t.locale <> v.original_locale
     LEFT JOIN recommendation_text w ON w.version_id = $1 AND w.locale = t.locale
     WHERE v.id = $2 GROUP BY t.locale, w.conformity, w.filed_by_id
     HAVING count(*) = (SELECT count(*) FROM recommendation_paragraph WHERE version_id = $2)`,
    [fromId, toId],
  );
}

/** Gives a recommendation its next version; answers its number. The caller holds the recommendation's row. */
export async function replaceText(
  tx: EntityManager,
  recommendation: Recommendation,
  before: CurrentText,
  change: { readonly title?: string; readonly paragraphs: readonly Paragraph[]; readonly by: string | null },
): Promise<number> {
  const number = recommendation.currentVersion + 1;
  const title = change.title ?? recommendation.title;
  const { id, originalLocale: locale } = before.version;
  const next = { recommendationId: recommendation.id, number, title, locale };
  const versionId = await writeVersion(tx, { ...next, paragraphs: change.paragraphs, by: change.by });
  await carryTranslations(tx, id, versionId);
  await noteVersion(tx, versionId);
  await tx.query("UPDATE recommendation SET title = $2, current_version = $3 WHERE id = $1", [
    recommendation.id,
    title,
    number,
  ]);
  return number;
}

import type { Reader } from "../../platform/database/database.js";
import { type Context, inOrder } from "../../platform/graphql/context.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { ADMISSIONS } from "../round-table/admission.policy.js";
import { shinglesOf } from "./similarity.rules.js";

/** Where a paragraph stands, in its newest version. */
export interface ParagraphPlace {
  readonly paragraphId: string;
  readonly recommendationId: string;
  readonly conferenceId: string;
  readonly locale: Locale;
}

export interface Candidate {
  readonly paragraphId: string;
  readonly versionId: string;
  readonly recommendationId: string;
  readonly shingles: ReadonlySet<string>;
}

/** So many paragraphs are compared, those of the newest texts: 40 texts of 50 paragraphs. */
const MOST_COMPARED = 2_000;

export async function placeOf(reader: Reader, paragraphIds: readonly string[]): Promise<(ParagraphPlace | null)[]> {
  const rows: ParagraphPlace[] = await reader.read((tx) =>
    tx.query(
      `SELECT DISTINCT ON (p.paragraph_id) p.paragraph_id AS "paragraphId", r.id AS "recommendationId", t.conference_id AS "conferenceId", v.original_locale AS locale
       FROM recommendation_paragraph p JOIN recommendation_version v ON v.id = p.version_id JOIN recommendation r ON r.id = v.recommendation_id
       JOIN round_table t ON t.id = r.round_table_id WHERE p.paragraph_id = ANY($1) ORDER BY p.paragraph_id, v.number DESC`,
      [paragraphIds],
    ),
  );
  return inOrder(paragraphIds, rows, (row) => row.paragraphId);
}

// What another text was made of says nothing new beside it, for those who see both.
const CANDIDATES = `
  WITH admitted AS (SELECT a.round_table_id FROM (${ADMISSIONS} AND t.conference_id = $2) a),
  texts AS (
    SELECT r.id, r.current_version, r.proposed_at FROM recommendation r JOIN admitted a ON a.round_table_id = r.round_table_id
    WHERE r.state NOT IN ('DRAFT', 'WITHDRAWN', 'MERGED') AND NOT EXISTS (
      SELECT FROM recommendation_origin o JOIN recommendation d ON d.id = o.recommendation_id JOIN admitted b ON b.round_table_id = d.round_table_id
      WHERE o.origin_id = r.id)
  )
  SELECT p.paragraph_id AS "paragraphId", p.version_id AS "versionId", r.id AS "recommendationId", x.text
  FROM texts r JOIN recommendation_version v ON v.recommendation_id = r.id AND v.number = r.current_version
  JOIN recommendation_paragraph p ON p.version_id = v.id
  JOIN paragraph_text x ON x.version_id = p.version_id AND x.paragraph_id = p.paragraph_id AND x.locale = $3
  ORDER BY r.proposed_at DESC, r.id, p.position LIMIT ${MOST_COMPARED}`;

/** A conference and a language, in one key of a loader. */
export const corpusKey = ({ conferenceId, locale }: Pick<ParagraphPlace, "conferenceId" | "locale">): string =>
  `${conferenceId} ${locale}`;

/** The paragraphs that may be compared with, by conference and language: of texts in bodies that let the viewer in. Once an operation. */
export async function corpusFor(context: Context, keys: readonly string[]): Promise<Candidate[][]> {
  const { accountId } = viewerOf(context);
  return Promise.all(
    keys.map(async (key) => {
      const [conferenceId, locale] = key.split(" ");
      const rows: (Omit<Candidate, "shingles"> & { text: string })[] = await context.reader.read((tx) =>
        tx.query(CANDIDATES, [accountId, conferenceId, locale]),
      );
      return rows.map(({ text, ...row }) => ({ ...row, shingles: shinglesOf(text) }));
    }),
  );
}

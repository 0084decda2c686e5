import type { Reader } from "../../platform/database/database.js";
import { grouped } from "../../platform/graphql/context.js";
import type { RoundTableKind } from "../round-table/round-table.entity.js";
import type { LineageRelation } from "./lineage.words.js";

/** A text on the way to or from another, and the text through which it is reached. */
export interface StepRow {
  readonly root: string;
  readonly recommendationId: string;
  readonly symbol: string;
  readonly title: string;
  readonly roundTableId: string;
  readonly bodyTitle: string;
  readonly bodyKind: RoundTableKind;
  readonly viaTableId: string;
  readonly relation: LineageRelation;
  readonly depth: number;
  readonly at: Date;
}

export interface LineageRows {
  readonly ancestors: readonly StepRow[];
  readonly descendants: readonly StepRow[];
}

export interface ParagraphStepRow extends StepRow {
  /** Number of an operative paragraph where it came from. */
  readonly number: string | null;
}

const STEP = `s.root, r.id AS "recommendationId", r.symbol, r.title, t.id AS "roundTableId", t.title AS "bodyTitle", t.kind AS "bodyKind",
  via.round_table_id AS "viaTableId", s.relation, s.depth, s.at`;

// There is no circle (lineage.entity.ts), so both walks end.
const LINEAGE = `
  WITH RECURSIVE up AS (
    SELECT o.recommendation_id AS root, o.origin_id AS id, o.recommendation_id AS via, o.relation, o.at, 1 AS depth, ARRAY[o.position] AS path
    FROM recommendation_origin o WHERE o.recommendation_id = ANY($1)
    UNION ALL
    SELECT u.root, o.origin_id, o.recommendation_id, o.relation, o.at, u.depth + 1, u.path || o.position
    FROM up u JOIN recommendation_origin o ON o.recommendation_id = u.id
  ), down AS (
    SELECT o.origin_id AS root, o.recommendation_id AS id, o.origin_id AS via, o.relation, o.at, 1 AS depth, ARRAY[1] AS path
    FROM recommendation_origin o WHERE o.origin_id = ANY($1)
    UNION ALL
    SELECT d.root, o.recommendation_id, o.origin_id, o.relation, o.at, d.depth + 1, d.path || 1
    FROM down d JOIN recommendation_origin o ON o.origin_id = d.id
  )
  SELECT s.up, ${STEP}
  FROM (SELECT true AS up, * FROM up UNION ALL SELECT false, * FROM down) s
  JOIN recommendation r ON r.id = s.id JOIN round_table t ON t.id = r.round_table_id JOIN recommendation via ON via.id = s.via
  ORDER BY s.depth, s.path`;

const PARAGRAPH_STEP = `
  paragraph_origin o JOIN recommendation_version v ON v.id = o.origin_version_id JOIN recommendation_version w ON w.id = o.version_id
  JOIN recommendation_origin f ON f.recommendation_id = w.recommendation_id AND f.origin_id = v.recommendation_id`;

const PARAGRAPHS = `
  WITH RECURSIVE up AS (
    SELECT o.paragraph_id AS root, o.origin_version_id AS version_id, o.origin_paragraph_id AS id, f.origin_id AS from_id,
           f.recommendation_id AS via, f.relation, f.at, 1 AS depth, ARRAY[f.position] AS path
    FROM ${PARAGRAPH_STEP} WHERE o.paragraph_id = ANY($1)
    UNION ALL
    SELECT u.root, o.origin_version_id, o.origin_paragraph_id, f.origin_id, f.recommendation_id, f.relation, f.at, u.depth + 1, u.path || f.position
    FROM up u, ${PARAGRAPH_STEP} WHERE o.paragraph_id = u.id
  )
  SELECT ${STEP}, CASE p.kind WHEN 'OPERATIVE' THEN
      (SELECT count(*)::text FROM recommendation_paragraph q WHERE q.version_id = p.version_id AND q.kind = p.kind AND q.position <= p.position) END AS number
  FROM up s
  JOIN recommendation_paragraph p ON p.version_id = s.version_id AND p.paragraph_id = s.id
  JOIN recommendation r ON r.id = s.from_id JOIN round_table t ON t.id = r.round_table_id JOIN recommendation via ON via.id = s.via
  ORDER BY s.depth, s.path, p.position`;

/** Where each text came from, and what became of it; the nearest first. What of it a viewer sees is for the policy. */
export async function lineageOf(reader: Reader, ids: readonly string[]): Promise<LineageRows[]> {
  const rows: (StepRow & { up: boolean })[] = await reader.read((tx) => tx.query(LINEAGE, [ids]));
  const root = (row: StepRow): string => row.root;
  const [ancestors, descendants] = [
    grouped(
      ids,
      rows.filter(({ up }) => up),
      root,
    ),
    grouped(
      ids,
      rows.filter(({ up }) => !up),
      root,
    ),
  ];
  return ids.map((_, index) => ({ ancestors: ancestors[index]!, descendants: descendants[index]! }));
}

/** Where each paragraph came from, the nearest first. */
export async function paragraphOriginsOf(reader: Reader, ids: readonly string[]): Promise<ParagraphStepRow[][]> {
  const rows: ParagraphStepRow[] = await reader.read((tx) => tx.query(PARAGRAPHS, [ids]));
  return grouped(ids, rows, (row) => row.root);
}

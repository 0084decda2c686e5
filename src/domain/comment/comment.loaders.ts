import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { inOrder } from "../../platform/graphql/context.js";
import { Comment } from "./comment.entity.js";

export async function commentById(reader: Reader, ids: readonly string[]): Promise<(Comment | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Comment, { id: In([...ids]) })), (row) => row.id);
}

export interface CommentPageKey {
  readonly recommendationId: string;
  readonly limit: number;
  readonly after: string | null;
  readonly publicOnly: boolean;
}

/** Pages of comments, oldest first, of many recommendations in one statement. */
export async function commentPages(reader: Reader, keys: readonly CommentPageKey[]): Promise<Comment[][]> {
  const rows: { place: number; id: string }[] = await reader.read((tx) =>
    tx.query(
      `SELECT k.place::int, c.id FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::boolean[]) WITH ORDINALITY AS k(recommendation_id, maximum, after, public_only, place)
       CROSS JOIN LATERAL (
         SELECT id FROM comment WHERE recommendation_id = k.recommendation_id AND (k.after IS NULL OR id > k.after)
           AND (NOT k.public_only OR audience = 'PUBLIC') ORDER BY id LIMIT k.maximum
       ) c ORDER BY k.place, c.id`,
      [
        keys.map((key) => key.recommendationId),
        keys.map((key) => key.limit),
        keys.map((key) => key.after),
        keys.map((key) => key.publicOnly),
      ],
    ),
  );
  const found = await commentById(
    reader,
    rows.map((row) => row.id),
  );
  return keys.map(
    (_, index) => found.filter((comment, at) => comment !== null && rows[at]!.place === index + 1) as Comment[],
  );
}

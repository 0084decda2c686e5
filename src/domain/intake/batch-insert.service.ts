import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity.js";

/** PostgreSQL takes 65,535 parameters in a statement; our widest table has fewer than 20 columns. */
const ROWS_PER_STATEMENT = 1_000;

/** Inserts rows, however many, in their order: a statement per thousand instead of one per row. */
export async function insertInBatches<Row extends ObjectLiteral>(
  tx: EntityManager,
  target: EntityTarget<Row>,
  rows: readonly QueryDeepPartialEntity<Row>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const batch = rows.slice(from, from + ROWS_PER_STATEMENT);
    await tx.createQueryBuilder().insert().into(target).values(batch).updateEntity(false).execute();
  }
}

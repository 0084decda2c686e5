import type pg from "pg";
import type { EntityManager } from "typeorm";

/**
 * The columns of an entity by name, for a prepared statement: one that says `*` fails on every connection that has planned
 * it, once another node's migration has added a column.
 */
export function columnsOf(tx: EntityManager, type: new () => object, alias: string): string {
  return tx.connection
    .getMetadata(type)
    .columns.map(({ databaseName }) => `${alias}.${databaseName}`)
    .join(", ");
}

/** A row of `columnsOf` as the entity that it is; for entities whose columns have no transformers. */
export function entityOf<One extends object>(tx: EntityManager, type: new () => One, row: object): One {
  const entity = new type();
  for (const { propertyName, databaseName } of tx.connection.getMetadata(type).columns)
    Object.assign(entity, { [propertyName]: (row as Record<string, unknown>)[databaseName] });
  return entity;
}

/**
 * Runs a hot statement under a name, so that PostgreSQL plans it once per connection: for the casts of a ballot planning
 * cost ten times the execution. Outside of a transaction there is no connection to keep it on; then it runs unnamed.
 * Answers the rows, of an INSERT, UPDATE or DELETE … RETURNING as well.
 */
export async function prepared<Row>(tx: EntityManager, name: string, text: string, values: unknown[]): Promise<Row[]> {
  if (!tx.queryRunner) return tx.query(text, values);
  const client = (await tx.queryRunner.connect()) as pg.ClientBase;
  return (await client.query({ name, text, values })).rows as Row[];
}

import type pg from "pg";
import type { EntityManager } from "typeorm";

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

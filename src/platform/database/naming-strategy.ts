import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from "typeorm";

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
const tableName = (table: Table | string): string => (typeof table === "string" ? table : table.name).split(".").pop()!;
const join = (table: Table | string, columns: string[], suffix: string): string =>
  `${tableName(table)}_${columns.map(snake).join("_")}_${suffix}`;

/** snake_case tables and columns, and constraint names a person can read in an error: `vote_ballot_id_delegation_id_pk`. */
export class SnakeNamingStrategy extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, customName?: string): string {
    return customName ?? snake(className);
  }
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snake(propertyName);
  }
  override primaryKeyName(table: Table | string, columns: string[]): string {
    return join(table, columns, "pk");
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return join(table, columns, "key");
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return join(table, columns, "fk");
  }
  override indexName(table: Table | string, columns: string[]): string {
    return join(table, columns, "idx");
  }
}

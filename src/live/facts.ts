import { createHash, randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Json } from "../platform/kernel/json.js";

/** A row as the trail keeps it: its columns by name, times in UTC with microseconds. */
export type Fact = { readonly [column: string]: Json };

/** What a deed wrote, by table. */
export type Facts = { readonly [table: string]: readonly Fact[] };

/** Rows that a deed wrote, and which of their columns. `hidden`: columns of free text, kept as a salted hash. */
export interface WrittenRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly hidden?: readonly string[];
}

const noted = new WeakMap<EntityManager, { [table: string]: readonly Fact[] }>();

/**
 * Reads rows that this transaction has written and keeps them for the first entry that its journal appends. `where` may
 * use `$1` and on. The rows are read back, so what is kept is what the database holds.
 */
export async function noteRows(
  tx: EntityManager,
  { table, columns, hidden = [] }: WrittenRows,
  where: string,
  values: readonly unknown[],
): Promise<void> {
  const rows: { row: { [column: string]: Json } }[] = await tx.query(
    `SELECT to_jsonb(r) AS row FROM (SELECT ${columns.join(", ")} FROM ${table} WHERE ${where}) r`,
    [...values],
  );
  if (rows.length === 0) return;
  const facts = noted.get(tx) ?? {};
  facts[table] = [...(facts[table] ?? []), ...rows.map(({ row }) => factOf(row, hidden))];
  noted.set(tx, facts);
}

/** A row as `to_jsonb` gives it, as a fact. */
export function factOf(row: { readonly [column: string]: Json }, hidden: readonly string[] = []): Fact {
  const columns = Object.entries(row);
  return Object.fromEntries(
    columns.map(([name, value]) => [name, hidden.includes(name) ? sealed(value) : plain(value)]),
  );
}

/** What was noted in this transaction since it was last asked. */
export function takeFacts(tx: EntityManager): Facts | undefined {
  const facts = noted.get(tx);
  noted.delete(tx);
  return facts;
}

/** A text that may have to be erased one day: without the text, the hash tells nothing. */
export function sealed(text: Json): Json {
  if (typeof text !== "string") return text;
  const salt = randomBytes(16).toString("hex");
  return { salt, hash: createHash("sha256").update(salt).update(text).digest("hex") };
}

/** A moment as the trail writes it. */
export const MOMENT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const TIMESTAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d:\d\d)$/;

/** PostgreSQL writes times in the time zone of the session and without zeros at the end. */
function plain(value: Json): Json {
  const match = typeof value === "string" ? TIMESTAMP.exec(value) : null;
  if (!match) return value;
  const [, seconds, fraction = "", zone] = match;
  return `${new Date(`${seconds}${zone}`).toISOString().slice(0, 19)}.${fraction.padEnd(6, "0")}Z`;
}

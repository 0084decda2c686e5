import { createHash, type Hash } from "node:crypto";
import { canonical, isMembers, isSame, type Members, type Value } from "./canonical.js";
import type { Chain } from "./chain.js";
import type { Findings } from "./findings.js";
import { type BoundTable, TABLES } from "./tables.js";

export type Query = (sql: string, parameters: readonly unknown[]) => Promise<unknown[]>;

interface Fact {
  readonly key: string;
  readonly number: string;
  readonly fact: Members;
}

interface Row {
  readonly key: string;
  readonly row: Members;
}

const PAGE = 1_000;
/** What stands in place of the number of an entry that is not chained yet: behind all that are. */
const WAITING = 1_000_000_000_000_000;
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00:00$/;

/** Reads an ordered statement to its end, a thousand rows at a time. */
export async function* stream<T>(
  query: Query,
  name: string,
  sql: string,
  parameters: readonly unknown[],
): AsyncGenerator<T> {
  await query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, parameters);
  for (;;) {
    const rows = (await query(`FETCH ${PAGE} FROM ${name}`, [])) as T[];
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await query(`CLOSE ${name}`, []);
}

/** Holds what entries say was written against the rows as they are, in both directions. */
export async function compareRows(query: Query, chain: Chain, findings: Findings, lagSeconds: number): Promise<void> {
  if (chain.unreadable) return findings.note("Tables were not compared: some entry cannot be read.");
  for (const table of TABLES)
    try {
      await query("SAVEPOINT compared", []);
      await compareTable(query, table, chain, findings, lagSeconds);
    } catch (error) {
      await query("ROLLBACK TO compared", []);
      findings.add(`${table.name}: it could not be compared with the entries: ${(error as Error).message}.`);
    }
}

const keySql = (key: readonly string[], of: (column: string) => string): string =>
  `concat_ws('|', ${key.map((one) => (one.startsWith("#") ? `lpad(${of(one.slice(1))}, 10, '0')` : of(one))).join(", ")}) COLLATE "C"`;

/** Also what waits to be chained: on a server at work there is always some, and the log is asked elsewhere whether it waits too long. */
function factsSql({ name, factsOf = name, key }: BoundTable, isClosed: boolean): string {
  const keyed = keySql(key, (column) => `f.fact ->> '${column}'`);
  // Only what is about to be chained: an event that was left out, passed by, or told behind the end vouches for nothing.
  return `SELECT ${keyed} AS key, n.number, f.fact FROM trail_entry n,
    jsonb_array_elements(CASE WHEN n.content LIKE '%"${factsOf}":[%' THEN n.content::jsonb -> 'record' -> '${factsOf}' END) AS f(fact)
    WHERE n.scope_id = $1
    UNION ALL SELECT ${keyed} AS key, ${WAITING} + e.seq, f.fact
    FROM live_event e JOIN live_topic t ON t.topic_id = e.topic_id AND t.parent_id IS NULL, jsonb_array_elements(e.record -> '${factsOf}') AS f(fact)
    WHERE t.scope_id = $1 AND NOT ${isClosed} AND e.kind <> ALL ($2::text[])
      AND e.at > clock_timestamp() - make_interval(secs => $3) AND e.at < clock_timestamp() + make_interval(secs => $3)
      AND e.seq > greatest((SELECT max(topic_seq) FROM trail_entry n WHERE n.topic_id = e.topic_id), (SELECT k.seq FROM live_taken k WHERE k.topic_id = e.topic_id), 0)
    ORDER BY 1, 2`;
}

function rowsSql({ name, key, columns, of }: BoundTable): string {
  const keyed = keySql(key, (column) => `r.${column}::text`);
  return `SELECT ${keyed} AS key, to_jsonb(r) AS row FROM (SELECT ${columns.join(", ")} FROM ${name} WHERE ${of}) r ORDER BY 1`;
}

async function compareTable(
  query: Query,
  table: BoundTable,
  chain: Chain,
  findings: Findings,
  lagSeconds: number,
): Promise<void> {
  const facts = stream<Fact>(query, "audit_facts", factsSql(table, chain.closed), [
    chain.scope,
    [...chain.omitted],
    lagSeconds,
  ]);
  const untold: Untold = { rows: 0, hash: createHash("sha256"), left: eachOf(table, chain) };
  let next = await facts.next();
  for await (const { key, row } of stream<Row>(query, "audit_rows", rowsSql(table), [chain.scope])) {
    while (!next.done && next.value.key < key) {
      gone(table, next.value, findings);
      next = await facts.next();
    }
    const mine: Fact[] = [];
    for (; !next.done && next.value.key === key; next = await facts.next()) mine.push(next.value);
    const found = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
    for (const fact of table.latest ? mine.slice(-1) : mine) compareRow(table, fact, found, findings);
    if (mine.length === 0) {
      untold.rows += 1;
      const shown = Object.fromEntries(Object.entries(found).filter(([name]) => !table.hidden?.includes(name)));
      untold.hash.update(`${canonical(shown)}\n`);
      compareOne(table, key, shown, untold, findings);
    } else untold.left?.delete(key);
  }
  for (; !next.done; next = await facts.next()) gone(table, next.value, findings);
  for (const key of untold.left?.keys() ?? [])
    findings.add(`${table.name}: the row ${key}, which was there before the first entry, is gone.`);
  if (!untold.left) compareUntold(table, chain, untold.rows, untold.hash.digest("hex"), findings);
}

/** Rows of which no entry tells. `left`: hashes of those that were there before, by key, where rows may be replaced. */
interface Untold {
  rows: number;
  readonly hash: Hash;
  readonly left: Map<string, Value> | null;
}

function eachOf({ name, latest, factsOf }: BoundTable, chain: Chain): Map<string, Value> | null {
  if (!latest || factsOf) return null;
  const before = chain.existed[name];
  return new Map(Object.entries(isMembers(before) && isMembers(before["each"]) ? before["each"] : {}));
}

/** One that may be replaced is compared by itself: it is what it was, or an entry tells of what replaced it. */
function compareOne({ name }: BoundTable, key: string, row: Members, { left }: Untold, findings: Findings): void {
  if (!left) return;
  const was = left.get(key);
  left.delete(key);
  if (was === undefined) findings.add(`${name}: the row ${key} is in the table, and no entry tells of it.`);
  else if (was !== createHash("sha256").update(canonical(row)).digest("hex"))
    findings.add(`${name}: the row ${key}, which was there before the first entry, is not what it was.`);
}

function compareRow(
  { name, columns, named = {} }: BoundTable,
  { number, fact, key }: Fact,
  found: Members,
  findings: Findings,
): void {
  for (const column of columns.map((one) => one.split(" AS ").at(-1)!)) {
    const kept = fact[named[column] ?? column];
    if (kept === undefined || isSame(kept, found[column])) continue;
    const was = isMembers(kept) ? "another text" : canonical(kept);
    findings.add(
      `${entryOf(number)}: ${name} ${key} was written with ${column} ${was}; the table says ${canonical(found[column] ?? null)}.`,
    );
  }
}

function gone({ name }: BoundTable, { number, key }: Fact, findings: Findings): void {
  findings.add(`${entryOf(number)}: it wrote ${name} ${key}, which is not in the table.`);
}

/** Rows that no entry tells of are those that the first entry counted, and no others. */
function compareUntold(
  { name, factsOf }: BoundTable,
  chain: Chain,
  rows: number,
  hash: string,
  findings: Findings,
): void {
  const before = chain.existed[factsOf ?? name];
  const counted = isMembers(before) ? Number(before["rows"]) : 0;
  if (factsOf) {
    if (rows > counted) findings.add(`${name}: ${rows} rows are in the table of which no entry tells.`);
    return;
  }
  if (rows !== counted)
    findings.add(
      `${name}: of ${rows} rows in the table no entry tells; the first entry counted ${counted} that were there before.`,
    );
  else if (isMembers(before) && before["hash"] !== hash)
    findings.add(`${name}: the ${rows} rows that were there before the first entry are not what they were.`);
}

/** Times as entries write them; the connection is set to UTC. */
function plain(value: Value): Value {
  const match = typeof value === "string" ? STAMP.exec(value) : null;
  return match ? `${match[1]}.${(match[2] ?? "").padEnd(6, "0")}Z` : value;
}

function entryOf(number: string): string {
  return Number(number) < WAITING ? `Entry ${number}` : "An event that waits to be chained";
}

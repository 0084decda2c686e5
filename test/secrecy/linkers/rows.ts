import type { StoredRow } from "../capture/rows.js";
import { CHOICES, type Choice } from "../played-ballot.js";
import type { Reader } from "../reading.js";
import type { Guess } from "../scoring.js";
import { byGroup, byRank, elected, type Item } from "./matching.js";

/** A row, and whom and what it names. */
export interface ReadRow extends StoredRow {
  readonly voter: string | null;
  readonly choice: Choice | null;
}

export function readRows(rows: readonly StoredRow[], reader: Reader): ReadRow[] {
  return rows.map((row) => ({ ...row, ...reader.read(row.text) }));
}

type Linker = (rows: readonly ReadRow[]) => Guess;

/** What the rows tell that stand in the tables: one linker for each thing that may bind or order them. */
export const ROW_LINKERS: Readonly<Record<string, Linker>> = {
  "one row": (rows) => byGroup(itemsOf(rows, (_row, place) => ({ group: String(place), order: place }))),
  "xmin, equal": (rows) => byGroup(itemsOf(rows, (row) => ({ group: String(row.xid), order: physical(row) }))),
  "xmin, rank": (rows) => byRank(itemsOf(rows, (row) => ({ group: null, order: row.xid * 1e6 + physical(row) }))),
  "ctid, rank": (rows) => byRank(itemsOf(rows, (row) => ({ group: null, order: physical(row) }))),
  "key, rank": (rows) => byRank(itemsOf(growing(rows), (row) => ({ group: null, order: row.keyOrder }))),
  "numbers and sequences": (rows) => byRank(columnItems(rows, (value) => (typeof value === "number" ? value : null))),
  timestamps: (rows) => {
    const items = columnItems(rows, microseconds);
    return elected([byGroup(items), byRank(items)]);
  },
  "age of ids (v1, v7, ULID)": (rows) => byRank(columnItems(rows, ageOfId)),
  "commit time": (rows) => {
    const dated = rows.filter(({ committedAt }) => committedAt !== null);
    const items = itemsOf(dated, (row) => ({
      group: row.committedAt,
      order: Date.parse(row.committedAt!) + fraction(row.committedAt!),
    }));
    return elected([byGroup(items), byRank(items)]);
  },
  "tallies told one after the other": (rows) => {
    const voters = rows.filter((row) => row.voter !== null && row.choice === null);
    const items = [
      ...itemsOf(voters, (row) => ({ group: String(row.xid), order: row.xid * 1e6 + physical(row) })),
      ...tallySteps(rows),
    ];
    return elected([byGroup(items), byRank(items)]);
  },
};

/** Rows of tables whose keys grow with time: only their order can tell something. Where all was written at once, all. */
function growing(rows: readonly ReadRow[]): ReadRow[] {
  const tables = new Map<string, ReadRow[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return [...tables.values()].filter(isGrowing).flat();
}

function isGrowing(rows: readonly ReadRow[]): boolean {
  const inOrder = rows.toSorted((a, b) => a.keyOrder - b.keyOrder);
  const steps = inOrder.slice(1).map((row, place) => row.xid - inOrder[place]!.xid);
  return steps.filter((step) => step < 0).length <= steps.length / 20;
}

function itemsOf(
  rows: readonly ReadRow[],
  where: (row: ReadRow, place: number) => { group: string | null; order: number },
): Item[] {
  return rows.map((row, place) => ({ place: row.table, voter: row.voter, choice: row.choice, ...where(row, place) }));
}

/** Order by a column, where its values tell the rows of one kind apart. */
function columnItems(rows: readonly ReadRow[], orderOf: (value: unknown) => number | null): Item[] {
  const columns = new Map<string, Item[]>();
  for (const row of rows)
    for (const [column, value] of Object.entries(row.values)) {
      const order = orderOf(value);
      if (order === null) continue;
      const place = `${row.table}.${column}`;
      const item = { place, order, group: String(value), voter: row.voter, choice: row.choice };
      columns.set(place, [...(columns.get(place) ?? []), item]);
    }
  return [...columns.values()]
    .filter((items) => new Set(items.map(({ order }) => order)).size > items.length / 2)
    .flat();
}

const physical = ({ block, offset }: StoredRow): number => block * 300 + offset;

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?/;

function microseconds(value: unknown): number | null {
  return typeof value === "string" && TIME.test(value) ? Date.parse(value) + fraction(value) : null;
}

/** Microseconds below the millisecond, which Date leaves out. */
function fraction(text: string): number {
  return Number((/\.(\d+)/.exec(text)?.[1] ?? "").padEnd(6, "0").slice(3, 6)) / 1000;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** When an id was made, for kinds that carry it; null for all others. */
export function ageOfId(value: unknown): number | null {
  if (typeof value !== "string") return null;
  const version = UUID.exec(value)?.[1];
  const hex = value.replaceAll("-", "");
  if (version === "7") return parseInt(hex.slice(0, 12), 16) * 4096 + parseInt(hex.slice(13, 16), 16);
  if (version === "1") return parseInt(hex.slice(13, 16) + hex.slice(8, 12) + hex.slice(0, 8), 16);
  if (ULID.test(value))
    return [...value.slice(0, 10)].reduce(
      (sum, sign) => sum * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(sign),
      0,
    );
  return null;
}

/** A tally by which one choice has one more than before. */
export function tallySteps(rows: readonly StoredRow[]): Item[] {
  const told = rows.flatMap((row) => talliesIn(row.values).map((tally) => ({ row, tally })));
  const inOrder = told.toSorted((a, b) => sum(a.tally) - sum(b.tally) || a.row.xid - b.row.xid);
  return inOrder.flatMap(({ row, tally }, place) => {
    const before = inOrder[place - 1]?.tally ?? { FOR: 0, AGAINST: 0, ABSTAIN: 0 };
    const choice = stepOf(before, tally);
    const order = row.xid * 1e6 + physical(row);
    return choice ? [{ place: `tallies of ${row.table}`, order, group: String(row.xid), voter: null, choice }] : [];
  });
}

export function stepOf(before: Record<Choice, number>, now: Record<Choice, number>): Choice | null {
  const raised = CHOICES.filter((choice) => now[choice] === before[choice] + 1);
  return raised.length === 1 && sum(now) === sum(before) + 1 ? raised[0]! : null;
}

const sum = (tally: Record<Choice, number>): number => CHOICES.reduce((total, choice) => total + tally[choice], 0);

/** Objects with a number for each choice, at any depth, whatever the spelling. */
export function talliesIn(value: unknown): Record<Choice, number>[] {
  if (typeof value !== "object" || value === null) return [];
  const numbers = new Map(Object.entries(value).map(([key, one]) => [key.toUpperCase(), one as unknown]));
  const deeper = Object.values(value).flatMap(talliesIn);
  const own = CHOICES.map((choice) => numbers.get(choice));
  if (!own.every((one) => typeof one === "number")) return deeper;
  return [...deeper, { FOR: own[0] as number, AGAINST: own[1] as number, ABSTAIN: own[2] as number }];
}

import type { Mark, Reader } from "../reading.js";
import type { Guess } from "../scoring.js";
import { byGroup, byNearness, elected, type Item } from "./matching.js";

/** Something that was logged, and what it belongs to. */
export interface Line {
  readonly group: string;
  readonly text: string;
}

/** What texts tell: a line that names both, lines of one group, and what is named soon after a voter. */
export function linkLines(lines: readonly Line[], reader: Reader, reach = 4): Guess {
  const items: Item[] = lines.flatMap(({ group, text }, place) =>
    marksIn(text, reader).map(({ voter, choice }, nth) => ({
      place: group,
      order: place + nth / 1e4,
      group,
      voter,
      choice,
    })),
  );
  const single = items.map((item) => ({ ...item, group: String(Math.floor(item.order)) }));
  return elected([byGroup(single), byGroup(items), byNearness(items, reach)]);
}

/** A line that names several choices tells none, unless it names as many voters. */
function marksIn(text: string, reader: Reader): Mark[] {
  const marks = reader.marks(text);
  const [voters, choices] = [marks.filter(({ voter }) => voter), marks.filter(({ choice }) => choice)];
  const isOfOne = new Set(choices.map(({ choice }) => choice)).size < 2;
  return isOfOne || voters.length === choices.length ? marks : voters;
}

const PREFIX = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \S+ \[(\d+)\] /;

/** PostgreSQL's log as its transactions: a record goes on over lines without a prefix; each session begins anew with BEGIN. */
export function linesOfPostgres(log: readonly string[]): Line[] {
  const records: { pid: string; text: string }[] = [];
  for (const line of log) {
    const pid = PREFIX.exec(line)?.[1];
    if (pid) records.push({ pid, text: line });
    else if (records.length > 0) records.at(-1)!.text += ` ${line.trim()}`;
  }
  const begun = new Map<string, number>();
  return records.map(({ pid, text }) => {
    if (/(statement|execute [^:]*): (BEGIN|START TRANSACTION)/.test(text)) begun.set(pid, (begun.get(pid) ?? 0) + 1);
    return { group: `${pid}/${begun.get(pid) ?? 0}`, text };
  });
}

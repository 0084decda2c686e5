import type { Reader } from "../reading.js";
import type { Guess } from "../scoring.js";
import { byGroup, byRank, elected, type Item } from "./matching.js";

/** What a dump tells: lines that name both, and the order of lines. `isOurs`: leaves out lines of other ballots. */
export function linkDump(
  tables: ReadonlyMap<string, readonly string[]>,
  reader: Reader,
  isOurs: (line: string) => boolean,
): Guess {
  const items: Item[] = [...tables].flatMap(([table, lines]) =>
    lines.filter(isOurs).map((line, order) => ({
      ...reader.read(`\n${line}\n`),
      place: table,
      order,
      group: `${table} ${order}`,
    })),
  );
  return elected([byGroup(items), byRank(items)]);
}

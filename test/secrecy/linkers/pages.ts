import type { Tuple } from "../capture/pages.js";
import type { Reader } from "../reading.js";
import type { Guess } from "../scoring.js";
import { byGroup, byRank, elected, type Item } from "./matching.js";

/** What lies in the pages, living or dead: bound by the transaction that made it, ordered by that and by place. */
export function linkTuples(tuples: readonly Tuple[], reader: Reader): Guess {
  const items: Item[] = tuples.map(({ table, block, offset, xmin, data }) => ({
    ...reader.read(data),
    place: table,
    order: xmin * 1e6 + block * 300 + offset,
    group: String(xmin),
  }));
  return elected([byGroup(items), byRank(items)]);
}

/** The same for what a later transaction has ended: in which order the dead died. */
export function linkDeaths(tuples: readonly Tuple[], reader: Reader): Guess {
  const dead = tuples.filter(({ xmax }) => xmax > 0);
  const items: Item[] = dead.map(({ table, block, offset, xmax, data }) => ({
    ...reader.read(data),
    place: table,
    order: xmax * 1e6 + block * 300 + offset,
    group: String(xmax),
  }));
  // What a voter's transaction ended, with what it made.
  const made: Item[] = tuples.map(({ table, xmin, data }) => ({
    ...reader.read(data),
    place: table,
    order: xmin * 1e6,
    group: String(xmin),
  }));
  return elected([
    byGroup([...items.filter(({ voter }) => voter !== null), ...made.filter(({ choice }) => choice !== null)]),
    byRank(items),
  ]);
}

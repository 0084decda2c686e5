import type { Choice } from "../played-ballot.js";
import type { Reader } from "../reading.js";
import type { Guess } from "../scoring.js";
import { byRank, type Item } from "./matching.js";

/** The metrics as they were read at a moment. */
export interface Scrape {
  readonly at: number;
  readonly text: string;
}

/** A counter with a choice in its labels that went up by one, held against who voted when. */
export function linkMetrics(
  scrapes: readonly Scrape[],
  voted: readonly { voter: string; at: number }[],
  reader: Reader,
): Guess {
  const items: Item[] = voted.map(({ voter, at }) => ({ place: "marks", order: at, group: null, voter, choice: null }));
  let before = new Map<string, number>();
  for (const { at, text } of scrapes) {
    const now = new Map<string, number>();
    for (const line of text.split("\n")) {
      const [, name, value] = /^([^#].*?)\s+(\d+)$/.exec(line) ?? [];
      const { choice } = reader.read(name ?? "");
      if (choice === null) continue;
      now.set(name!, Number(value));
      const raised = Number(value) - (before.get(name!) ?? 0);
      for (let n = 0; n < raised; n += 1) items.push(raisedItem(at, choice));
    }
    before = now;
  }
  return byRank(items);
}

const raisedItem = (at: number, choice: Choice): Item => ({
  place: "metrics",
  order: at,
  group: null,
  voter: null,
  choice,
});

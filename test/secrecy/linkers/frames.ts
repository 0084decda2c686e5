import type { Reader } from "../reading.js";
import type { Guess } from "../scoring.js";
import { byGroup, byRank, elected, type Item } from "./matching.js";
import type { Features } from "./learned.js";
import { stepOf, talliesIn } from "./rows.js";

/** What a listener on the wire sees: the reply to a cast, or an event that somebody is told. */
export interface Frame {
  readonly at: number;
  readonly kind: "reply" | "event";
  /** Whose cast it answers. */
  readonly voter: string | null;
  readonly text: string;
}

/** What frames tell in clear: a reply that names the choice, an event that does, or a tally that has one more. */
export function linkFrames(frames: readonly Frame[], reader: Reader): Guess {
  let tally = { FOR: 0, AGAINST: 0, ABSTAIN: 0 };
  const items: Item[] = frames.flatMap(({ at, kind, voter, text }, place) => {
    const read = reader.read(text);
    const told = talliesIn(JSON.parse(text)).at(-1);
    const step = told ? stepOf(tally, told) : null;
    if (told) tally = told;
    const common = { order: at, group: String(place) };
    const own = { ...common, place: kind, voter: voter ?? read.voter, choice: read.choice };
    return step ? [own, { ...common, place: "tallies", voter: null, choice: step }] : [own];
  });
  return elected([byGroup(items), byRank(items)]);
}

/** What frames tell by their form: size of the reply, number of the cast, time to the next event and its size. */
export function featuresOf(frames: readonly Frame[]): Map<string, Features> {
  const replies = frames.filter(({ voter }) => voter !== null);
  return new Map(
    replies.map(({ voter, at, text }, number) => {
      const next = frames.find((one) => one.kind === "event" && one.at >= at);
      const wait = next ? Math.min(100, next.at - at) : 100;
      return [voter!, { size: text.length, number, wait, next: next?.text.length ?? 0 }];
    }),
  );
}

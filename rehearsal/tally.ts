import type { Body, Item, Script, Text, Vote } from "./script-parts.js";

/** About how many deeds a script has: what is played depends on decisions, so the share that is told is an estimate. */
export function deedsIn({ tables, plenary }: Script, only: "all" | "tables" | "plenary"): number {
  const regional = only === "plenary" ? [] : tables.map((body) => deedsOf(body, (item) => text(item.text)));
  const whole = only === "tables" ? 0 : deedsOf(plenary, (item) => decided(item, only === "plenary"));
  return Math.max(1, Math.round(regional.reduce((a, b) => a + b, whole)));
}

function deedsOf({ arrivals, items }: Body, of: (item: Item) => number): number {
  const each = items.map((item) => item.late.length + item.leaving.length + 5 * item.speakers.length + 4 + of(item));
  return each.reduce((a, b) => a + b, arrivals.length);
}

/** Of the texts on a subject two come through their regions; some of them become one. */
function decided(item: Item, isAlone: boolean): number {
  const each = questions(item.decisions.flat()) / Math.max(1, item.decisions.length) + 6;
  return isAlone ? text(item.text) : each * (item.isMerged ? 1 : 2);
}

function text({ sponsors, comments, amendments, votes }: Text): number {
  const motions = amendments.map(({ isFriendly, vote }) => 2 + (isFriendly ? 2 : questions([vote])));
  return 3 + sponsors.length + comments.length + questions(votes) + motions.reduce((a, b) => a + b, 0);
}

function questions(votes: readonly Vote[]): number {
  // A roll call has a call for each answer.
  const answers = ({ ballots, mode }: Vote): number => ballots.length * (mode === "ROLL_CALL" ? 2 : 1);
  return votes.reduce((sum, vote) => sum + answers(vote) + 3, 0);
}

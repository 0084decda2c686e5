import type { Choice } from "../played-ballot.js";
import type { Guess } from "../scoring.js";

/** A piece of evidence: where and in which order it lies, what it belongs together with, and whom and what it names. */
export interface Item {
  readonly place: string;
  readonly order: number;
  readonly group: string | null;
  readonly voter: string | null;
  readonly choice: Choice | null;
}

/** What lies in one group belongs together: a voter and a choice each, or as many of the one as of the other, in order. */
export function byGroup(items: readonly Item[]): Guess {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    if (item.group === null || (item.voter === null && item.choice === null)) continue;
    const group = groups.get(item.group);
    if (group) group.push(item);
    else groups.set(item.group, [item]);
  }
  const guess = new Map<string, Choice>();
  for (const group of groups.values()) {
    const inOrder = group.toSorted((a, b) => a.order - b.order);
    const voters = [...new Set(inOrder.flatMap(({ voter }) => voter ?? []))];
    const choices = inOrder.flatMap(({ choice }) => choice ?? []);
    if (voters.length === 0 || choices.length === 0) continue;
    const isSame = new Set(choices).size === 1;
    if (isSame) for (const voter of voters) guess.set(voter, choices[0]!);
    else if (voters.length === choices.length)
      for (const [place, voter] of voters.entries()) guess.set(voter, choices[place]!);
  }
  return guess;
}

/** The first voter goes with the first choice, and so on: for each place with voters and each place with choices. */
export function byRank(items: readonly Item[]): Guess {
  const voters = placesOf(items, "voter");
  const choices = placesOf(items, "choice");
  const pairs = [...voters.values()].flatMap((some) =>
    [...choices.values()].map((others) => [lastOfEach(some), others] as const),
  );
  // As many of the one as of the other is a sign of belonging together; where there is none, anything may.
  const even = pairs.filter(([some, others]) => some.length === others.length);
  return elected((even.length > 0 ? even : pairs).map(([some, others]) => matched(some, others)));
}

function placesOf(items: readonly Item[], what: "voter" | "choice"): Map<string, Item[]> {
  const places = new Map<string, Item[]>();
  for (const item of items.toSorted((a, b) => a.order - b.order)) {
    if (item[what] === null) continue;
    const place = places.get(item.place);
    if (place) place.push(item);
    else places.set(item.place, [item]);
  }
  return places;
}

/** A voter that is named several times: where the last one lies. */
function lastOfEach(items: readonly Item[]): Item[] {
  const last = new Map(items.map((item) => [item.voter, item]));
  return items.filter((item) => last.get(item.voter) === item);
}

/** As many of the one as of the other: by rank. Else each voter goes with the choice that follows next. */
function matched(voters: readonly Item[], choices: readonly Item[]): Guess {
  const guess = new Map<string, Choice>();
  let next = 0;
  for (const [place, voter] of voters.entries()) {
    if (voters.length === choices.length) next = place;
    else while (next < choices.length - 1 && choices[next]!.order < voter.order) next += 1;
    guess.set(voter.voter!, choices[next]!.choice!);
  }
  return guess;
}

/** Each choice goes with the voter that is named next before it, within a reach. */
export function byNearness(items: readonly Item[], reach: number): Guess {
  const guesses: Guess[] = [];
  let last: Item | null = null;
  for (const item of items.toSorted((a, b) => a.order - b.order)) {
    if (item.voter !== null) last = item;
    if (item.choice !== null && last?.place === item.place && item.order - last.order <= reach)
      guesses.push(new Map([[last.voter!, item.choice]]));
  }
  return elected(guesses);
}

/** What most of them say. */
export function elected(guesses: readonly Guess[]): Guess {
  const votes = new Map<string, Map<Choice, number>>();
  for (const guess of guesses)
    for (const [voter, choice] of guess) {
      const counts = votes.get(voter) ?? new Map<Choice, number>();
      votes.set(voter, counts.set(choice, (counts.get(choice) ?? 0) + 1));
    }
  return new Map([...votes].map(([voter, counts]) => [voter, [...counts].sort((a, b) => b[1] - a[1])[0]![0]]));
}

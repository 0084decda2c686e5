import type { Chance } from "../random/chance.js";

export const CHOICES = ["FOR", "AGAINST", "ABSTAIN"] as const;
export type Choice = (typeof CHOICES)[number];

/** Somebody who voted, and what only the test knows. */
export interface Voter {
  readonly id: string;
  /** All ids that stand for the delegation or for who cast: of delegation, delegate, participation, account. */
  readonly names: readonly string[];
  /** The idempotency key that the client sent. */
  readonly clientKey: string;
  readonly choice: Choice;
}

/** A ballot that was played, as its voters know it. Voters stand in an order that has nothing to do with the casting. */
export interface PlayedBallot {
  readonly id: string;
  /** The same in each run, for the lots that are drawn for it. */
  readonly name: string;
  readonly voters: readonly Voter[];
  readonly optionIds: Readonly<Record<Choice, string>>;
  /** What was opened with the key, by the paper in hex: empty for whoever has only the database. */
  readonly opened: ReadonlyMap<string, Choice>;
}

/** Choices with a lean of their own; nobody is alone and nothing is unanimous. */
export function drawChoices(chance: Chance, count: number): Choice[] {
  const weights = CHOICES.map(() => 0.2 + chance.next());
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Array.from({ length: count }, (_, index) => {
    if (index < CHOICES.length) return CHOICES[index]!;
    let rest = chance.next() * sum;
    return CHOICES.find((_choice, place) => (rest -= weights[place]!) < 0) ?? "ABSTAIN";
  });
}

/** Fisher-Yates: each order is as likely as any other. */
export function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = chance.int(0, last);
    [copy[last], copy[other]] = [copy[other]!, copy[last]!];
  }
  return copy;
}

export function tallyOf(choices: Iterable<Choice>): Record<Choice, number> {
  const tally = { FOR: 0, AGAINST: 0, ABSTAIN: 0 };
  for (const choice of choices) tally[choice] += 1;
  return tally;
}

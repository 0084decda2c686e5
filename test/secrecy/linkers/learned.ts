import { CHOICES, type Choice, type PlayedBallot } from "../played-ballot.js";
import type { Guess } from "../scoring.js";

/** What an attacker measures about a voter: numbers, each with a name. */
export type Features = Readonly<Record<string, number>>;

/**
 * Half of the voters betray their own choices; from them a naive Bayes classifier learns, and says what the others chose.
 * The others' tally is known to it, as the result less the traitors' votes. Answers the ballot of the others, and the guess.
 */
export function learn(
  ballot: PlayedBallot,
  features: ReadonlyMap<string, Features>,
): { others: PlayedBallot; guess: Guess } {
  const seen = ballot.voters.filter(({ id }) => features.has(id));
  const traitors = seen.filter((_, place) => place % 2 === 0);
  const others = seen.filter((_, place) => place % 2 === 1);
  const names = [...new Set(seen.flatMap(({ id }) => Object.keys(features.get(id)!)))];
  const models = CHOICES.map((choice) =>
    modelOf(
      traitors.filter((one) => one.choice === choice).map(({ id }) => features.get(id)!),
      names,
    ),
  );
  const left = new Map(CHOICES.map((choice) => [choice, others.filter((one) => one.choice === choice).length]));
  const wishes = others.flatMap(({ id }) =>
    CHOICES.map((choice, place) => ({ id, choice, weight: likelihood(models, place, features.get(id)!) })),
  );
  const guess = new Map<string, Choice>();
  for (const { id, choice } of wishes.toSorted((a, b) => b.weight - a.weight)) {
    if (guess.has(id) || left.get(choice) === 0) continue;
    guess.set(id, choice);
    left.set(choice, left.get(choice)! - 1);
  }
  return { others: { ...ballot, voters: others }, guess };
}

interface Model {
  readonly size: number;
  readonly of: ReadonlyMap<string, { mean: number; variance: number }>;
}

function modelOf(samples: readonly Features[], names: readonly string[]): Model {
  const of = names.map((name) => {
    const values = samples.map((sample) => sample[name] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
    return [name, { mean, variance: variance + 1e-3 }] as const;
  });
  return { size: samples.length, of: new Map(of) };
}

/** How much likelier this choice is than all together: so the surest are dealt first. */
function likelihood(models: readonly Model[], place: number, features: Features): number {
  const logs = models.map(({ size, of }) =>
    [...of].reduce(
      (sum, [name, { mean, variance }]) => {
        const value = features[name] ?? 0;
        return sum - (value - mean) ** 2 / (2 * variance) - Math.log(variance) / 2;
      },
      Math.log(size + 0.5),
    ),
  );
  const most = Math.max(...logs);
  return logs[place]! - most - Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

/** A paper's bytes as numbers, so that a classifier may find what eyes do not. */
export function bytesAsFeatures(paper: Buffer): Features {
  return { length: paper.length, ...Object.fromEntries([...paper].map((byte, place) => [`byte ${place}`, byte])) };
}

import { createHash } from "node:crypto";
import { Chance } from "../random/chance.js";
import { CHOICES, type Choice, type PlayedBallot, shuffled, tallyOf } from "./played-ballot.js";

/** What a linker says about voters, by their id; whom it says nothing about is missing. */
export type Guess = ReadonlyMap<string, Choice>;

export interface Score {
  readonly voters: number;
  /** Voters whose choice was said and not drawn by lot. */
  readonly said: number;
  readonly hits: number;
  /** Hits to be expected from somebody who knows the tally and nothing else, and their variance. */
  readonly chance: number;
  readonly variance: number;
}

const SEED = process.env["SECRET_SEED"] ?? "1";

/** Says something about everybody: where a linker is silent the rest of the true tally is dealt by lot. */
export function completed(ballot: PlayedBallot, guess: Guess, lot: string): Guess {
  const left = tallyOf(ballot.voters.map(({ choice }) => choice));
  const open = ballot.voters.filter(({ id }) => !guess.has(id));
  for (const { id } of ballot.voters) if (guess.has(id)) left[guess.get(id)!] -= 1;
  const cards = CHOICES.flatMap((choice) => Array.from({ length: Math.max(0, left[choice]) }, () => choice));
  const seed = createHash("sha256").update(`${SEED} ${lot}`).digest().readInt32LE();
  const dealt = shuffled(new Chance(seed), cards);
  return new Map([...guess, ...open.map(({ id }, place) => [id, dealt[place] ?? "FOR"] as const)]);
}

/** The mean and the variance of the hits of a tally that is dealt by lot. */
export function expectation(choices: readonly Choice[]): { chance: number; variance: number } {
  const n = choices.length;
  const tally = tallyOf(choices);
  const counts = CHOICES.map((choice) => tally[choice]);
  const chance = counts.reduce((sum, count) => sum + (count * count) / n, 0);
  if (n < 2) return { chance, variance: 0 };
  let squares = 0;
  for (const [row, a] of counts.entries())
    for (const [column, b] of counts.entries())
      squares += a * b * ((row === column ? 1 : 0) - a / n - b / n + chance / n) ** 2;
  return { chance, variance: squares / (n - 1) };
}

export function score(ballot: PlayedBallot, guess: Guess, lot: string): Score {
  const everybody = completed(ballot, guess, lot);
  const hits = ballot.voters.filter(({ id, choice }) => everybody.get(id) === choice).length;
  const said = ballot.voters.filter(({ id }) => guess.has(id)).length;
  return { voters: ballot.voters.length, said, hits, ...expectation(ballot.voters.map(({ choice }) => choice)) };
}

/** Scores of all linkers in all phases, pooled over the ballots. */
export class Board {
  private readonly scores = new Map<string, Score>();

  record(linker: string, phase: string, ballot: PlayedBallot, guess: Guess): void {
    const one = score(ballot, guess, `${linker} ${phase} ${ballot.name}`);
    const cell = `${linker}\t${phase}`;
    const sum = this.scores.get(cell);
    const added = sum ?? { voters: 0, said: 0, hits: 0, chance: 0, variance: 0 };
    this.scores.set(cell, {
      voters: added.voters + one.voters,
      said: added.said + one.said,
      hits: added.hits + one.hits,
      chance: added.chance + one.chance,
      variance: added.variance + one.variance,
    });
  }

  rate(linker: string, phase: string): number {
    const cell = this.scores.get(`${linker}\t${phase}`);
    return cell ? cell.hits / cell.voters : 0;
  }

  cells(): readonly string[] {
    return [...this.scores.keys()];
  }

  /** Linkers that know more than chance: three standard deviations above it. */
  above(): string[] {
    return [...this.scores].filter(([, one]) => one.hits > boundOf(one)).map(([cell, one]) => `${cell}: ${told(one)}`);
  }

  table(title: string): string {
    const rows = [...this.scores].map(
      ([cell, one]) =>
        `${cell
          .split("\t")
          .map((word, place) => word.padEnd(place ? 9 : 34))
          .join(" ")} ${told(one)}`,
    );
    return [title, ...rows].join("\n");
  }
}

/** Half a hit more: hits are whole numbers. */
function boundOf({ chance, variance }: Score): number {
  return chance + 3 * Math.sqrt(variance) + 0.5;
}

function told(one: Score): string {
  const share = Math.round((100 * one.hits) / one.voters);
  return `${one.hits} of ${one.voters} (${share} %), chance ${one.chance.toFixed(1)}, bound ${boundOf(one).toFixed(1)}, said ${one.said}`;
}

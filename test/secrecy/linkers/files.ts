import type { Choice, PlayedBallot } from "../played-ballot.js";
import type { Reader } from "../reading.js";
import { elected } from "./matching.js";
import type { Guess } from "../scoring.js";

/** Bytes of WAL between the row of a voter and that of a vote in one transaction are a few dozen; a page is 8,192. */
const REACH = 400;

/** What files tell in which nothing is known but bytes: a choice that stands soon after a voter, beside the ballot's id. */
export class FileSearch {
  private readonly guesses = new Map<string, Guess[]>();
  /** Files that name a voter and a choice of one ballot within the reach of each other. */
  readonly telling = new Set<string>();

  constructor(
    private readonly ballots: readonly PlayedBallot[],
    private readonly reader: Reader,
  ) {}

  search(name: string, content: Buffer): void {
    let voter: { id: string; at: number } | null = null;
    let ballot: { id: string; at: number } | null = null;
    for (const mark of this.reader.marks(content)) {
      if (mark.voter !== null) voter = { id: mark.voter, at: mark.at };
      if (mark.ballot !== null) ballot = { id: mark.ballot, at: mark.at };
      if (mark.choice === null || !voter || !ballot) continue;
      if (mark.at - Math.min(voter.at, ballot.at) > REACH) continue;
      this.guesses.set(ballot.id, [
        ...(this.guesses.get(ballot.id) ?? []),
        new Map<string, Choice>([[voter.id, mark.choice]]),
      ]);
      this.telling.add(name);
    }
  }

  guess(ballotId: string): Guess {
    const known = this.ballots.find(({ id }) => id === ballotId)!.voters;
    const guess = elected(this.guesses.get(ballotId) ?? []);
    return new Map(known.flatMap(({ id }) => (guess.has(id) ? [[id, guess.get(id)!] as const] : [])));
  }
}

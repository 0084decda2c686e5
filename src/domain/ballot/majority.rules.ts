import { Majority } from "./ballot.words.js";

/** Votes as counted. Integers; abstainers are not voting. */
export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

/**
 * Whether the majority adopts. `members`: members of the body, counted when the ballot was opened. A tie never adopts,
 * nor does a ballot in which nobody voted for, whatever the formula. CONSENSUS, where votes are cast (ballots from before
 * it was a mode of its own): a vote against is an objection.
 */
export function isAdopted(majority: Majority, tally: Tally, members: number): boolean {
  const { for: y, against: n } = tally;
  switch (majority) {
    case Majority.CONSENSUS:
      return n === 0 && y > 0;
    case Majority.SIMPLE:
      return y > n;
    case Majority.TWO_THIRDS:
      return y + n > 0 && 3 * y >= 2 * (y + n);
    case Majority.ABSOLUTE_OF_MEMBERS:
      return 2 * y > members;
    case Majority.TWO_THIRDS_OF_MEMBERS:
      return y > 0 && 3 * y >= 2 * members;
    case Majority.UNANIMITY:
      return n === 0 && y > 0;
  }
}

/** The fewest votes for with which the same votes against and members would have adopted. */
export function threshold(majority: Majority, tally: Tally, members: number): number {
  const n = tally.against;
  switch (majority) {
    case Majority.SIMPLE:
      return n + 1;
    case Majority.TWO_THIRDS:
      return Math.max(1, 2 * n);
    case Majority.ABSOLUTE_OF_MEMBERS:
      return Math.floor(members / 2) + 1;
    case Majority.TWO_THIRDS_OF_MEMBERS:
      return Math.max(1, Math.ceil((2 * members) / 3));
    case Majority.CONSENSUS:
    case Majority.UNANIMITY:
      // Cannot be reached by votes for once somebody voted against.
      return n === 0 ? 1 : members + 1;
  }
}

/** What is looked at, by name. */
export const CHECKS = {
  DECISION:
    "Every ballot that was closed by a count has a decision, and no other has; an annulled one was annulled by two.",
  RECORDS: "Each vote equals the newest record of its delegation, and records are numbered 1, 2, 3 … without a hole.",
  ROLL: "Votes, objections and calls belong to delegations on the roll, one vote each; the decision counts the roll's rows.",
  TIMES: "Votes, their records and objections lie between the opening, or the late admission, and the close.",
  MODE: "A consensus has no votes, other modes have no objections, and in a roll call nobody voted before being called.",
  READ_IN: "Each vote that was read in was confirmed by a second person, with that choice.",
  TALLY: "The decision's numbers are the votes and objections that are there.",
  PRESENCE: "Who was present at the opening and at the close is what the check-ins and check-outs say.",
  QUORUM:
    "The quorum is the rule set's fraction of the decision's base, and no more than that are present at the close.",
  OUTCOME: "The outcome follows from quorum, votes and majority.",
  THRESHOLD: "Threshold and margin follow from the votes against, the members and the majority.",
  TEXT: "What was voted on, text with its languages or amendment, has the hashes that stand on the ballot.",
  ROLL_HASH: "The hash of the roll, choices included, is that of its rows.",
  PROOF_HASH: "The hash of the proof is that of the decision's numbers.",
} as const;

export type Check = keyof typeof CHECKS;

/** Something that is not as it must be. Counts and hashes only: it names no delegation and no choice of one. */
export interface Finding {
  readonly ballotId: string;
  readonly check: Check;
  readonly expected: string;
  readonly found: string;
}

/** Something that a recount cannot tell for certain, and why. */
export interface Note {
  readonly ballotId: string;
  readonly text: string;
}

/** Collects what is found on one ballot. */
export class Sheet {
  readonly findings: Finding[] = [];
  readonly notes: Note[] = [];

  constructor(readonly ballotId: string) {}

  note(text: string): void {
    this.notes.push({ ballotId: this.ballotId, text });
  }

  /** A finding unless both read the same. */
  compare(check: Check, expected: string, found: string): void {
    if (expected !== found) this.findings.push({ ballotId: this.ballotId, check, expected, found });
  }

  /** The same for a number of rows that break a rule: none is expected. */
  none(check: Check, what: string, rows: readonly unknown[]): void {
    this.compare(check, `0 ${what}`, `${rows.length} ${what}`);
  }
}

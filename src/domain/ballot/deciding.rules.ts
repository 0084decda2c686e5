import { Majority, Outcome } from "./ballot.words.js";
import { isAdopted, type Tally, threshold } from "./majority.rules.js";
import { hasQuorum, type Quorum, quorumOf } from "../conference/quorum.rules.js";

/** Everything a decision rests on. */
export interface Facts {
  readonly majority: Majority;
  readonly quorum: Quorum;
  readonly tally: Tally;
  /** Objections to a consensus; null for a ballot in which votes are cast. */
  readonly objections: number | null;
  readonly members: number;
  /** Of how many delegations the quorum is a share. */
  readonly quorumBase: number;
  readonly eligible: number;
  readonly presentAtOpen: number;
  readonly presentAtClose: number;
}

export interface Verdict {
  readonly outcome: Outcome;
  readonly quorum: number;
  readonly threshold: number;
  readonly margin: number;
  readonly explanation: string;
}

/** What was decided and why. Pure: anybody with the facts gets the same verdict. */
export function decide(facts: Facts): Verdict {
  const { tally, objections, members } = facts;
  const isConsensus = objections !== null;
  // A consensus needs nobody's vote: each objection is one too many.
  const needed = isConsensus ? 0 : threshold(facts.majority, tally, members);
  const adopted = isConsensus ? objections === 0 : isAdopted(facts.majority, tally, members);
  const present = hasQuorum(facts.quorum, facts.quorumBase, facts.presentAtClose);
  const outcome = !present ? Outcome.NO_QUORUM : adopted ? Outcome.ADOPTED : Outcome.NOT_ADOPTED;
  const quorum = quorumOf(facts.quorum, facts.quorumBase);
  return {
    outcome,
    quorum,
    threshold: needed,
    margin: isConsensus ? 0 - objections : tally.for - needed,
    explanation: explain(facts, outcome, quorum),
  };
}

/** The verdict as it is told of a secret ballot whose counts are withheld: nothing in its words depends on them. */
export function withoutCounts(facts: Facts, verdict: Verdict): Pick<Verdict, "outcome" | "quorum" | "explanation"> {
  const { outcome, quorum } = verdict;
  const { for: y, against: n, abstain: a } = facts.tally;
  const presence = presenceWords(facts, quorum);
  const papers = `${plural(y + n + a, "paper")} of ${facts.eligible} entitled; the rules keep the counts back, and nobody has them.`;
  const again = outcome === Outcome.NO_QUORUM ? " The ballot may be run again." : "";
  return { outcome, quorum, explanation: `${VERDICT[outcome]}: ${papers} ${presence}${again}` };
}

const VERDICT: Record<Outcome, string> = {
  [Outcome.ADOPTED]: "Adopted",
  [Outcome.NOT_ADOPTED]: "Not adopted",
  [Outcome.NO_QUORUM]: "No decision",
  [Outcome.ANNULLED]: "Annulled",
};

function explain(facts: Facts, outcome: Outcome, quorum: number): string {
  const presence = presenceWords(facts, quorum);
  if (outcome === Outcome.NO_QUORUM) return `${VERDICT[outcome]}: ${presence} The ballot may be run again.`;
  if (facts.objections !== null) {
    const said =
      facts.objections === 0
        ? "Nobody objected."
        : `${plural(facts.objections, "objection")} recorded; a vote may be asked for.`;
    return `${VERDICT[outcome]}${facts.objections === 0 ? " by consensus" : ""}: ${said} ${presence}`;
  }
  const { for: y, against: n, abstain: a } = facts.tally;
  const silent = facts.eligible - y - n - a;
  const votes = `${y} for, ${n} against, ${plural(a, "abstention")}, ${silent} of ${facts.eligible} entitled did not vote.`;
  return `${VERDICT[outcome]}: ${votes} ${reason(facts)} ${presence}`;
}

function presenceWords({ presentAtClose, quorumBase }: Facts, quorum: number): string {
  return `${presentAtClose} of ${quorumBase} delegations were present; the quorum is ${quorum}.`;
}

function reason(facts: Facts): string {
  const { for: y, against: n } = facts.tally;
  if (y + n === 0) return "Nobody voted for or against, and such a ballot never adopts.";
  const members = facts.members;
  switch (facts.majority) {
    case Majority.CONSENSUS:
      return n === 0 ? "Nobody objected." : "An objection was recorded.";
    case Majority.SIMPLE:
      return y === n
        ? "A tie is not adopted under a simple majority."
        : `Simple majority: ${y} ${y > n ? ">" : "<"} ${n}.`;
    case Majority.TWO_THIRDS:
      return `Two-thirds of those present and voting: 3 × ${y} ${3 * y >= 2 * (y + n) ? "≥" : "<"} 2 × ${y + n}.`;
    case Majority.ABSOLUTE_OF_MEMBERS:
      return `Absolute majority of members: 2 × ${y} ${2 * y > members ? ">" : "≤"} ${members}.`;
    case Majority.TWO_THIRDS_OF_MEMBERS:
      return `Two-thirds of members: 3 × ${y} ${3 * y >= 2 * members ? "≥" : "<"} 2 × ${members}.`;
    case Majority.UNANIMITY:
      return n === 0 ? "Unanimity: nobody voted against." : `Unanimity: ${plural(n, "vote")} against.`;
  }
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

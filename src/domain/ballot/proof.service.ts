import type { EntityManager } from "typeorm";
import { canonicalJson, type Json } from "../../platform/kernel/json.js";
import type { RuleSet } from "../conference/rule-set.entity.js";
import type { Ballot } from "./ballot.entity.js";
import { BallotMode } from "./ballot.words.js";
import { DecisionProofObject } from "./proof.types.js";
import type { Decision } from "./decision.entity.js";
import type { Tally } from "./majority.rules.js";
import { formulaOf, quorumWords } from "./proof-words.rules.js";
import { hashOf, type RollLine } from "./proof.rules.js";

/** Everything that a decision rests on, in the form that is hashed when it is made and that anybody can recount. */
export function proofOf(
  ballot: Ballot,
  decision: Omit<Decision, "decidedAt" | "proofHash">,
  ruleSet: Pick<RuleSet, "code" | "version">,
): { [key: string]: Json } {
  return {
    ballot: ballot.id,
    question: ballot.question,
    versionHash: ballot.versionHash,
    mode: ballot.mode,
    majority: decision.majority,
    ruleSet: { code: ruleSet.code, version: ruleSet.version },
    for: decision.votesFor,
    against: decision.votesAgainst,
    abstain: decision.abstentions,
    objections: decision.objections,
    members: decision.members,
    eligible: decision.eligible,
    quorumBase: decision.quorumBase ?? decision.members,
    presentAtOpen: decision.presentAtOpen,
    presentAtClose: decision.presentAtClose,
    quorum: decision.quorum,
    threshold: decision.threshold,
    margin: decision.margin,
    outcome: decision.outcome,
    closedAt: ballot.closedAt!.toISOString(),
    rollHash: decision.rollHash,
    ...(decision.papers === null ? {} : { papers: decision.papers }),
  };
}

interface Row {
  ballot_id: string;
  delegation: string;
  present_at_open: boolean;
  present_at_close: boolean | null;
  admitted_late: boolean;
  choice: string | null;
  objected: boolean;
  voted: boolean | null;
}

/** The rolls of ballots, line by line, as they stand in the rows. */
export async function rollsOf(tx: EntityManager, ballotIds: readonly string[]): Promise<RollLine[][]> {
  const rows: Row[] = await tx.query(
    `SELECT e.ballot_id, e.delegation_id AS delegation, e.present_at_open, e.present_at_close,
            e.admitted_at IS NOT NULL AS admitted_late, v.choice, o.ballot_id IS NOT NULL AS objected,
            CASE b.mode WHEN 'SECRET' THEN e.has_voted END AS voted
     FROM ballot_eligibility e JOIN ballot b ON b.id = e.ballot_id
     LEFT JOIN vote v USING (ballot_id, delegation_id)
     LEFT JOIN consensus_objection o USING (ballot_id, delegation_id)
     WHERE e.ballot_id = ANY($1) ORDER BY e.delegation_id`,
    [ballotIds],
  );
  return ballotIds.map((id) => rows.filter((row) => row.ballot_id === id).map(toLine));
}

export async function rollOf(tx: EntityManager, ballotId: string): Promise<RollLine[]> {
  return (await rollsOf(tx, [ballotId]))[0]!;
}

function toLine(row: Row): RollLine {
  const { delegation, choice, objected } = row;
  const [presentAtOpen, presentAtClose] = [row.present_at_open, row.present_at_close];
  const line = { delegation, presentAtOpen, presentAtClose, admittedLate: row.admitted_late, choice, objected };
  return row.voted === null ? line : { ...line, voted: row.voted };
}

const NONE: Tally = { for: 0, against: 0, abstain: 0 };

/** What was counted; null where it is withheld. */
export function tallyOf({ votesFor, votesAgainst, abstentions }: Decision): Tally | null {
  if (votesFor === null || votesAgainst === null || abstentions === null) return null;
  return { for: votesFor, against: votesAgainst, abstain: abstentions };
}

/** The proof as it is shown: made from the rows of today, and held against the hash of the close. */
export function proofObject(
  ballot: Ballot,
  decision: Decision,
  ruleSet: RuleSet,
  roll: readonly RollLine[],
): DecisionProofObject {
  const { members, eligible, objections, papers } = decision;
  const tally = tallyOf(decision);
  const isConsensus = ballot.mode === BallotMode.CONSENSUS;
  const voted = papers ?? (tally ? tally.for + tally.against + tally.abstain : 0);
  const document = proofOf(ballot, { ...decision, rollHash: hashOf(roll) }, ruleSet);
  return Object.assign(new DecisionProofObject(), {
    ...formulaOf(decision.majority, tally ?? NONE, members, isConsensus ? objections : null),
    ...(tally ? {} : { evaluated: null }),
    quorumRule: quorumWords(ruleSet.rules.quorum, decision.quorumBase ?? members, decision.quorum),
    document: canonicalJson(document),
    hash: decision.proofHash,
    isIntact: decision.proofHash === null || hashOf(document) === decision.proofHash,
    silent: eligible - voted - objections,
  });
}

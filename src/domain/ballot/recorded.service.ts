import type { EntityManager } from "typeorm";
import { type Fact, noteRows, type WrittenRows } from "../../live/facts.js";

/** What the trail keeps of ballots: the columns that never change. A countdown sets closes_at while a ballot is open. */
export const BALLOTS: WrittenRows = {
  table: "ballot",
  columns:
    "id round_table_id recommendation_id amendment_id version_number version_hash subject_hash question mode majority rule_set_id members quorum_base present_at_open opened_at opened_by_id supersedes_id".split(
      " ",
    ),
};

export const DECISIONS: WrittenRows = {
  table: "decision",
  columns:
    "ballot_id outcome majority votes_for votes_against abstentions papers objections members eligible quorum_base present_at_open present_at_close quorum threshold margin explanation citation proof_hash roll_hash decided_at".split(
      " ",
    ),
};

export const VOTES: WrittenRows = {
  table: "vote_record",
  columns: ["ballot_id", "delegation_id", "number", "choice", "at", "participation_id", "source"],
};

export function noteBallot(tx: EntityManager, ballotId: string): Promise<void> {
  return noteRows(tx, BALLOTS, "id = $1", [ballotId]);
}

export function noteDecision(tx: EntityManager, ballotId: string): Promise<void> {
  return noteRows(tx, DECISIONS, "ballot_id = $1", [ballotId]);
}

/** The number that a vote got among those of its delegation, and when, as the trail writes times. */
export interface VoteNumber {
  readonly number: number;
  readonly moment: string;
}

type VoteColumn = "delegationId" | "delegateId" | "choice" | "participationId" | "source";

/** A vote as the trail keeps it, without another statement: with the delegate, which its record in the table does not name. */
export function voteFact(
  ballotId: string,
  { delegationId, delegateId, choice, participationId, source }: { readonly [column in VoteColumn]: string },
  { number, moment }: VoteNumber,
): Fact {
  return {
    ...{ ballot_id: ballotId, delegation_id: delegationId, number, choice, at: moment, source },
    ...{ participation_id: participationId, delegate_id: delegateId },
  };
}

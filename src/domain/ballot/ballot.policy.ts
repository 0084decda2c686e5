import { type Admission, maySpeakForDelegation, type Standing } from "../round-table/admission.policy.js";
import type { Ballot } from "./ballot.entity.js";
import { BallotMode, BallotState, TallyVisibility } from "./ballot.words.js";

type Shown = Pick<Ballot, "mode" | "tallyVisibility" | "state">;

const isOver = (ballot: Shown): boolean => ballot.state === BallotState.CLOSED || ballot.state === BallotState.DECLARED;
/** Everybody admitted follows it as it happens; the decision is then no secret from the close on. */
export const isLive = (ballot: Pick<Shown, "mode" | "tallyVisibility">): boolean =>
  ballot.tallyVisibility === TallyVisibility.LIVE && ballot.mode !== BallotMode.SECRET;

/** The table "Who sees what", row by row. A cancelled ballot was never counted: its tally stays with nobody. */
export function maySeeTally(standing: Standing | null, ballot: Shown): boolean {
  if (!standing || ballot.state === BallotState.CANCELLED) return false;
  if (isLive(ballot) || ballot.state === BallotState.DECLARED) return true;
  return standing === "STAFF" && isOver(ballot);
}

/** Who voted what. Never for a secret ballot. */
export function maySeeVotes(standing: Standing | null, ballot: Shown): boolean {
  if (!standing || ballot.mode === BallotMode.SECRET || ballot.state === BallotState.CANCELLED) return false;
  if (ballot.state === BallotState.DECLARED) return true;
  if (standing === "STAFF") return isLive(ballot) || isOver(ballot);
  return standing === "DELEGATE" && isLive(ballot);
}

export function maySeeDecision(standing: Standing | null, ballot: Shown): boolean {
  if (!standing || !isOver(ballot)) return false;
  return ballot.state === BallotState.DECLARED || isLive(ballot) || standing === "STAFF";
}

/** The delegation's own recorded vote, for its members. */
export function maySeeOwnVote(admission: Admission | null, ballot: Pick<Ballot, "mode">): boolean {
  return admission?.seat != null && ballot.mode !== BallotMode.SECRET;
}

/** Casts for its delegation; whoever presides does not, the vote passes to another member of the delegation. */
export function mayCast(admission: Admission): boolean {
  return maySpeakForDelegation(admission) && !admission.isPresiding;
}

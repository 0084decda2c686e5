import type { Rules } from "../conference/rule-set.rules.js";
import { DelegationKind } from "../delegation/delegation.entity.js";
import type { Policy } from "../../platform/graphql/policy.js";
import { type Admission, type Standing, standingIn } from "../round-table/admission.policy.js";
import type { Ballot } from "./ballot.entity.js";
import { BallotMode, BallotState, TallyVisibility } from "./ballot.words.js";

type Shown = Pick<Ballot, "mode" | "tallyVisibility" | "state" | "declaredAt">;

const isOver = (ballot: Shown): boolean =>
  ballot.state === BallotState.CLOSED || ballot.state === BallotState.DECLARED || ballot.state === BallotState.ANNULLED;
/** What was declared stays known when the ballot is annulled afterwards. */
const isDeclared = (ballot: Shown): boolean => ballot.declaredAt !== null;
/** Everybody admitted follows it as it happens; the decision is then no secret from the close on. */
export const isLive = (ballot: Pick<Shown, "mode" | "tallyVisibility">): boolean =>
  ballot.tallyVisibility === TallyVisibility.LIVE && ballot.mode !== BallotMode.SECRET;

/** Votes that were cast may still be replaced: by their delegation where the rules allow it, or by its head until the lock. */
export function areVotesChangeable(ballot: Pick<Ballot, "state">, rules: Rules): boolean {
  const isLocked = ballot.state === BallotState.LOCKING;
  return (rules.headMayOverride && !isLocked) || (rules.allowVoteChange && !(isLocked && rules.changeUntil === "LOCK"));
}

/** A field of a ballot that is null for whoever may not see it. */
export const seen = (name: string, may: (standing: Standing | null, ballot: Ballot) => boolean): Policy<Ballot> => ({
  name,
  check: async (context, ballot) => may(await standingIn(context, ballot.roundTableId), ballot),
  otherwise: "null",
});

/** The table "Who sees what", row by row. A cancelled ballot was never counted: its tally stays with nobody. */
export function maySeeTally(standing: Standing | null, ballot: Shown): boolean {
  if (!standing || ballot.state === BallotState.CANCELLED) return false;
  if (isLive(ballot) || isDeclared(ballot)) return true;
  return standing === "STAFF" && isOver(ballot);
}

/** Who voted what. Never for a secret ballot. */
export function maySeeVotes(standing: Standing | null, ballot: Shown): boolean {
  if (!standing || ballot.mode === BallotMode.SECRET || ballot.state === BallotState.CANCELLED) return false;
  if (isDeclared(ballot)) return true;
  if (standing === "STAFF") return isLive(ballot) || isOver(ballot);
  return standing === "DELEGATE" && isLive(ballot);
}

/**
 * Who has voted, without what: whoever conducts the ballot must see who is missing, also while the tally is hidden. Never in
 * a secret ballot, where the papers tell in steps only how many.
 */
export function maySeeWhoVoted(standing: Standing | null, ballot: Shown): boolean {
  if (ballot.mode === BallotMode.SECRET) return false;
  return standing === "STAFF" || maySeeVotes(standing, ballot);
}

/** Proof and roll: of a secret ballot the roll says only who voted. Its hash stands in the proof: whoever knows the counts could try out which votes give it. */
export function maySeeProof(standing: Standing | null, ballot: Shown): boolean {
  return maySeeDecision(standing, ballot) && (ballot.mode === BallotMode.SECRET || maySeeVotes(standing, ballot));
}

export function maySeeDecision(standing: Standing | null, ballot: Shown): boolean {
  if (!standing || !isOver(ballot)) return false;
  return isDeclared(ballot) || isLive(ballot) || standing === "STAFF";
}

/** The delegation's own recorded vote, for its members. */
export function maySeeOwnVote(admission: Admission | null, ballot: Pick<Ballot, "mode">): boolean {
  return admission?.seat != null && ballot.mode !== BallotMode.SECRET;
}

/**
 * Casts for its delegation, in a function that the rule set lets cast; whoever presides does not, the vote passes to
 * another member of the delegation.
 */
export function mayCast(admission: Admission, rules: Pick<Rules, "mayCast">): boolean {
  const { seat } = admission;
  return seat?.kind === DelegationKind.MEMBER && rules.mayCast.includes(seat.function) && !admission.isPresiding;
}

/** Conducts the ballot: sees what one person has noted or proposed and another has to confirm. */
export function maySeeProposals(standing: Standing | null): boolean {
  return standing === "STAFF";
}

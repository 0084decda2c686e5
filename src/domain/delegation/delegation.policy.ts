import type { Policy } from "../../platform/graphql/policy.js";
import { participationIn } from "../conference/conference.loaders.js";
import { Credentials, type Delegation, DelegationKind } from "./delegation.entity.js";
import { delegateByParticipation } from "./delegation.loaders.js";

/** A member whose credentials seat it, for good or provisionally. Correlated on `d` (delegation). */
export const ACCREDITED_DELEGATION = "(d.kind = 'MEMBER' AND d.credentials IN ('ACCEPTED', 'PROVISIONAL'))";

/** Whether a delegation goes on the roll of a ballot that opens now: `mayVote` in SQL. Correlated on `d` (delegation). */
export const ENTITLED_DELEGATION = `(${ACCREDITED_DELEGATION} AND NOT d.voting_suspended)`;

/** A member, accredited, with its voting rights. A ballot asks when it opens; what changes later is for the next one. */
export function mayVote(delegation: Pick<Delegation, "kind" | "credentials" | "votingSuspended">): boolean {
  const { kind, credentials, votingSuspended } = delegation;
  const isAccredited = credentials === Credentials.ACCEPTED || credentials === Credentials.PROVISIONAL;
  return kind === DelegationKind.MEMBER && isAccredited && !votingSuspended;
}

/** Why something was decided on a delegation: for itself, and for those who decide such things. What holds now is open. */
export const mayReadReasons: Policy<Delegation> = {
  name: "mayReadReasons",
  otherwise: "null",
  check: async (context, { id, conferenceId }) => {
    const participation = await context.loadOwn(participationIn, conferenceId);
    if (!participation) return false;
    if (participation.isSecretariat || participation.isCredentialsOfficer) return true;
    return (await context.load(delegateByParticipation, participation.id))?.delegationId === id;
  },
};

import { Credentials, type Delegation, DelegationKind } from "./delegation.entity.js";

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

import { type Admission, mayPreside } from "../round-table/admission.policy.js";
import { DelegateFunction } from "../delegation/delegate.entity.js";
import { DelegationKind } from "../delegation/delegation.entity.js";
import type { Intervention } from "./intervention.entity.js";
import { InterventionKind } from "./speaking.words.js";

/** Members take the floor for anything, observers for statements and questions. Advisers listen. */
export function mayRequestFloor(admission: Admission, kind: InterventionKind): boolean {
  const { seat } = admission;
  if (!seat || seat.function === DelegateFunction.ADVISER) return false;
  if (seat.kind === DelegationKind.MEMBER) return true;
  return kind === InterventionKind.STATEMENT || kind === InterventionKind.QUESTION;
}

/** The delegation's own turn: starting, ending and withdrawing it is also for its members. */
export function isOwn(admission: Admission, intervention: Pick<Intervention, "delegationId">): boolean {
  const { seat } = admission;
  return seat?.delegationId === intervention.delegationId && seat.function !== DelegateFunction.ADVISER;
}

export function mayHandle(admission: Admission, intervention: Pick<Intervention, "delegationId">): boolean {
  return mayPreside(admission) || isOwn(admission, intervention);
}

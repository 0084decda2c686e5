import type { Participation } from "../conference/participation.entity.js";
import { type Delegate, DelegateFunction } from "../delegation/delegate.entity.js";

/** Credentials are decided by their officers, and by nobody on account of another function. */
export function mayDecideCredentials(acting: Pick<Participation, "isCredentialsOfficer">): boolean {
  return acting.isCredentialsOfficer;
}

/** The head speaks for its delegation; the secretariat acts for any. */
export function mayChangePeople(
  acting: Pick<Participation, "isSecretariat">,
  own: Pick<Delegate, "function"> | null,
): boolean {
  return acting.isSecretariat || own?.function === DelegateFunction.HEAD;
}

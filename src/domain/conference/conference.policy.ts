import type { Viewer } from "../identity/viewer.policy.js";
import type { Participation } from "./participation.entity.js";

/** Editions and their programme are open to whoever takes part. */
export function mayRead(participation: Participation | null): participation is Participation {
  return participation !== null;
}

/** The secretariat runs its conference. */
export function mayManage(participation: Participation | null): participation is Participation {
  return participation?.isSecretariat === true;
}

/**
 * A code opens everything its owner may do, everywhere: so the secretariat may issue codes only for people who are at
 * no other conference than its own, and never for an administrator.
 */
export function mayIssueCode(
  viewer: Viewer,
  owner: { isAdmin: boolean; conferences: readonly string[] },
  managed: ReadonlySet<string>,
): boolean {
  if (viewer.isAdmin) return true;
  return !owner.isAdmin && owner.conferences.length > 0 && owner.conferences.every((id) => managed.has(id));
}

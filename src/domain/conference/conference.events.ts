import type { Entry } from "../../live/journal.js";

/** Kinds of deeds on a conference that concern none of its rooms: told in its own topic, which nobody can watch. */
export const CONFERENCE_LOADED = "CONFERENCE_LOADED";
export const CONFERENCE_OPENED = "CONFERENCE_OPENED";
export const CONFERENCE_CLOSED = "CONFERENCE_CLOSED";
export const CONCLUSIONS_ARRANGED = "CONCLUSIONS_ARRANGED";
export const ACCESS_CODE_ISSUED = "ACCESS_CODE_ISSUED";
export const ACCESS_CODES_REISSUED = "ACCESS_CODES_REISSUED";
export const ACCESS_CODES_REVOKED = "ACCESS_CODES_REVOKED";
export const EVENTS_KEPT = "EVENTS_KEPT";

/** A code opens every conference of its owner: each of them is told. */
export function toldAt(conferenceIds: readonly string[], kind: string, accountId: string): Entry[] {
  return [...new Set(conferenceIds)].map((topicId) => ({ topicId, kind, body: { accountId } }));
}

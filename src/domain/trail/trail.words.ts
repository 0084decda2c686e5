import { TURNOUT_CHANGED } from "../secret/secret.events.js";

/** Kinds of events that are no deeds and never enter the trail. */
export const OMITTED_KINDS: ReadonlySet<string> = new Set([TURNOUT_CHANGED]);

/** Kinds behind which the head is signed at once: decisions. */
export const SIGNED_KINDS: ReadonlySet<string> = new Set([
  "BALLOT_CLOSED",
  "DECISION_DECLARED",
  "BALLOT_ANNULLED",
  "CONCLUSIONS_PUBLISHED",
  "CONFERENCE_CLOSED",
  "CREDENTIALS_DECIDED",
]);

/** Members of event bodies that somebody has written in words of their own. */
export const FREE_TEXTS: ReadonlySet<string> = new Set(["reason"]);

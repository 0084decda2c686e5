import { RequestError } from "../platform/graphql/errors.js";
import type { TopicHead } from "./live-event.js";

const FORM = /^(\d{1,9})\.(\d{1,15})\.([0-9a-f]{8})$/;
const tag = (topicId: string): string => topicId.replaceAll("-", "").slice(-8);

/** An opaque position in one topic: epoch, number and a mark of the topic, so that a cursor of another room is noticed. */
export function encodeCursor(topicId: string, epoch: number, seq: number): string {
  return Buffer.from(`${epoch}.${seq}.${tag(topicId)}`).toString("base64url");
}

/**
 * The number behind which to continue. Throws BAD_USER_INPUT for what is no cursor of this topic, and what a client
 * must answer with a reload: EPOCH_CHANGED, CURSOR_AHEAD, CURSOR_EXPIRED. Never a partial replay.
 */
export function readCursor(cursor: string, topic: TopicHead): number {
  const match = FORM.exec(cursor.length <= 64 ? Buffer.from(cursor, "base64url").toString("latin1") : "");
  if (!match || match[3] !== tag(topic.topicId) || Buffer.from(match[0]).toString("base64url") !== cursor)
    throw new RequestError(
      "BAD_USER_INPUT",
      "after: this is not a cursor of this subscription. Send a liveCursor or the cursor of an event as it came.",
    );
  const seq = Number(match[2]);
  if (Number(match[1]) !== topic.epoch) throw epochChanged();
  // Also a matter of safety: a forged cursor ahead of the log would skip its own revocation.
  if (seq > topic.head)
    throw new RequestError(
      "CURSOR_AHEAD",
      "This cursor is ahead of the log. Load the snapshot again, then subscribe from its liveCursor.",
    );
  if (seq < topic.low - 1)
    throw new RequestError(
      "CURSOR_EXPIRED",
      "Events behind this cursor are no longer kept. Load the snapshot again, then subscribe from its liveCursor.",
      { earliest: topic.low, head: topic.head },
    );
  return seq;
}

/** The log is another one than the client holds numbers of. */
export function epochChanged(): RequestError {
  return new RequestError(
    "EPOCH_CHANGED",
    "The log was restored to another state. Load the snapshot again, then subscribe from its liveCursor.",
  );
}

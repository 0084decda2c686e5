import { RequestError } from "../platform/graphql/errors.js";
import { areSame, type TopicHead } from "./live-event.js";

const FORM = /^(\d{1,9})\.(\d{1,15})\.(?:([0-9a-z]{1,7})\.)?([0-9a-f]{8})$/;
const tag = (topicId: string): string => topicId.replaceAll("-", "").slice(-8);

/** What a cursor says, before anybody has looked whether it is true. */
export interface ClaimedPlace {
  readonly epoch: number;
  readonly seq: number;
  /** The mark of the event with that number; null in cursors of versions that had none. */
  readonly mark: number | null;
  readonly tag: string;
}

/** A place in a topic's log. */
export type Place = Pick<TopicHead, "topicId" | "epoch" | "mark"> & { readonly seq: number };

/**
 * An opaque position in one topic: epoch, number, the mark of the event that bears the number, and a mark of the topic,
 * so that a cursor of another room or of another past is noticed.
 */
export function encodeCursor({ topicId, epoch, seq, mark }: Place): string {
  return Buffer.from(`${epoch}.${seq}.${mark.toString(36)}.${tag(topicId)}`).toString("base64url");
}

/** Takes a cursor apart; null for what is none. */
export function parseCursor(cursor: string): ClaimedPlace | null {
  const match = FORM.exec(cursor.length <= 64 ? Buffer.from(cursor, "base64url").toString("latin1") : "");
  if (!match || Buffer.from(match[0]).toString("base64url") !== cursor) return null;
  const [, epoch, seq, mark, topicTag] = match;
  return { epoch: Number(epoch), seq: Number(seq), mark: mark ? parseInt(mark, 36) : null, tag: topicTag! };
}

/**
 * The number behind which to continue. `kept`: the mark of the event that has the claimed number now, which the
 * one behind it knows; null when that is not kept. Throws BAD_USER_INPUT for what is no cursor of this topic, and what a client must answer with a reload:
 * EPOCH_CHANGED, CURSOR_AHEAD, CURSOR_EXPIRED. Never a partial replay.
 */
export function readCursor(claimed: ClaimedPlace | null, topic: TopicHead, kept: number | null): number {
  if (claimed?.tag !== tag(topic.topicId))
    throw new RequestError(
      "BAD_USER_INPUT",
      "after: this is not a cursor of this subscription. Send a liveCursor or the cursor of an event as it came.",
    );
  const { seq, mark } = claimed;
  if (claimed.epoch !== topic.epoch || mark === null) throw epochChanged();
  // Also a matter of safety: a forged cursor ahead of the log would skip its own revocation.
  if (seq > topic.head)
    throw new RequestError(
      "CURSOR_AHEAD",
      "This cursor is ahead of the log. Load the snapshot again, then subscribe from its liveCursor.",
    );
  const there = seq === topic.head ? topic.mark : kept;
  if (there === null || seq < topic.low - 1) throw expired({ earliest: topic.low, head: topic.head });
  if (!areSame(there, mark)) throw epochChanged();
  return seq;
}

/** Events behind a place are no longer kept. */
export function expired(facts: { readonly earliest?: number; readonly head?: number } = {}): RequestError {
  return new RequestError(
    "CURSOR_EXPIRED",
    "Events behind this cursor are no longer kept. Load the snapshot again, then subscribe from its liveCursor.",
    facts,
  );
}

/** The log is another one than the client holds numbers of. */
export function epochChanged(): RequestError {
  return new RequestError(
    "EPOCH_CHANGED",
    "The log was restored to another state. Load the snapshot again, then subscribe from its liveCursor.",
  );
}

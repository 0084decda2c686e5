import { encodeCursor } from "./cursor.js";

interface Moment {
  readonly topicId: string;
  readonly epoch: number;
  readonly seq: number;
}

function isMoment(value: unknown): value is Moment {
  return typeof value === "object" && value !== null && "topicId" in value && "epoch" in value && "seq" in value;
}

/**
 * `extensions.live { cursor, previous }` of a message: a client can resume and verify continuity whatever it selected.
 * `previous` is the cursor of the message before on this subscription; null on the first.
 */
export function liveExtension(payload: unknown, previous: unknown): Record<string, unknown> | undefined {
  if (!isMoment(payload)) return undefined;
  const cursorOf = (moment: Moment): string => encodeCursor(moment.topicId, moment.epoch, moment.seq);
  return { live: { cursor: cursorOf(payload), previous: isMoment(previous) ? cursorOf(previous) : null } };
}

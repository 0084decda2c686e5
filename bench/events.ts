/** The event of the live scenarios. The same for every server. */
export interface RoomEvent {
  readonly seq: number;
  readonly at: string;
  readonly cursor: string;
  readonly kind: string;
  readonly text: string;
}

/** With this text a `next` message is a frame of 378 bytes, header included. */
const TEXT = 168;
/** Numbers keep their length during a run, and so do frames. */
export const FIRST_SEQ = 1_000_001;

const cursorOf = (seq: number): string => Buffer.from(`1.${seq}.5eed5eed`).toString("base64url");

/** A new object with a text of its own each time: shared strings would hide how memory grows. */
export function makeEvent(seq: number, text = TEXT): RoomEvent {
  return { seq, at: new Date().toISOString(), cursor: cursorOf(seq), kind: "VOTE_CAST", text: textOf(seq, text) };
}

/** Characters that no other event shares, in one flat string. */
export function textOf(seq: number, length: number): string {
  return Buffer.alloc(length, `event ${seq} `).toString("latin1");
}

/** The frame's header and payload, in bytes. */
export function frameBytes(text: string): number {
  const length = Buffer.byteLength(text);
  return length + (length < 126 ? 2 : length < 65_536 ? 4 : 10);
}

const OPERATION_ID = "00000000-0000-4000-8000-000000000000";

/** The `next` message of an event as Rotunda writes it: with its cursor and the one before as an extension. */
export function messageOf(event: RoomEvent): string {
  const live = { cursor: event.cursor, previous: cursorOf(event.seq - 1) };
  const payload = { data: { roomEvents: event }, extensions: { live } };
  return JSON.stringify({ id: OPERATION_ID, type: "next", payload });
}

/** The same in a frame of exactly so many bytes, so that a raw loop sends what the server beside it sends. */
export function messageOfSize(event: RoomEvent, bytes: number | null): string {
  const message = messageOf(event);
  const missing = bytes === null ? 0 : bytes - frameBytes(message);
  if (missing === 0) return message;
  const length = event.text.length + missing;
  if (length < 0) throw new Error(`an event does not fit into a frame of ${bytes} bytes`);
  return messageOf({ ...event, text: textOf(event.seq, length) });
}

import { randomBytes, randomUUID } from "node:crypto";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the text form of a UUID of any version; everything else must not reach a uuid column. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}

let lastMillisecond = 0;
let counter = 0;

/**
 * UUIDv7 (RFC 9562): for rows whose age is public. Generated in code because a user's PostgreSQL may be older than 18.
 * The 12 bits behind the time count within a millisecond, so that ids of one process sort in the order they were made.
 */
export function uuidv7(now: number = Date.now()): string {
  counter = now > lastMillisecond ? randomBytes(1).readUInt8() : counter + 1;
  lastMillisecond = Math.max(now, lastMillisecond);
  if (counter > 0xfff) {
    counter = 0;
    lastMillisecond += 1;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** UUIDv4: wherever the order of creation could betray somebody. */
export function uuidv4(): string {
  return randomUUID();
}

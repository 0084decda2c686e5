import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../platform/kernel/json.js";

/** What the trail itself writes, besides deeds. */
export const BEGUN = "TRAIL_BEGUN";
export const TERMS_CHANGED = "TRAIL_TERMS_CHANGED";
export const CLOSED = "TRAIL_CLOSED";

export const FORMAT = "rotunda-trail/1";
/** What stands for the hash of an entry before the first. */
export const NOTHING = Buffer.alloc(32);

/** An entry of a chain, before it is hashed. The order of members does not matter: the text is canonical JSON. */
export type Content = {
  readonly scope: string;
  readonly number: number;
  /** The topic whose event it is, and the event's number there; null for what the trail itself writes. */
  readonly topic: string | null;
  readonly topicNumber: number | null;
  /** How many events of kinds that are left out stand between it and the entry of its topic before it. */
  readonly omitted: number;
  readonly kind: string;
  /** RFC 3339, UTC, microseconds. */
  readonly at: string;
  readonly by: string | null;
  readonly body: Json;
  readonly record: Json;
};

/** An entry as it is stored. */
export interface Link {
  readonly content: Content;
  readonly text: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

/** The end of a chain. */
export interface Head {
  readonly number: number;
  readonly hash: Buffer;
}

/** Chains an entry behind another: SHA-256 of the hash before and of the text, which holds scope and number. */
export function chained(content: Content, previous: Buffer): Link {
  const text = canonicalJson(content);
  return { content, text, previous, hash: createHash("sha256").update(previous).update(text, "utf8").digest() };
}

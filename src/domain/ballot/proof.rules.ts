import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../../platform/kernel/json.js";

/** SHA-256, hexadecimal, of canonical JSON: keys sorted, no white space, NFC. */
export function hashOf(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** A line of the roll as it is proved. Ordered by delegation id, which tells nothing about the order of casting. */
export type RollLine = {
  readonly delegation: string;
  readonly presentAtOpen: boolean;
  readonly presentAtClose: boolean | null;
  readonly admittedLate: boolean;
  readonly choice: string | null;
  readonly objected: boolean;
  /** In a secret ballot, whether its paper was in the box; other rolls have no such member. */
  readonly voted?: boolean;
};

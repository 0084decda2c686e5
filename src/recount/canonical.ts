import { createHash } from "node:crypto";

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Canonical JSON: keys in the order of their code units, no white space, texts in NFC. */
export function canonical(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  if (value === null || typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonical(key)}:${canonical(member)}`).join()}}`;
}

/** SHA-256 of the canonical JSON, hexadecimal. */
export function digest(value: Value): string {
  return createHash("sha256").update(canonical(value), "utf8").digest("hex");
}

function isList(value: readonly Value[] | { readonly [key: string]: Value }): value is readonly Value[] {
  return Array.isArray(value);
}

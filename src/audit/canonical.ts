import { createHash } from "node:crypto";

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Members = { [key: string]: Value };

/** Canonical JSON (RFC 8785): members in the order of their UTF-16 code units, no white space, numbers as ECMAScript writes them. */
export function canonical(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name]!)}`).join()}}`;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a JSON text; undefined when it is none. */
export function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

export function sha256(...parts: (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Whether a text is the one that was chained: as it stands, or as the salted hash of it. */
export function isSame(chained: Value, found: Value | undefined): boolean {
  if (isMembers(chained) && typeof chained["salt"] === "string" && typeof found === "string")
    return sha256(chained["salt"], found) === chained["hash"];
  return canonical(chained) === canonical(found ?? null);
}

/** A value in words, for a sentence. */
export function said(value: Value | undefined): string {
  return typeof value === "string" ? value : canonical(value ?? null);
}

import { randomBytes } from "node:crypto";

const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 6;
const GROUP = 5;

/**
 * A new access code: 30 characters of 31, that is 148 random bits, in groups of five for reading aloud
 * (`k7qfh-2m…`). No letters that are taken for digits.
 */
export function newAccessCode(): string {
  const groups: string[] = [];
  while (groups.length < GROUPS) {
    let group = "";
    while (group.length < GROUP) {
      const byte = randomBytes(1).readUInt8();
      if (byte < ALPHABET.length * 8) group += ALPHABET.charAt(byte % ALPHABET.length);
    }
    groups.push(group);
  }
  return groups.join("-");
}

/** The form that is hashed: people type capitals and spaces and leave hyphens out. */
export function normalAccessCode(code: string): string {
  return code
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "");
}

/** A new refresh token: 256 random bits. */
export function newRefreshToken(): string {
  return randomBytes(32).toString("base64url");
}

import { createHash } from "node:crypto";
import { canonical, digest, type Value } from "./canonical.js";
import type { Sheet } from "./findings.js";
import type { AmendmentRow, BallotRow } from "./rows.js";

type Members = { readonly [key: string]: Value };

/**
 * What was voted on stands with the ballot as it read at the opening, for it may read otherwise since: languages are
 * conformed later, amendments are reworded. It must have the hash of the ballot, and agree with what never changes.
 */
export function checkSubject(sheet: Sheet, ballot: BallotRow): void {
  const { subject, subjectHash, amendment } = ballot;
  sheet.compare(
    "TEXT",
    subjectHash === null ? "no subject" : "a subject",
    subject === null ? "no subject" : "a subject",
  );
  if (subject === null || subjectHash === null) return;
  const read = readJson(subject);
  if (amendment) checkAmendment(sheet, amendment, isMembers(read) ? read : {});
  if (amendment) return sheet.compare("TEXT", sha256(subject), subjectHash);
  checkLanguages(sheet, ballot, Array.isArray(read) ? read.filter(isMembers) : []);
}

/** Of a text stands the list of languages, each with its hash; the texts are settled rows of the version. */
function checkLanguages(sheet: Sheet, { texts, version, subjectHash }: BallotRow, listed: readonly Members[]): void {
  const settled = new Map(texts.map(({ locale, text }) => [locale, text.normalize("NFC")]));
  const read = listed.map(({ locale = null, sha256: hash }) => ({
    ...{ hash, locale, text: (typeof locale === "string" && settled.get(locale)) || "" },
  }));
  sheet.none(
    "TEXT",
    "languages that read otherwise than at the opening",
    read.filter(({ text, hash }) => sha256(text) !== hash),
  );
  const original = read.filter(({ locale }) => locale === version.locale);
  sheet.compare("TEXT", "1 original", `${original.length} original`);
  sheet.compare("TEXT", digest(read.map(({ locale, text }) => ({ locale, text }))), subjectHash ?? "");
}

/** An amendment's wording is its own or that of an amendment to it; its place shifts with the paragraphs around it. */
function checkAmendment(sheet: Sheet, { texts, hasPlace, fixed }: AmendmentRow, subject: Members): void {
  const { place = null, text = null, ...rest } = subject;
  sheet.compare("TEXT", canonical(fixed), canonical(rest));
  sheet.compare("TEXT", `place: ${hasPlace}`, `place: ${place !== null}`);
  const known = text === null ? texts.length === 0 : typeof text === "string" && texts.includes(text);
  sheet.none("TEXT", "wordings that the amendment never had", known ? [] : [text]);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

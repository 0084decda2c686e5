import { createHash } from "node:crypto";
import { canonicalJson } from "../../platform/kernel/json.js";
import { ParagraphKind } from "./paragraph.words.js";
import { comparePlaces, type Place } from "./place.rules.js";
import { similarity, wordsOf } from "./words.rules.js";

export const MOST_PARAGRAPHS = 200;
/** Below this share of common words a paragraph counts as another one. */
const SAME_PARAGRAPH = 0.4;

/** What a paragraph says, in the language of the original. */
export interface Wording {
  readonly kind: ParagraphKind;
  readonly text: string;
}

/** A paragraph of a version. */
export interface Paragraph extends Wording {
  readonly id: string;
  readonly place: Place;
}

/** Paragraphs are parted by blank lines. */
export function splitText(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export function joinText(texts: readonly string[]): string {
  return texts.join("\n\n");
}

/** The paragraphs in the order of the text: preambular ones first, each kind in the order of its places. */
export function inPlace<Row extends { readonly kind: ParagraphKind; readonly place: Place }>(
  paragraphs: readonly Row[],
): Row[] {
  return paragraphs.toSorted((one, other) => rank(one) - rank(other) || comparePlaces(one.place, other.place));
}

const rank = ({ kind }: { readonly kind: ParagraphKind }): number => (kind === ParagraphKind.PREAMBULAR ? 0 : 1);

/** True when no preambular paragraph stands behind an operative one. */
export function isInOrder(wordings: readonly Wording[]): boolean {
  return wordings.every((one, index) => index === 0 || rank(wordings[index - 1]!) <= rank(one));
}

/** "1", "2" … for operative paragraphs in their order; null for preambular ones. */
export function numbersOf(paragraphs: readonly { readonly kind: ParagraphKind }[]): (string | null)[] {
  let number = 0;
  return paragraphs.map(({ kind }) => (kind === ParagraphKind.OPERATIVE ? String((number += 1)) : null));
}

/** How people call a paragraph: "operative paragraph 2", "preambular paragraph 1". */
export function nameOf(
  paragraphs: readonly { readonly id: string; readonly kind: ParagraphKind }[],
  id: string,
): string {
  const found = paragraphs.find((one) => one.id === id);
  if (!found) return "a paragraph";
  const nth = paragraphs.filter(({ kind }) => kind === found.kind).findIndex((one) => one.id === id) + 1;
  return `${found.kind.toLowerCase()} paragraph ${nth}`;
}

/** Gives the paragraphs of a first version their ids and places. */
export function newParagraphs(wordings: readonly Wording[], makeId: () => string): Paragraph[] {
  return wordings.map(({ kind, text }, index) => ({ id: makeId(), kind, text, place: [index + 1] }));
}

/**
 * The paragraphs of a revision. One that reads as before keeps its id; of the others, those that have most words in
 * common do, best pairs first; the rest is new.
 */
export function matchParagraphs(
  before: readonly Paragraph[],
  wordings: readonly Wording[],
  makeId: () => string,
): Paragraph[] {
  const ids = new Map<number, string>();
  const free = new Map(before.map((one) => [one.id, one]));
  const keep = (index: number, id: string): void => {
    ids.set(index, id);
    free.delete(id);
  };
  for (const [index, { kind, text }] of wordings.entries()) {
    const same = [...free.values()].find((one) => one.kind === kind && one.text === text);
    if (same) keep(index, same.id);
  }
  const left = [...free.values()].map((one) => ({ ...one, words: wordsOf(one.text) }));
  const pairs = [...wordings.entries()].flatMap(([index, { kind, text }]) => {
    if (ids.has(index)) return [];
    const words = wordsOf(text);
    const alike = left.filter((one) => one.kind === kind);
    return alike.map((one) => ({ index, id: one.id, likeness: similarity(one.words, words) }));
  });
  for (const { index, id, likeness } of pairs.sort((one, other) => other.likeness - one.likeness)) {
    if (likeness >= SAME_PARAGRAPH && !ids.has(index) && free.has(id)) keep(index, id);
  }
  return wordings.map(({ kind, text }, index) => ({ id: ids.get(index) ?? makeId(), kind, text, place: [index + 1] }));
}

/** SHA-256, hexadecimal, over canonical JSON of [{kind, text}] in order: what the original says, paragraph by paragraph. */
export function paragraphsHash(paragraphs: readonly Wording[]): string {
  return sha256(paragraphs.map(({ kind, text }) => ({ kind, text })));
}

/** SHA-256, hexadecimal, over canonical JSON of [{locale, text}], sorted by locale: all language versions of a text. */
export function textsHash(texts: readonly { readonly locale: string; readonly text: string }[]): string {
  const sorted = texts.toSorted((one, other) => (one.locale < other.locale ? -1 : 1));
  return sha256(sorted.map(({ locale, text }) => ({ locale, text })));
}

function sha256(value: Parameters<typeof canonicalJson>[0]): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

import type { ParagraphKind } from "../recommendation/paragraph.words.js";
import { inPlace, nameOf, type Paragraph } from "../recommendation/paragraphs.rules.js";
import { comparePlaces, type Place, placeBetween } from "../recommendation/place.rules.js";
import { AmendmentKind } from "./amendment.words.js";

/** What an amendment does, with the text that it has now. */
export interface Change {
  readonly id: string;
  readonly number: number;
  readonly kind: AmendmentKind;
  readonly paragraphId: string | null;
  readonly place: Place | null;
  readonly paragraphKind: ParagraphKind | null;
  readonly text: string | null;
  /** The amendment that it amends: then `text` is another text for that one, and the paragraphs stay as they are. */
  readonly parentId: string | null;
}

/** The text after an amendment. What it adds has its id; when its paragraph is gone, nothing happens. */
export function apply(paragraphs: readonly Paragraph[], change: Change): Paragraph[] {
  const { kind, paragraphId, text, place } = change;
  switch (kind) {
    case AmendmentKind.ADD:
      return inPlace([...paragraphs, { id: change.id, kind: change.paragraphKind!, text: text!, place: place! }]);
    case AmendmentKind.DELETE:
      return paragraphs.filter(({ id }) => id !== paragraphId);
    case AmendmentKind.REPLACE:
      return paragraphs.map((one) => (one.id === paragraphId ? { ...one, text: text! } : one));
    case AmendmentKind.MOVE:
      return inPlace(paragraphs.map((one) => (one.id === paragraphId ? { ...one, place: place! } : one)));
  }
}

/** The amendment with the text that another one gives it. */
export function amendedBy(parent: Change, sub: Change): Change {
  return { ...parent, text: sub.text };
}

/** The place of what an ADD or MOVE puts behind `afterId` (null: first of its kind), beside the paragraphs that stand there. */
export function placeBehind(
  paragraphs: readonly Paragraph[],
  kind: ParagraphKind,
  afterId: string | null,
  change: Pick<Change, "number" | "paragraphId">,
): Place {
  const others = paragraphs.filter((one) => one.kind === kind && one.id !== change.paragraphId);
  const at = afterId === null ? -1 : others.findIndex(({ id }) => id === afterId);
  return placeBetween(others[at]?.place ?? null, others[at + 1]?.place ?? null, change.number);
}

/** Behind which paragraph something with this place stands; null: first of its kind. */
export function neighbourOf(
  paragraphs: readonly Paragraph[],
  kind: ParagraphKind,
  place: Place,
  ownId: string | null,
): string | null {
  const before = paragraphs.filter(
    (one) => one.kind === kind && one.id !== ownId && comparePlaces(one.place, place) < 0,
  );
  return before.at(-1)?.id ?? null;
}

/** What an amendment becomes when the sponsors revise the text under it: rebased, or null with the reason why it lapses. */
export type Rebased =
  { readonly change: Change; readonly reason: null } | { readonly change: null; readonly reason: string };

/**
 * Carries an amendment to a revised text. It lapses when its paragraph is gone or the text says already what it wants;
 * what it adds or moves goes behind the nearest paragraph before it that still stands.
 */
export function rebase(before: readonly Paragraph[], after: readonly Paragraph[], change: Change): Rebased {
  if (change.parentId !== null) return { change, reason: null };
  const lapse = lapseIn(after, change, before);
  if (lapse !== null) return { change: null, reason: lapse };
  if (change.place === null) return { change, reason: null };
  const kind = change.paragraphKind ?? after.find(({ id }) => id === change.paragraphId)!.kind;
  const standing = before.filter(({ id }) => after.some((one) => one.id === id));
  const anchor = neighbourOf(standing, kind, change.place, change.paragraphId);
  return { change: { ...change, place: placeBehind(after, kind, anchor, change) }, reason: null };
}

/** Why nothing is left to change for an amendment in this text; null: it stands. `before` has the names of what is gone. */
export function lapseIn(
  paragraphs: readonly Paragraph[],
  { kind, paragraphId, paragraphKind, text }: Change,
  before: readonly Paragraph[],
): string | null {
  if (kind === AmendmentKind.ADD) {
    const isThere = paragraphs.some((one) => one.kind === paragraphKind && one.text === text);
    return isThere ? "The text already has a paragraph that reads so." : null;
  }
  const own = paragraphs.find(({ id }) => id === paragraphId);
  if (!own) return `${capital(nameOf(before, paragraphId!))} is no longer part of the text.`;
  if (kind === AmendmentKind.REPLACE && own.text === text)
    return `${capital(nameOf(paragraphs, own.id))} already reads so.`;
  if (kind === AmendmentKind.DELETE && paragraphs.length === 1) return "It would leave no text.";
  return null;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

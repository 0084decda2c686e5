import { nameOf, type Paragraph } from "../recommendation/paragraphs.rules.js";
import { changedWords, wordsOf } from "../recommendation/words.rules.js";
import { capital, type Change } from "./amending.rules.js";
import { AmendmentKind } from "./amendment.words.js";

/** How far an amendment is from the text. */
export interface Distance {
  /** Words of the text that it changes, or adds. */
  readonly words: number;
  readonly reason: string;
}

export interface VotingRank {
  readonly id: string;
  readonly rank: number;
  /** Words that change, by words of the text: 0 for a move; above 1 when more is added than there is. */
  readonly distance: number;
  readonly reason: string;
}

/** Of two that are equally far, the one that leaves less for the other goes first. */
const KINDS = [AmendmentKind.DELETE, AmendmentKind.REPLACE, AmendmentKind.ADD, AmendmentKind.MOVE];

/**
 * The order in which amendments are put to the vote: the furthest from the text first, and what amends an amendment
 * before that one. A deletion is never nearer than another text for the same paragraph. Equally far ones go by kind and
 * then by number.
 */
export function votingOrder(paragraphs: readonly Paragraph[], changes: readonly Change[]): VotingRank[] {
  const total = Math.max(1, wordCount(paragraphs));
  const byId = new Map(changes.map((one) => [one.id, one]));
  const measured = changes.map((change) => ({ change, ...distanceOf(paragraphs, change, byId) }));
  type Measured = (typeof measured)[number];
  const byDistance = (one: Measured, other: Measured): number =>
    other.words - one.words ||
    KINDS.indexOf(one.change.kind) - KINDS.indexOf(other.change.kind) ||
    one.change.number - other.change.number;
  const subsOf = (id: string): Measured[] => measured.filter(({ change }) => change.parentId === id).sort(byDistance);
  const heads = measured.filter(({ change }) => change.parentId === null || !byId.has(change.parentId));
  const ordered = heads.sort(byDistance).flatMap((head) => [...subsOf(head.change.id), head]);
  const first = heads[0]?.change.id;
  return ordered.map(({ change, words, reason }, index) => ({
    ...{ id: change.id, rank: index + 1, distance: words / total },
    reason: capital(change.id === first ? `${reason}: furthest from the text.` : `${reason}.`),
  }));
}

export function distanceOf(
  paragraphs: readonly Paragraph[],
  change: Change,
  others: ReadonlyMap<string, Change>,
): Distance {
  const { kind, text, paragraphId, parentId } = change;
  if (parentId !== null) return distanceOfSub(change, others.get(parentId));
  const whole = paragraphs.find(({ id }) => id === paragraphId)?.text ?? "";
  const size = wordsOf(whole).length;
  const name = paragraphId === null ? "" : nameOf(paragraphs, paragraphId);
  switch (kind) {
    case AmendmentKind.DELETE:
      return { words: size, reason: `removes ${name} whole, ${counted(size)}` };
    case AmendmentKind.REPLACE: {
      const words = Math.min(size, changedWords(whole, text!));
      return { words, reason: `changes ${words} of the ${counted(size)} of ${name}` };
    }
    case AmendmentKind.ADD: {
      const words = wordsOf(text!).length;
      return { words, reason: `adds a paragraph of ${counted(words)}` };
    }
    case AmendmentKind.MOVE:
      return { words: 0, reason: `moves ${name} and leaves its words` };
  }
}

function distanceOfSub({ text }: Change, parent: Change | undefined): Distance {
  const whole = parent?.text ?? "";
  const size = wordsOf(whole).length;
  const words = Math.min(size, changedWords(whole, text!));
  const where = parent ? `A.${parent.number}, so it comes before that one` : "another amendment";
  return { words, reason: `changes ${words} of the ${counted(size)} of ${where}` };
}

function wordCount(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
}

function counted(words: number): string {
  return words === 1 ? "1 word" : `${words} words`;
}

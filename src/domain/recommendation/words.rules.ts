import { diffArrays } from "diff";

/** Words of two texts: in both, put in, or left out. Joined without the INSERTs they give the first text, to the letter. */
export interface Piece {
  readonly op: "EQUAL" | "INSERT" | "DELETE";
  readonly text: string;
}

/**
 * A word, a space or a sign. The four working languages part their words by spaces; an apostrophe belongs to its word.
 * By hand, since Intl.Segmenter takes 0.1 ms a word and cuts differently in other versions of ICU.
 */
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|\s+|[^]/gu;
const IS_WORD = /^[\p{L}\p{M}\p{N}]/u;
/** Above this many edits two paragraphs have so little in common that showing them whole reads better. */
const MOST_EDITS = 200;
/** Words, spaces and signs of a paragraph up to which it is compared word by word. */
const MOST_TOKENS = 2_000;
/** What comparing two texts may cost: 10 to 20 ms, in which nobody else is served. */
const MOST_EFFORT = 100_000;

/** What is left for the paragraphs of two texts: tokens cost one each, edits their square, as the search for them does. */
export class Effort {
  private left = MOST_EFFORT;

  spend(effort: number): void {
    this.left = Math.max(0, this.left - effort);
  }

  /** How many edits may be looked for. */
  get edits(): number {
    return Math.min(MOST_EDITS, Math.floor(Math.sqrt(this.left)));
  }
}

/** The words of a text, without spaces and punctuation. */
export function wordsOf(text: string): string[] {
  return tokensOf(text).filter((token) => IS_WORD.test(token));
}

/**
 * What changed between two texts, word by word; both whole where they are too long or too different for that. Words that
 * changed in a row make one piece, with the spaces between them.
 */
export function piecesOf(before: string, after: string, effort = new Effort()): Piece[] {
  if (before === after) return [{ op: "EQUAL", text: before }];
  const runs = runsOf(before, after, effort);
  const pieces: Piece[] = [];
  const put = (op: Piece["op"], text: string): void => void (text !== "" && pieces.push({ op, text }));
  let [gone, come] = runs ? ["", ""] : [before, after];
  /** Ends a run of changes; a space at the end of both is not part of it. */
  const end = (): string => {
    const space = /\s+$/.exec(gone)?.[0] ?? "";
    const kept = come.endsWith(space) ? space : "";
    put("DELETE", gone.slice(0, gone.length - kept.length));
    put("INSERT", come.slice(0, come.length - kept.length));
    [gone, come] = ["", ""];
    return kept;
  };
  for (const [index, { added, removed, text }] of (runs ?? []).entries()) {
    const isGap = gone + come !== "" && index < runs!.length - 1 && text.trim() === "";
    if (added) come += text;
    else if (removed) gone += text;
    else if (isGap) [gone, come] = [gone + text, come + text];
    else put("EQUAL", end() + text);
  }
  put("EQUAL", end());
  return pieces;
}

interface Run {
  readonly added: boolean;
  readonly removed: boolean;
  readonly text: string;
}

/** Null: not compared, since it would cost too much. */
function runsOf(before: string, after: string, effort: Effort): Run[] | null {
  if (effort.edits === 0) return null;
  const [left, right] = [tokensOf(before), tokensOf(after)];
  effort.spend(left.length + right.length);
  if (Math.max(left.length, right.length) > MOST_TOKENS) return null;
  const { edits } = effort;
  const found = diffArrays(left, right, { maxEditLength: edits });
  const made = found?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0) ?? edits;
  effort.spend(made ** 2);
  return found?.map(({ added, removed, value }) => ({ added, removed, text: value.join("") })) ?? null;
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** How many words a change touches: those left out or those put in, whichever are more; at least one. Order does not count. */
export function changedWords(before: string, after: string): number {
  if (before === after) return 0;
  const [left, right] = [wordsOf(before), wordsOf(after)];
  return Math.max(1, Math.max(left.length, right.length) - common(left, right));
}

/** The share of words that two lists have in common, whatever their order: 0 to 1. */
export function similarity(left: readonly string[], right: readonly string[]): number {
  const words = left.length + right.length;
  return words === 0 ? 0 : (2 * common(left, right)) / words;
}

function common(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    found += 1;
  }
  return found;
}

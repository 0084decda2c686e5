import { diffArrays } from "diff";

/** Words of two texts: in both, put in, or left out. Joined without the INSERTs they give the first text, to the letter. */
export interface Piece {
  readonly op: "EQUAL" | "INSERT" | "DELETE";
  readonly text: string;
}

/** Word limits of Unicode, which do for all four working languages: Arabic has no case and attaches its particles. */
const WORDS = new Intl.Segmenter("en", { granularity: "word" });
/** Above this many edits two texts have so little in common that showing them whole reads better, and is quick. */
const MOST_EDITS = 2_000;

/** The words of a text, without spaces and punctuation. */
export function wordsOf(text: string): string[] {
  return [...WORDS.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** What changed between two texts, word by word. Words that changed in a row make one piece, with the spaces between them. */
export function piecesOf(before: string, after: string): Piece[] {
  if (before === after) return [{ op: "EQUAL", text: before }];
  const found = diffArrays(segmentsOf(before), segmentsOf(after), { maxEditLength: MOST_EDITS });
  const runs = found?.map(({ added, removed, value }) => ({ added, removed, text: value.join("") }));
  const pieces: Piece[] = [];
  let [gone, come] = runs ? ["", ""] : [before, after];
  const flush = (): void => {
    if (gone !== "") pieces.push({ op: "DELETE", text: gone });
    if (come !== "") pieces.push({ op: "INSERT", text: come });
    [gone, come] = ["", ""];
  };
  for (const [index, { added, removed, text }] of (runs ?? []).entries()) {
    const isGap = gone + come !== "" && index < runs!.length - 1 && text.trim() === "";
    if (added) come += text;
    else if (removed) gone += text;
    else if (isGap) [gone, come] = [gone + text, come + text];
    else {
      flush();
      pieces.push({ op: "EQUAL", text });
    }
  }
  flush();
  return pieces;
}

function segmentsOf(text: string): string[] {
  return [...WORDS.segment(text)].map(({ segment }) => segment);
}

/** How many words a change touches: those left out or those put in, whichever are more. */
export function changedWords(before: string, after: string): number {
  const pieces = piecesOf(before, after);
  const count = (op: Piece["op"]): number =>
    pieces.filter((piece) => piece.op === op).reduce((sum, piece) => sum + wordsOf(piece.text).length, 0);
  return Math.max(count("DELETE"), count("INSERT"));
}

/** The share of words that two lists have in common, whatever their order: 0 to 1. */
export function similarity(left: readonly string[], right: readonly string[]): number {
  if (left.length + right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    common += 1;
  }
  return (2 * common) / (left.length + right.length);
}

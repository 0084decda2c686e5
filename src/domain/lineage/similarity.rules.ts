const WORDS = /[\p{L}\p{N}]+/gu;
const MARKS = /\p{M}/gu;

/** Below this two paragraphs have little more in common than the words that every text has. */
export const LEAST_ALIKE = 20;

/**
 * What a paragraph is made of: its words and the pairs of neighbours, without case, accents and vowel signs. Needs no
 * list of words of any language.
 */
export function shinglesOf(text: string): Set<string> {
  const words = text.normalize("NFKD").replace(MARKS, "").toLowerCase().match(WORDS) ?? [];
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  return new Set([...words, ...pairs]);
}

/** Common shingles among all (Jaccard), 0 to 100. */
export function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let common = 0;
  for (const shingle of small) if (large.has(shingle)) common += 1;
  const all = left.size + right.size - common;
  return all === 0 ? 0 : Math.round((100 * common) / all);
}

/** The most alike first, at most `most`; those of equal likeness in the order in which they came. */
export function mostAlike<Row extends { readonly shingles: ReadonlySet<string> }>(
  shingles: ReadonlySet<string>,
  rows: readonly Row[],
  most: number,
): { readonly row: Row; readonly similarity: number }[] {
  return rows
    .map((row) => ({ row, similarity: likeness(shingles, row.shingles) }))
    .filter(({ similarity }) => similarity >= LEAST_ALIKE)
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, most);
}

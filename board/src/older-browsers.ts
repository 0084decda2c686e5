/** What Chromium 109, the last one for Windows 7, has not: two words that the rooms use. Nothing where they are there. */
const array = Array.prototype as { toSorted?: unknown; toReversed?: unknown };
array.toSorted ??= function <T>(this: readonly T[], compare?: (a: T, b: T) => number): T[] {
  return [...this].sort(compare);
};
array.toReversed ??= function <T>(this: readonly T[]): T[] {
  return [...this].reverse();
};

export {};

/**
 * Where a paragraph stands among those of its kind: a list of numbers, compared one by one, a shorter one before those
 * that go on from it. A place is made once, between two neighbours, and never shifts. So amendments that add and move
 * paragraphs give the same text in whatever order they are adopted.
 */
export type Place = readonly number[];

export function comparePlaces(one: Place, other: Place): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = one[index]! - other[index]!;
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/**
 * A place behind `left` and before `right`, null being the end of the text. It ends with the number of the amendment
 * that asks for it: no two amendments have the same place, and the lower number stands first.
 */
export function placeBetween(left: Place | null, right: Place | null, number: number): Place {
  if (!left && !right) return [0, number];
  const start = left ?? [];
  const goesOn = right !== null && right.length > start.length && start.every((part, index) => part === right[index]);
  return goesOn ? [...start, right[start.length]! - 1, number] : [...start, number];
}

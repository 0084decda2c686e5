/** Delegations in the order of a roll call: by name, going round from the one that was drawn. */
export function callingOrder(
  named: readonly { readonly id: string; readonly name: string }[],
  first: string | null,
): string[] {
  const sorted = [...named]
    .sort((a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  const start = Math.max(0, first === null ? 0 : sorted.indexOf(first));
  return [...sorted.slice(start), ...sorted.slice(0, start)];
}

/** A delegation on the roll: how often it was called, and whether it has voted. */
export interface Called {
  readonly calls: number;
  readonly voted: boolean;
}

/** How often a delegation that does not answer is called. */
const CALLS = 2;

/** Who is called next: the first in order who has not voted and was called least; null when nobody is left. */
export function nextToCall<One extends Called>(inOrder: readonly One[]): One | null {
  const waiting = inOrder.filter(({ calls, voted }) => !voted && calls < CALLS);
  const fewest = Math.min(...waiting.map(({ calls }) => calls));
  return waiting.find(({ calls }) => calls === fewest) ?? null;
}

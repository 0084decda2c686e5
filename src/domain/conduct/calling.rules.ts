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

/** Participation in an open secret ballot is told in steps of so many papers, and when all have voted. */
export const TURNOUT_STEP = 5;

/** How many have voted, as it may be told while the ballot is open: one paper more cannot be told from none. */
export function coarseTurnout(voted: number, eligible: number): number {
  return voted === eligible ? voted : voted - (voted % TURNOUT_STEP);
}

/** The symbol of an amendment: HNCB/15/AFR/R.3/A.2. */
export function amendmentSymbol(recommendation: string, number: number): string {
  return `${recommendation}/A.${number}`;
}

/** Nothing was decided on it: it may still become part of the text. */
export function isUnsettled(state: string): boolean {
  return state === "PROPOSED" || state === "IN_ORDER" || state === "PUT_TO_VOTE";
}

/** Stands in the voting order: ruled to be in order, and nothing decided. */
export function awaitsVote(state: string): boolean {
  return state === "IN_ORDER" || state === "PUT_TO_VOTE";
}

/** The delegation that proposed it may still take it back. */
export function isWithdrawable(state: string): boolean {
  return state === "PROPOSED" || state === "IN_ORDER";
}

/** A fraction of the members that must be present. */
export interface Quorum {
  readonly numerator: number;
  readonly denominator: number;
  /** More than the fraction; otherwise at least. */
  readonly strict: boolean;
}

/** How many delegations must be present for a body of so many members. Integers only. */
export function quorumOf(quorum: Quorum, members: number): number {
  const scaled = members * quorum.numerator;
  const atLeast = Math.ceil(scaled / quorum.denominator);
  return quorum.strict ? Math.floor(scaled / quorum.denominator) + 1 : atLeast;
}

/** Presence decides, not votes: those who abstain or stay silent count as present. */
export function hasQuorum(quorum: Quorum, members: number, present: number): boolean {
  return present >= quorumOf(quorum, members);
}

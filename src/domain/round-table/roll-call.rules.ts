/** A delegate of a seated delegation, as a roll call finds it. */
export interface Rostered {
  readonly delegationId: string;
  readonly delegateId: string;
  readonly function: string;
  /** Number of its newest record at the seat; odd while it is checked in, 0 before the first. */
  readonly newest: number;
}

export interface Answer {
  readonly delegationId: string;
  readonly isPresent: boolean;
}

const RANKS = ["HEAD", "ALTERNATE", "DELEGATE", "ADVISER"];

const isIn = ({ newest }: Rostered): boolean => newest % 2 === 1;

/**
 * Whose presence a roll call turns round. Present: somebody stands for the delegation already, or its highest in rank
 * does from now on. Absent: nobody does. The order of the roster decides among equals.
 */
export function turnedBy(answers: readonly Answer[], roster: readonly Rostered[]): Rostered[] {
  return answers.flatMap(({ delegationId, isPresent }) => {
    const people = roster.filter((one) => one.delegationId === delegationId);
    if (!isPresent) return people.filter(isIn);
    return people.some(isIn) ? [] : firstInRank(people);
  });
}

function firstInRank(people: readonly Rostered[]): Rostered[] {
  const [first] = [...people].sort((one, other) => RANKS.indexOf(one.function) - RANKS.indexOf(other.function));
  return first ? [first] : [];
}

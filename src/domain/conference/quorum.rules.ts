/** Whom a quorum is counted on: all members of the body, or those whose credentials seat them. */
export type QuorumBasis = "MEMBERS" | "ACCREDITED";

/** A fraction of the members that must be present. */
export interface Quorum {
  readonly numerator: number;
  readonly denominator: number;
  /** More than the fraction; otherwise at least. */
  readonly strict: boolean;
  /** MEMBERS when a rule set does not say. */
  readonly basis?: QuorumBasis;
}

/** A body's member delegations, and those of them that are present. */
export interface Attendance {
  readonly members: number;
  readonly present: number;
  readonly accredited: number;
  readonly accreditedPresent: number;
}

/** Where the quorum of a body stands. Integers only, so that an event can carry it. */
export interface QuorumFacts {
  readonly basis: QuorumBasis;
  /** Delegations that it is counted on, and those of them that are present. */
  readonly base: number;
  readonly present: number;
  readonly required: number;
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

export function quorumFacts(quorum: Quorum, attendance: Attendance): QuorumFacts {
  const basis = quorum.basis ?? "MEMBERS";
  const { members, present, accredited, accreditedPresent } = attendance;
  const counted = basis === "MEMBERS" ? { base: members, present } : { base: accredited, present: accreditedPresent };
  return { basis, ...counted, required: quorumOf(quorum, counted.base) };
}

export function isMet({ present, required }: QuorumFacts): boolean {
  return present >= required;
}

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const inWords = (count: number): string => WORDS[count] ?? String(count);
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The same for people to read: how many more may leave, or must come. */
export function quorumMessage(facts: QuorumFacts): string {
  const { base, present, required } = facts;
  const numbers = `Quorum: ${present} of ${base} present, ${required} required.`;
  const more = isMet(facts) ? present - required + 1 : required - present;
  const [departures, delegations] = more === 1 ? ["departure", "delegation"] : ["departures", "delegations"];
  if (required > base) return `${numbers} This table cannot decide with so few delegations on its list.`;
  if (present === 0 && required === 0) return `${numbers} None is needed here.`;
  if (!isMet(facts)) return `${numbers} ${sentence(inWords(more))} more ${delegations} must check in.`;
  return more > present
    ? `${numbers} This table can decide.`
    : `${numbers} ${sentence(inWords(more))} more ${departures} and this table cannot decide.`;
}

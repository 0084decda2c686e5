/** How a body decides: what applies when a ballot does not say otherwise, and what may be chosen. */
export interface BodyRules {
  readonly mode: string;
  readonly majority: string;
  readonly tallyVisibility: string;
  /** A text is voted on only when all working languages are conformed. */
  readonly languageGate: boolean;
  readonly modes: readonly string[];
  readonly majorities: readonly string[];
}

/** A fraction of the members that must be present; `strict`: more than the fraction, else at least. */
export interface QuorumRule {
  readonly numerator: number;
  readonly denominator: number;
  readonly strict: boolean;
}

/** The data of a rule set. Integers only. */
export interface Rules {
  readonly quorum: QuorumRule;
  readonly bodies: { readonly [kind: string]: BodyRules | undefined };
  readonly allowVoteChange: boolean;
}

/** The rules of a kind of body; a kind that the rule set does not name follows the plenary's. */
export function rulesOf(rules: Rules, kind: string): BodyRules {
  const found = rules.bodies[kind] ?? rules.bodies["PLENARY"];
  if (!found) throw new Error(`The rule set has no rules for ${kind} and none for the plenary`);
  return found;
}

import type { QuorumRule } from "../conference/rule-set.rules.js";
import { Majority } from "./ballot.words.js";
import type { Tally } from "./majority.rules.js";

/** A majority as a formula, and with the numbers in it. `objections`: null where votes are cast. */
export function formulaOf(
  majority: Majority,
  { for: y, against: n }: Tally,
  members: number,
  objections: number | null,
): { readonly formula: string; readonly evaluated: string } {
  if (objections !== null)
    return { formula: "objections = 0", evaluated: `${objections} ${objections === 0 ? "=" : "≠"} 0` };
  const compared = (left: string, holds: boolean, sign: string, not: string, right: string): string =>
    `${left} ${holds ? sign : not} ${right}`;
  switch (majority) {
    case Majority.SIMPLE:
      return { formula: "y > n", evaluated: compared(`${y}`, y > n, ">", "≤", `${n}`) };
    case Majority.TWO_THIRDS:
      return {
        formula: "y + n > 0 and 3y ≥ 2(y + n)",
        evaluated: `${y + n} ${y + n > 0 ? ">" : "="} 0; ${compared(`3 × ${y}`, 3 * y >= 2 * (y + n), "≥", "<", `2 × ${y + n}`)}`,
      };
    case Majority.ABSOLUTE_OF_MEMBERS:
      return { formula: "2y > M", evaluated: compared(`2 × ${y}`, 2 * y > members, ">", "≤", `${members}`) };
    case Majority.TWO_THIRDS_OF_MEMBERS:
      return { formula: "3y ≥ 2M", evaluated: compared(`3 × ${y}`, 3 * y >= 2 * members, "≥", "<", `2 × ${members}`) };
    case Majority.CONSENSUS:
    case Majority.UNANIMITY:
      return {
        formula: "n = 0 and y > 0",
        evaluated: `${n} ${n === 0 ? "=" : "≠"} 0; ${y} ${y > 0 ? ">" : "="} 0`,
      };
  }
}

/** The rule of a quorum in words, with the number that it comes to. */
export function quorumWords(rule: QuorumRule, base: number, required: number): string {
  const share = `${rule.strict ? "more than" : "at least"} ${rule.numerator}/${rule.denominator}`;
  const whom = rule.basis === "ACCREDITED" ? "accredited delegations" : "members";
  return `${share} of ${base} ${whom}: ${required}`;
}

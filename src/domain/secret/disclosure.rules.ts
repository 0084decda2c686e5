import type { Tally } from "../ballot/secrecy.types.js";
import type { DisclosureRule } from "../conference/rule-set.rules.js";

/** The counts of so many ballots on one question are told at most: of three, sums and differences single voters out. */
export const MOST_TOLD = 2;

/**
 * Whether the counts of a secret ballot may be told, or its outcome alone. `differing`: by how many voters it differs
 * from each earlier ballot on the same question whose counts were told.
 *
 * What is withheld must not tell by being withheld. With `outside` 3, a withheld tally of many papers is unanimous, all
 * but one, or all but two: a lone dissenter does not know that there is no other. With 2 he would.
 */
export function mayDisclose(rule: DisclosureRule, tally: Tally, differing: readonly number[]): boolean {
  const counts = [tally.for, tally.against, tally.abstain];
  const papers = counts.reduce((sum, count) => sum + count, 0);
  if (papers < rule.papers) return false;
  if (rule.hideUnanimity && papers - Math.max(...counts) < rule.outside) return false;
  return differing.length < MOST_TOLD && differing.every((voters) => voters > rule.repeats);
}

/** How many are in one of the two and not in the other. */
export function difference(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let common = 0;
  for (const one of some) if (others.has(one)) common += 1;
  return some.size + others.size - 2 * common;
}

/** The rule in words, to be read before voting. */
export function disclosureWords({ papers, hideUnanimity, outside, repeats }: DisclosureRule): string {
  const least = `The counts are told from ${papers} papers on`;
  const unanimity = hideUnanimity
    ? `, if at least ${outside} of them say something else than the most frequent choice`
    : "";
  const repeated =
    repeats < 0
      ? ""
      : `, unless ${repeats} voters or fewer differ from an earlier secret ballot on the same question whose counts were told`;
  const often = `, and at most for ${MOST_TOLD} ballots on one question`;
  const open = hideUnanimity ? "" : " If all papers say the same, everybody's choice is known by that.";
  return `${least}${unanimity}${repeated}${often}. Otherwise only the outcome is told.${open} An outcome can itself tell choices, for example where the majority needs the votes of all who voted.`;
}

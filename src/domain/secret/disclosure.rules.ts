import type { Tally } from "../ballot/secrecy.types.js";
import type { DisclosureRule } from "../conference/rule-set.rules.js";

/**
 * Whether the counts of a secret ballot may be told, or its outcome alone. `differing`: by how many voters it differs,
 * at the least, from an earlier ballot on the same question whose counts were told; null: there is none.
 *
 * What is withheld must not tell by being withheld: with `outside` 2 a withheld tally of many papers is unanimous or all
 * but one, so that each voter may have been the one.
 */
export function mayDisclose(rule: DisclosureRule, tally: Tally, differing: number | null): boolean {
  const counts = [tally.for, tally.against, tally.abstain];
  const papers = counts.reduce((sum, count) => sum + count, 0);
  if (papers < rule.papers) return false;
  if (rule.hideUnanimity && papers - Math.max(...counts) < rule.outside) return false;
  return differing === null || differing > rule.repeats;
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
      : `, and unless ${repeats} voters or fewer differ from an earlier secret ballot on the same question whose counts were told`;
  const open = hideUnanimity ? "" : " If all papers say the same, everybody's choice is known by that.";
  return `${least}${unanimity}${repeated}. Otherwise only the outcome is told.${open} An outcome can itself tell choices, for example where the majority needs the votes of all who voted.`;
}

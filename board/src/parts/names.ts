import { tag } from "../words/words.js";

interface Named {
  readonly organisation: string | null;
  readonly country: { readonly code: string; readonly name: string } | null;
}

/** What a delegation is called: its country in the language that is spoken, or its organisation. */
export const nameOf = (delegation: Named): string => delegation.country?.name ?? delegation.organisation ?? "?";

/** Two letters for a place in a grid; the beginning of an organisation's name. */
export const codeOf = (delegation: Named): string =>
  delegation.country?.code ?? delegation.organisation?.slice(0, 3).toUpperCase() ?? "?";

/** As somebody looks names up, in the order of the language that is spoken. */
export const inOrder = (names: readonly string[]): string[] => names.toSorted(new Intl.Collator(tag()).compare);

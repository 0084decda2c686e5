/** Types for tests; the page itself is plain JavaScript. */
export function readRoles(examples: readonly { readonly name: string }[]): readonly {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly code: string;
  readonly tabs: readonly string[];
}[];

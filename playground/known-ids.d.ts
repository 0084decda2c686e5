/** Types for tests; the page itself is plain JavaScript. */
export const SOURCE_OF: Readonly<Record<string, string>>;
export function forgetIds(): void;
export function rememberIds(value: unknown): void;
export function fillIn(variables: object | undefined): {
  readonly variables: Record<string, unknown>;
  readonly filled: ReadonlyMap<string, string>;
  readonly missing: readonly string[];
};

/** Delegations in the order of a roll call: by name, going round from the one that was drawn. */
export function callingOrder(
  named: readonly { readonly id: string; readonly name: string }[],
  first: string | null,
): string[] {
  const sorted = [...named]
    .sort((a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  const start = Math.max(0, first === null ? 0 : sorted.indexOf(first));
  return [...sorted.slice(start), ...sorted.slice(0, start)];
}

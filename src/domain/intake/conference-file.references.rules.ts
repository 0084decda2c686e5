import type { LooseFile } from "./conference-file.format.rules.js";
import type { Findings, Path } from "./problem.rules.js";

/** Reports what appears a second time, at its second place. Undefined values are somebody else's problem. */
export function checkOnce(
  found: Findings,
  places: Iterable<readonly [Path, string | undefined]>,
  message: string,
): void {
  const seen = new Set<string>();
  for (const [path, value] of places) {
    if (value === undefined) continue;
    if (seen.has(value)) found.add(path, message);
    seen.add(value);
  }
}

/** The `[index, item]` pairs of a list of which some items may be unreadable. */
export function present<Item>(list: readonly (Item | undefined)[] | undefined): [number, Item][] {
  return [...(list ?? []).entries()].filter((pair): pair is [number, Item] => pair[1] !== undefined);
}

/** Values that something may refer to; null when their list is unreadable, so that nothing refers to it wrongly. */
export function namesIn(list: readonly (string | undefined)[] | undefined): ReadonlySet<string> | null {
  return list ? new Set(list.filter((name) => name !== undefined)) : null;
}

/** Every reference name is used once: delegations, round tables, agenda items, and people (delegates and staff together). */
export function checkRefs(found: Findings, file: LooseFile): void {
  const delegations = present(file.delegations);
  const tables = present(file.roundTables);
  checkOnce(
    found,
    delegations.map(([index, one]) => [["delegations", index, "ref"], one.ref]),
    "Another delegation has this ref.",
  );
  checkOnce(
    found,
    tables.map(([index, one]) => [["roundTables", index, "ref"], one.ref]),
    "Another round table has this ref.",
  );
  checkOnce(
    found,
    tables.flatMap(([table, { agenda }]) =>
      present(agenda).map(([item, { ref }]) => [["roundTables", table, "agenda", item, "ref"], ref] as const),
    ),
    "Another agenda item has this ref.",
  );
  checkOnce(
    found,
    [
      ...delegations.flatMap(([at, { delegates }]) =>
        present(delegates).map(([index, one]) => [["delegations", at, "delegates", index, "ref"], one.ref] as const),
      ),
      ...present(file.staff).map(([index, one]) => [["staff", index, "ref"], one.ref] as const),
    ],
    "Another delegate or member of staff has this ref.",
  );
}

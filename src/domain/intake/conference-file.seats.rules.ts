import type { ConferenceFile, LooseFile } from "./conference-file.format.rules.js";

type Table = Pick<NonNullable<NonNullable<LooseFile["roundTables"]>[number]>, "kind" | "region" | "seats">;

/**
 * The delegations that a round table of a valid file seats, in the order of `delegations` (or of the list, where the
 * table has one). REGION and ALL mean member delegations; an observer delegation sits only where a list names it.
 */
export function seatedDelegations(
  file: Pick<ConferenceFile, "delegations">,
  table: ConferenceFile["roundTables"][number],
): ConferenceFile["delegations"] {
  return seatedIndexes(file.delegations, table).flatMap((index) => file.delegations[index] ?? []);
}

/** The same as positions in `delegations`, for a file that may still be wrong: what cannot be resolved is left out. */
export function seatedIndexes(delegations: NonNullable<LooseFile["delegations"]>, table: Table): number[] {
  const { seats } = table;
  if (Array.isArray(seats)) {
    return seats
      .map((seat) => delegations.findIndex((one) => seat !== undefined && one?.ref === seat))
      .filter((at) => at >= 0);
  }
  if (seats === undefined || (seats === "REGION" && table.region === undefined)) return [];
  return [...delegations.entries()]
    .filter(([, one]) => one && !isObserver(one) && (seats === "ALL" || one.region === table.region))
    .map(([index]) => index);
}

export function isObserver(delegation: { kind?: "MEMBER" | "OBSERVER" | undefined }): boolean {
  return delegation.kind === "OBSERVER";
}

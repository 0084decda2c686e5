import type { LooseFile } from "./conference-file.format.rules.js";
import { checkRecommendations } from "./conference-file.recommendations.rules.js";
import { checkOnce, namesIn, present } from "./conference-file.references.rules.js";
import { isObserver } from "./conference-file.seats.rules.js";
import type { Findings } from "./problem.rules.js";

type Table = NonNullable<NonNullable<LooseFile["roundTables"]>[number]>;
type Delegation = NonNullable<NonNullable<LooseFile["delegations"]>[number]>;

/**
 * Round tables, who sits at them and when, and the recommendations on their agendas. That a member sits at one regional
 * table at most follows: a region has one table, and a member sits only in its own region.
 */
export function checkProgramme(found: Findings, file: LooseFile): void {
  const tables = present(file.roundTables);
  const at = (key: keyof Table, value: (table: Table) => string | undefined) =>
    tables.map(([index, table]) => [["roundTables", index, key], value(table)] as const);
  checkOnce(
    found,
    at("code", (table) => table.code),
    "Another round table has this code.",
  );
  checkOnce(
    found,
    at("kind", ({ kind }) => (kind === "PLENARY" ? kind : undefined)),
    "A conference has at most one PLENARY.",
  );
  checkOnce(
    found,
    at("region", ({ kind, region }) => (kind === "REGIONAL" ? region : undefined)),
    "This region already has a round table.",
  );
  for (const [index, table] of tables) {
    checkTableRegion(found, index, table, file);
    checkStart(found, index, table, file);
    checkSeats(found, index, table, file);
    checkRecommendations(found, index, table, file);
  }
}

function checkTableRegion(found: Findings, index: number, table: Table, file: LooseFile): void {
  const path = ["roundTables", index, "region"];
  const regions = namesIn(file.regions?.map((region) => region?.code));
  if (table.kind === "REGIONAL" && !("region" in table)) found.add(path, "A REGIONAL table needs its region.");
  if (table.kind && table.kind !== "REGIONAL" && "region" in table) {
    found.add(path, "Only a REGIONAL table has a region.");
  }
  if (table.region !== undefined && regions && !regions.has(table.region)) {
    found.add(path, "No region of this file has this code.");
  }
}

function checkStart(found: Findings, index: number, { startsAt }: Table, file: LooseFile): void {
  const { startsOn, endsOn, timeZone } = file.conference ?? {};
  if (!startsAt || !startsOn || !endsOn || !timeZone || endsOn < startsOn) return;
  const start = Date.parse(startsAt);
  if (Number.isNaN(start)) return;
  // "sv" writes a date as ISO 8601 does.
  const day = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short" }).format(start);
  if (day >= startsOn && day <= endsOn) return;
  found.add(["roundTables", index, "startsAt"], "This is outside the days of the conference, in its time zone.");
}

function checkSeats(found: Findings, index: number, table: Table, file: LooseFile): void {
  const path = ["roundTables", index, "seats"];
  const { kind, seats } = table;
  if (kind && kind !== "REGIONAL" && seats === "REGION") found.add(path, "Only a REGIONAL table can seat its REGION.");
  if (kind === "REGIONAL" && seats === "ALL") found.add(path, "A REGIONAL table seats its REGION or a list.");
  if (!Array.isArray(seats)) return;
  const places = present(seats).map(([seat, ref]) => [[...path, seat], ref] as const);
  checkOnce(found, places, "This delegation already has a seat here.");
  for (const [place, ref] of places) {
    if (!file.delegations) continue;
    const delegation = file.delegations.find((one) => one?.ref === ref);
    if (!delegation) found.add(place, "No delegation of this file has this ref.");
    else if (kind === "REGIONAL" && isElsewhere(delegation, table)) {
      found.add(place, "This delegation belongs to another region.");
    }
  }
}

function isElsewhere(delegation: Delegation, table: Table): boolean {
  const { region } = delegation;
  return !isObserver(delegation) && region !== undefined && table.region !== undefined && region !== table.region;
}

import type { ConferenceFile } from "./conference-file.rules.js";

type Item = ConferenceFile["roundTables"][number]["agenda"][number];

const DAY = 86_400_000;
const DAYS_OF_GRACE = 14;

/** What a valid file allows and its author will miss later, in sentences. */
export function warningsOn(file: ConferenceFile): string[] {
  const roles = file.staff.flatMap((one) => one.roles);
  const warnings: string[] = [];
  if (!roles.some(({ role }) => role === "SECRETARIAT")) {
    const loss = file.state === "PLANNED" ? "so nobody can open it" : "so nobody can close it or issue further codes";
    warnings.push(`The file names no SECRETARIAT, ${loss}.`);
  }
  const chaired = new Set(roles.flatMap((one) => (one.role === "FACILITATOR" ? [one.roundTable] : [])));
  for (const { ref, code } of file.roundTables)
    if (!chaired.has(ref)) warnings.push(`${code} has no FACILITATOR: nobody presides there until one is appointed.`);
  const empty = file.delegations.filter(({ delegates }) => delegates.length === 0).map(({ ref }) => ref);
  if (empty.length > 0) warnings.push(`Nobody can speak or vote for delegations without delegates: ${named(empty)}.`);
  return warnings;
}

/** When the access codes of a file stop working: some days after the last day of the conference, or after today if that is later. */
export function expiryOf(file: ConferenceFile, now: number): Date {
  const end = Date.parse(`${file.conference.endsOn}T24:00:00Z`);
  return new Date(Math.max(end, now) + DAYS_OF_GRACE * DAY);
}

export function agendaOf(file: ConferenceFile): Item[] {
  return file.roundTables.flatMap(({ agenda }) => agenda);
}

export function textsOf(file: ConferenceFile): Item["recommendations"] {
  return agendaOf(file).flatMap(({ recommendations }) => recommendations);
}

function named(refs: readonly string[]): string {
  const shown = refs.slice(0, 10).join(", ");
  return refs.length > 10 ? `${shown} and ${refs.length - 10} more` : shown;
}

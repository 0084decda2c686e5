import { readConferenceFile } from "../../src/domain/intake/conference-file.rules.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import type { TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";

/** The five regions: code of the table, name, countries. The first country writes the draft. */
export const REGIONS = [
  { table: "AFR", code: "AFRICA", countries: ["ZM", "KE", "NG"] },
  { table: "AME", code: "AMERICAS", countries: ["CA", "PY", "BR"] },
  { table: "ASP", code: "ASIA_SOUTH_PACIFIC", countries: ["BT", "JP", "AU"] },
  { table: "EUR", code: "EUROPE", countries: ["FR", "DE", "IT"] },
  { table: "MENA", code: "MIDDLE_EAST_NORTH_AFRICA", countries: ["JO", "TN", "MA"] },
] as const;

const MEMBERS = REGIONS.flatMap(({ countries }) => countries.map((country) => country.toLowerCase()));

export interface Story {
  readonly conferenceId: string;
  /** Ids of tables and of their first agenda items by code: AFR … MENA, PL. */
  readonly tables: ReadonlyMap<string, { readonly id: string; readonly item: string }>;
  as(ref: string): Promise<Client>;
}

/** A conference of five regions and a plenary under the rules modelled on INTERPOL's practice: consensus first, a gate of four languages. */
export async function fiveRegions(app: TestApp): Promise<Story> {
  const reading = readConferenceFile(JSON.stringify(file()));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { database, journal, codes } = app.foundation;
  const intake = new IntakeService(database, journal, codes);
  const loaded = await intake.load(reading.file, { expiresAt: new Date(Date.now() + 86_400_000) });
  const byRef = new Map(loaded.access.flatMap(({ ref, code }) => (ref === null ? [] : [[ref, code] as const])));
  const rows: { id: string; code: string; item: string }[] = await database.read((tx) =>
    tx.query(
      "SELECT t.id, t.code, a.id AS item FROM round_table t JOIN agenda_item a ON a.round_table_id = t.id WHERE t.conference_id = $1",
      [loaded.conferenceId],
    ),
  );
  const people = new Map<string, Promise<Client>>();
  return {
    conferenceId: loaded.conferenceId,
    tables: new Map(rows.map(({ id, code, item }) => [code, { id, item }])),
    as: (ref) => {
      const known = people.get(ref) ?? app.signIn(byRef.get(ref) ?? `no code for ${ref}`);
      people.set(ref, known);
      return known;
    },
  };
}

function file(): object {
  const names = (en: string) => ({ ar: en, en, fr: en, es: en });
  const agenda = [{ title: "Access to databases at borders", kind: "DECISION", minutes: 60 }];
  return {
    format: "rotunda-conference/1",
    series: { code: "STORY", title: "Story" },
    conference: {
      ...{ number: 1, title: "A story", city: "Lyon", startsOn: "2019-04-09", endsOn: "2019-04-11" },
      ...{ timeZone: "Europe/Paris", workingLanguages: ["ar", "en", "fr", "es"] },
    },
    ruleSet: "ROTUNDA-HNCB",
    regions: REGIONS.map(({ code }) => ({ code, names: names(code) })),
    delegations: [
      ...REGIONS.flatMap(({ code, countries }) =>
        countries.map((country) => ({
          ...{ ref: country.toLowerCase(), country, region: code },
          // Nigeria's credentials came late.
          credentials: country === "NG" ? "PENDING" : "ACCEPTED",
          delegates: ["HEAD", "ADVISER"].map((one) => ({
            ref: `${one}-${country}`.toLowerCase(),
            name: `${one} of ${country}`,
            function: one,
          })),
        })),
      ),
      {
        ...{ ref: "org", organisation: "Observer organisation", kind: "OBSERVER", credentials: "ACCEPTED" },
        delegates: [{ ref: "head-org", name: "Observer", function: "HEAD" }],
      },
    ],
    staff: [
      { ref: "secretariat", name: "Secretariat", roles: [{ role: "SECRETARIAT" }] },
      { ref: "officer", name: "Credentials officer", roles: [{ role: "CREDENTIALS_OFFICER" }] },
      ...[...REGIONS.map(({ table }) => table), "PL"].flatMap((table) => [
        {
          ref: `chair-${table}`.toLowerCase(),
          name: `Facilitator ${table}`,
          roles: [{ role: "FACILITATOR", roundTable: table.toLowerCase() }],
        },
        {
          ref: `rapporteur-${table}`.toLowerCase(),
          name: `Rapporteur ${table}`,
          roles: [{ role: "RAPPORTEUR", roundTable: table.toLowerCase() }],
        },
      ]),
      { ref: "watcher", name: "Observer of the plenary", roles: [{ role: "OBSERVER", roundTable: "pl" }] },
    ],
    roundTables: [
      ...REGIONS.map(({ table, code }) => ({
        ...{ ref: table.toLowerCase(), code: table, kind: "REGIONAL", region: code, title: `Round table ${table}` },
        ...{ seats: "REGION", agenda },
      })),
      { ref: "pl", code: "PL", kind: "PLENARY", title: "Plenary", seats: [...MEMBERS, "org"], agenda },
    ],
    state: "IN_SESSION",
  };
}

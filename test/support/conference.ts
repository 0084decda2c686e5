import { GENERIC_RULE_SET, readConferenceFile } from "../../src/domain/intake/conference-file.rules.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import type { TestApp } from "./app.js";
import type { Client } from "./client.js";

const COUNTRIES: readonly string[] =
  "ZM KE NG GH TZ UG RW SN CI ML NE TG BJ BF CM GA CG CD AO NA BW ZW MZ MG MU SC ET ER DJ SO CA US MX BR AR PY UY CL PE BO EC CO PA CR GT HN NI SV CU DO HT JM BS BB TT GY SR BZ JP KR CN MN TH VN LA KH MY SG ID PH BN AU NZ FJ PG WS TO NR KI IN PK BD LK NP BT MV FR DE ES IT PT BE NL LU GB IE DK SE NO FI IS PL CZ SK HU AT CH LI SI HR BA RS ME MK AL GR BG RO MD UA BY RU LT LV EE GE AM AZ CY MT AD MC SM JO EG SA AE QA KW BH OM YE IQ SY LB LY TN DZ MA SD MR IR TR IL KZ KG TJ TM UZ AF MM TL MH PW AW AG DM GD KN LC VC GM GN GW LR SL CV ST GQ BI KM LS SZ MW PS SS VA KP FM TV GL FO AI BM KY VU".split(
    " ",
  );

export interface Wanted {
  /** Delegations in the African round table; the others get two each. */
  readonly africans?: number;
  /** Edition number. */
  readonly number?: number;
  readonly series?: string;
  readonly rules?: object;
  /** "CLOSED", … of the conference. */
  readonly state?: string;
  /** A word that stands in every text of the African table: it must never reach anybody else. */
  readonly canary?: string;
  /** With somebody who decides on credentials, ref `officer`. */
  readonly officer?: boolean;
  /** An organisation that observes, seated in the plenary; its head is `head-org`. */
  readonly observing?: string;
  /** Further delegates per delegation: functions. */
  readonly colleagues?: readonly string[];
}

/** A conference made for a test, with everybody's access code by ref. */
export interface TestConference {
  readonly id: string;
  readonly codes: ReadonlyMap<string, string>;
  /** Refs of the African delegations' heads: `head-zm` … */
  readonly africans: readonly string[];
  /** Ids of round tables and agenda items by ref. */
  readonly tables: ReadonlyMap<string, string>;
  /** Signs in by ref: `secretariat`, `facilitator-africa`, `rapporteur-africa`, `observer-africa`, `head-zm`, `head-ca`, `facilitator-americas`, `facilitator-plenary` … */
  as(ref: string): Promise<Client>;
}

/** Loads a conference with regional tables Africa and Americas and a plenary, through the same door as `npm run import`. */
export async function buildConference(app: TestApp, wanted: Wanted = {}): Promise<TestConference> {
  const reading = readConferenceFile(JSON.stringify(conferenceFile(wanted)));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  const { database, journal, codes } = app.foundation;
  const intake = new IntakeService(database, journal, codes);
  const loaded = await intake.load(reading.file, { expiresAt: new Date(Date.now() + 86_400_000) });
  const rows: { id: string; code: string }[] = await database.read((tx) =>
    tx.query("SELECT id, code FROM round_table WHERE conference_id = $1", [loaded.conferenceId]),
  );
  const refs: Record<string, string> = { AFR: "africa", AME: "americas", PL: "plenary" };
  const byRef = new Map(loaded.access.flatMap(({ ref, code }) => (ref === null ? [] : [[ref, code] as const])));
  return {
    id: loaded.conferenceId,
    codes: byRef,
    africans: COUNTRIES.filter((code) => code !== "CA" && code !== "US")
      .slice(0, wanted.africans ?? 6)
      .map((code) => `head-${code.toLowerCase()}`),
    tables: new Map(rows.map(({ id, code }) => [refs[code]!, id])),
    as: (ref) => app.signIn(byRef.get(ref) ?? `no code for ${ref}`),
  };
}

function conferenceFile(wanted: Wanted): object {
  const africans = wanted.africans ?? 6;
  const americans: readonly string[] = ["CA", "US"];
  const members = [
    ...COUNTRIES.filter((code) => !americans.includes(code))
      .slice(0, africans)
      .map((code) => [code, "AFRICA"] as const),
    ...americans.map((code) => [code, "AMERICAS"] as const),
  ];
  const mark = wanted.canary ? ` ${wanted.canary}` : "";
  const agenda = (first: string, extra: string, text: string): object[] => [
    {
      title: `${text}: databases at borders${extra}`,
      kind: "DECISION",
      minutes: 30,
      recommendations: [
        {
          title: `${text} access${extra}`,
          texts: { en: `Grant frontline officers access.${extra}` },
          proposedBy: first,
        },
      ],
    },
    { title: `${text}: partnerships${extra}`, kind: "DISCUSSION" },
  ];
  return {
    format: "rotunda-conference/1",
    series: { code: wanted.series ?? "TEST", title: "Test series" },
    conference: {
      number: wanted.number ?? 1,
      title: `Test conference ${wanted.number ?? 1}`,
      city: "Lyon",
      startsOn: "2019-04-09",
      endsOn: "2019-04-11",
      timeZone: "Europe/Paris",
      workingLanguages: ["ar", "en", "fr", "es"],
    },
    ruleSet: wanted.rules ?? GENERIC_RULE_SET,
    regions: [
      { code: "AFRICA", names: { ar: "أفريقيا", en: "Africa", fr: "Afrique", es: "África" } },
      { code: "AMERICAS", names: { ar: "الأمريكتان", en: "Americas", fr: "Amériques", es: "Américas" } },
    ],
    delegations: [
      ...members.map(([country, region]) => {
        const ref = country.toLowerCase();
        const colleagues = (wanted.colleagues ?? []).map((one, index) => ({
          ref: `${one.toLowerCase()}${index || ""}-${ref}`,
          name: `${one} of ${country}`,
          function: one,
        }));
        return {
          ref,
          country,
          region,
          credentials: "ACCEPTED",
          delegates: [{ ref: `head-${ref}`, name: `Head of ${country}`, function: "HEAD" }, ...colleagues],
        };
      }),
      ...observers(wanted),
    ],
    staff: [
      { ref: "secretariat", name: "Secretariat", roles: [{ role: "SECRETARIAT" }] },
      ...(wanted.officer ? [{ ref: "officer", name: "Officer", roles: [{ role: "CREDENTIALS_OFFICER" }] }] : []),
      ...["africa", "americas", "plenary"].flatMap((table) => [
        {
          ref: `facilitator-${table}`,
          name: `Facilitator ${table}${table === "africa" ? mark : ""}`,
          roles: [{ role: "FACILITATOR", roundTable: table }],
        },
        { ref: `rapporteur-${table}`, name: `Rapporteur ${table}`, roles: [{ role: "RAPPORTEUR", roundTable: table }] },
        { ref: `observer-${table}`, name: `Observer ${table}`, roles: [{ role: "OBSERVER", roundTable: table }] },
      ]),
    ],
    roundTables: [
      {
        ref: "africa",
        code: "AFR",
        kind: "REGIONAL",
        region: "AFRICA",
        title: `Africa${mark}`,
        seats: "REGION",
        agenda: agenda(members[0]![0].toLowerCase(), mark, "Africa"),
      },
      {
        ref: "americas",
        code: "AME",
        kind: "REGIONAL",
        region: "AMERICAS",
        title: "Americas",
        seats: "REGION",
        agenda: agenda("ca", "", "Americas"),
      },
      {
        ref: "plenary",
        code: "PL",
        kind: "PLENARY",
        title: "Plenary",
        seats: wanted.observing ? [...members.map(([country]) => country.toLowerCase()), "org"] : "ALL",
        agenda: agenda("ca", "", "Plenary"),
      },
    ],
    state: wanted.state ?? "IN_SESSION",
  };
}

function observers({ observing }: Wanted): object[] {
  const delegates = [{ ref: "head-org", name: "Head of the organisation", function: "HEAD" }];
  return observing ? [{ ref: "org", organisation: observing, kind: "OBSERVER", delegates }] : [];
}

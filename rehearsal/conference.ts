import { agendaTitle } from "./phrases.js";
import { REGIONS } from "./regions.js";
import type { Body, Script } from "./script-parts.js";

export const SERIES = { code: "REHEARSAL", title: "Rehearsals" } as const;
const DAY = 86_400_000;
const MODES = ["RECORDED", "CONSENSUS", "ROLL_CALL", "SECRET"];
const MAJORITIES = ["CONSENSUS", "SIMPLE", "TWO_THIRDS", "ABSOLUTE_OF_MEMBERS", "TWO_THIRDS_OF_MEMBERS", "UNANIMITY"];

const rules = (languageGate: boolean): object => ({
  ...{ mode: "RECORDED", majority: "SIMPLE", tallyVisibility: "LIVE", languageGate },
  ...{ modes: MODES, majorities: MAJORITIES },
});

/** The conference file of a script, as docs/conference-file.md has the format. It takes place today and tomorrow. */
export function conferenceFile(script: Script, number: number, now: Date): string {
  const day = (after: number): string => new Date(now.getTime() + after * DAY).toISOString().slice(0, 10);
  return JSON.stringify({
    format: "rotunda-conference/1",
    note: "Made by npm run rehearse. Everything in it is invented.",
    series: SERIES,
    conference: {
      ...{ number, title: `Rehearsal ${number}`, city: "Lyon" },
      ...{ startsOn: day(0), endsOn: day(1), timeZone: "UTC", workingLanguages: ["ar", "en", "fr", "es"] },
    },
    ruleSet: {
      code: "REHEARSAL",
      title: "Rules for rehearsals",
      citation: "Rotunda's own, so that every mode can be played; nobody's official rules.",
      quorum: { numerator: 1, denominator: 3, strict: false, at: ["OPEN_SITTING", "OPEN_BALLOT"] },
      bodies: { REGIONAL: rules(false), PLENARY: rules(true) },
      allowVoteChange: true,
    },
    regions: REGIONS.map(({ code, names }) => ({ code, names })),
    delegations: script.delegations.map(({ ref, country, region }) => ({
      ...{ ref, country, region, credentials: script.pending.includes(ref) ? "PENDING" : "ACCEPTED" },
      delegates: [{ ref: `head-${ref}`, name: `Head of delegation, ${nameOf(country)}`, function: "HEAD" }],
    })),
    staff: [
      { ref: "secretariat", name: "Secretariat", roles: [{ role: "SECRETARIAT" }] },
      { ref: "credentials-officer", name: "Credentials officer", roles: [{ role: "CREDENTIALS_OFFICER" }] },
      ...[...script.tables, script.plenary].map(({ ref, code }) => ({
        ...{ ref: `facilitator-${ref}`, name: `Facilitator, ${code}` },
        roles: [{ role: "FACILITATOR", roundTable: ref }],
      })),
    ],
    roundTables: [
      ...script.tables.map((body, at) => ({
        ...{ ref: body.ref, code: body.code, kind: "REGIONAL", region: REGIONS[at]!.code },
        ...{ title: `Regional round table: ${REGIONS[at]!.names.en}`, seats: "REGION", agenda: agendaOf(body) },
      })),
      {
        ...{ ref: "plenary", code: script.plenary.code, kind: "PLENARY", title: "Plenary", seats: "ALL" },
        agenda: agendaOf(script.plenary),
      },
    ],
  });
}

/** Looking for a free number needs no more than a valid file of the series. */
export function emptyFile(number: number, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  const dates = { startsOn: today, endsOn: today, timeZone: "UTC", workingLanguages: ["en"] };
  return JSON.stringify({
    ...{ format: "rotunda-conference/1", series: SERIES, conference: { number, title: "?", city: "?", ...dates } },
    ...{ regions: [], delegations: [], staff: [], roundTables: [] },
  });
}

function agendaOf({ items }: Body): object[] {
  return items.map((item) => ({ title: agendaTitle(item.subject), kind: "DECISION", minutes: 30 }));
}

export function nameOf(country: string): string {
  return new Intl.DisplayNames(["en"], { type: "region" }).of(country) ?? country;
}

import { z } from "zod";
import { MOST_PARAGRAPHS } from "../recommendation/paragraphs.rules.js";
import { COUNTRY_CODES } from "./country-codes.rules.js";
import { code, line, prose, ref } from "./plain-text.rules.js";
import { BODY_KINDS, ruleSet } from "./rule-set.rules.js";
import { GENERIC_RULE_SET } from "./shipped-rule-sets.rules.js";

export const FORMAT = "rotunda-conference/1";
export const LANGUAGES = ["ar", "en", "fr", "es"] as const;

const REGION_CODE = code(/^[A-Z][A-Z0-9_]{1,39}$/, "2 to 40 capital letters, digits and underscores, a letter first");
const language = z.enum(LANGUAGES);
const day = z.iso.date("This must be a date such as 2019-04-09.");
const moment = z.iso.datetime({
  offset: true,
  error: "This must be a date and time with its offset, such as 2019-04-09T09:00:00+02:00.",
});
const timeZone = z.string().refine(isTimeZone, "This is not an IANA time zone such as Europe/Paris.");
const country = z
  .string()
  .refine((value) => COUNTRY_CODES.has(value), "This is not an ISO 3166-1 alpha-2 code such as ZM.");
const headcount = z.int().min(0).max(1_000_000);

/** A text per language; which languages must be there depends on the conference (see conference-file.programme.rules). */
const perLanguage = (text: z.ZodString) =>
  z.strictObject({
    ar: z.exactOptional(text),
    en: z.exactOptional(text),
    fr: z.exactOptional(text),
    es: z.exactOptional(text),
  });

const conference = z.strictObject({
  number: z.int().min(1).max(9999),
  title: line(300),
  theme: z.exactOptional(line(300)),
  city: line(100),
  startsOn: day,
  endsOn: day,
  timeZone,
  workingLanguages: z.array(language).min(1).max(LANGUAGES.length),
  attendance: z.exactOptional(z.strictObject({ officials: headcount, countries: headcount })),
});

const delegate = z.strictObject({
  ref: z.exactOptional(ref),
  name: line(200),
  function: z.enum(["HEAD", "ALTERNATE", "DELEGATE", "ADVISER"]),
  languages: z.exactOptional(z.array(language).max(LANGUAGES.length)),
});

const delegation = z.strictObject({
  ref,
  country: z.exactOptional(country),
  organisation: z.exactOptional(line(200)),
  kind: z.enum(["MEMBER", "OBSERVER"]).default("MEMBER"),
  region: z.exactOptional(REGION_CODE),
  credentials: z.enum(["PENDING", "ACCEPTED", "PROVISIONAL", "REJECTED"]).default("PENDING"),
  bureau: z.exactOptional(line(200)),
  delegates: z.array(delegate).max(50),
});

const role = z.discriminatedUnion("role", [
  z.strictObject({ role: z.enum(["SECRETARIAT", "CREDENTIALS_OFFICER"]) }),
  z.strictObject({ role: z.enum(["FACILITATOR", "VICE_CHAIR", "RAPPORTEUR", "OBSERVER"]), roundTable: ref }),
]);

const recommendation = z.strictObject({
  title: line(300),
  texts: perLanguage(prose(20_000)),
  preambular: z.int().min(0).max(MOST_PARAGRAPHS).default(0),
  proposedBy: ref,
  sponsors: z.array(ref).max(400).default([]),
  state: z.enum(["DRAFT", "PROPOSED", "ADOPTED"]).default("PROPOSED"),
});

const agendaItem = z.strictObject({
  ref: z.exactOptional(ref),
  title: line(300),
  kind: z.enum(["INFORMATION", "DISCUSSION", "DECISION"]),
  minutes: z.exactOptional(z.int().min(1).max(1440)),
  recommendations: z.array(recommendation).max(50).default([]),
});

const roundTable = z.strictObject({
  ref,
  code: code(/^[A-Z]{2,6}$/, "2 to 6 capital letters"),
  kind: z.enum(BODY_KINDS),
  region: z.exactOptional(REGION_CODE),
  title: line(300),
  room: z.exactOptional(line(100)),
  startsAt: z.exactOptional(moment),
  seats: z.union([z.enum(["REGION", "ALL"]), z.array(ref).max(400)]),
  agenda: z.array(agendaItem).max(100),
});

/** The shape of a conference file. What one value alone cannot show is checked beside it, in the other rules of this folder. */
export const conferenceFile = z.strictObject({
  format: z.literal(FORMAT),
  note: z.exactOptional(prose(4000)),
  series: z.strictObject({
    code: code(/^[A-Z][A-Z0-9]{1,11}$/, "2 to 12 capital letters and digits, a letter first"),
    title: line(300),
  }),
  conference,
  ruleSet: ruleSet.default(GENERIC_RULE_SET),
  regions: z.array(z.strictObject({ code: REGION_CODE, names: perLanguage(line(100)) })).max(50),
  delegations: z.array(delegation).max(400),
  staff: z.array(z.strictObject({ ref, name: line(200), roles: z.array(role).min(1).max(50) })).max(500),
  roundTables: z.array(roundTable).max(60),
  state: z.enum(["PLANNED", "IN_SESSION", "CLOSED"]).default("PLANNED"),
});

export type ConferenceFile = z.infer<typeof conferenceFile>;

/** A file of which only some parts are known to be right: what is wrong or missing is undefined. */
export type LooseFile = Loose<z.input<typeof conferenceFile>>;

export type Loose<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? (Loose<Item> | undefined)[]
    : { [Key in keyof T]?: Loose<T[Key]> | undefined };

function isTimeZone(value: string): boolean {
  try {
    return /^[A-Za-z]/.test(value) && new Intl.DateTimeFormat("en", { timeZone: value }).format(0) !== "";
  } catch {
    return false;
  }
}

import type { EntityManager } from "typeorm";
import { Locale } from "../../platform/graphql/locale.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { canonicalJson } from "../../platform/kernel/json.js";
import { Conference, ConferenceState } from "../conference/conference.entity.js";
import { alpha3 } from "../conference/country-names.rules.js";
import type { ConferenceFile, RuleSet } from "./conference-file.rules.js";

/** The edition of a file as rows: what everything else of the file hangs on. */
export interface Edition {
  readonly conferenceId: string;
  readonly file: ConferenceFile;
  /** Region ids by code. */
  readonly regions: ReadonlyMap<string, string>;
}

/** The series has this edition already. Nothing is replaced: an edition is loaded once. */
export class ConferenceExists extends Error {
  override readonly name = "ConferenceExists";

  constructor(
    readonly series: string,
    readonly number: number,
    title: string,
  ) {
    super(
      `The series ${series} already has a conference number ${number} ("${title}"). Nothing was loaded; ` +
        "give the file another conference.number if it is another edition.",
    );
  }
}

/** Makes the conference, and what it shares with other editions as far as that is not there yet. */
export async function openEdition(
  tx: EntityManager,
  file: ConferenceFile,
  isDemo: boolean,
  conferenceId: string,
): Promise<Edition> {
  const seriesId = await lockSeries(tx, file);
  await refuseTwice(tx, seriesId, file);
  const regions = await recordRegions(tx, seriesId, file);
  await recordCountries(tx, file);
  const ruleSetId = await recordRuleSet(tx, seriesId, file.ruleSet);
  const { attendance, theme, workingLanguages, ...facts } = file.conference;
  await tx.insert(Conference, {
    ...facts,
    id: conferenceId,
    seriesId,
    ruleSetId,
    isDemo,
    theme: theme ?? null,
    workingLanguages: workingLanguages.map(localeOf),
    state: ConferenceState[file.state],
    officialsAttended: attendance?.officials ?? null,
    countriesAttended: attendance?.countries ?? null,
  });
  return { conferenceId, file, regions };
}

export function localeOf(tag: ConferenceFile["conference"]["workingLanguages"][number]): Locale {
  return Locale[tag.toUpperCase() as Uppercase<typeof tag>];
}

/** The update changes nothing but locks the row: two loads of a series run one after the other. */
async function lockSeries(tx: EntityManager, { series }: ConferenceFile): Promise<string> {
  const [row]: { id: string }[] = await tx.query(
    `INSERT INTO series (id, code, title) VALUES ($1, $2, $3)
     ON CONFLICT (code) DO UPDATE SET code = excluded.code RETURNING id`,
    [uuidv7(), series.code, series.title],
  );
  return row!.id;
}

async function refuseTwice(tx: EntityManager, seriesId: string, file: ConferenceFile): Promise<void> {
  const found = await tx.findOneBy(Conference, { seriesId, number: file.conference.number });
  if (found) throw new ConferenceExists(file.series.code, found.number, found.title);
}

/** A region keeps the names it has, and gains those in languages in which it had none. */
async function recordRegions(tx: EntityManager, seriesId: string, file: ConferenceFile): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { code, names } of file.regions) {
    const [row]: { id: string }[] = await tx.query(
      `INSERT INTO region (id, series_id, code, names) VALUES ($1, $2, $3, $4)
       ON CONFLICT (series_id, code) DO UPDATE SET names = excluded.names || region.names RETURNING id`,
      [uuidv7(), seriesId, code, JSON.stringify(names)],
    );
    ids.set(code, row!.id);
  }
  return ids;
}

/** Countries are shared by all series; a bureau is recorded once and not replaced. In order, against deadlocks. */
async function recordCountries(tx: EntityManager, file: ConferenceFile): Promise<void> {
  const named = file.delegations.flatMap(({ country, bureau }) =>
    country ? [{ country, bureau: bureau ?? null }] : [],
  );
  named.sort((a, b) => (a.country < b.country ? -1 : 1));
  const codes = named.map(({ country }) => country);
  await tx.query(
    `INSERT INTO country (code, alpha3, bureau) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
     ON CONFLICT (code) DO UPDATE SET bureau = excluded.bureau
     WHERE country.bureau IS NULL AND excluded.bureau IS NOT NULL`,
    [codes, codes.map(alpha3), named.map(({ bureau }) => bureau)],
  );
}

/** Rule sets are never changed: the same rules under the same code are reused, other ones are the next version. */
async function recordRuleSet(tx: EntityManager, seriesId: string, ruleSet: RuleSet): Promise<string> {
  const { code, title, citation, ...rules } = ruleSet;
  const known: { id: string; version: number; title: string; citation: string; rules: typeof rules }[] = await tx.query(
    "SELECT id, version, title, citation, rules FROM rule_set WHERE series_id = $1 AND code = $2 ORDER BY version DESC",
    [seriesId, code],
  );
  const same = known.find(
    (one) => one.title === title && one.citation === citation && canonicalJson(one.rules) === canonicalJson(rules),
  );
  if (same) return same.id;
  const id = uuidv7();
  await tx.query(
    "INSERT INTO rule_set (id, series_id, code, version, title, citation, rules) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [id, seriesId, code, (known[0]?.version ?? 0) + 1, title, citation, JSON.stringify(rules)],
  );
  return id;
}

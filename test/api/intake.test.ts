import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config.js";
import {
  type ConferenceFile,
  readConferenceFile,
  seatedDelegations,
} from "../../src/domain/intake/conference-file.rules.js";
import { type DemoCode, hasDemo, isEmpty, loadDemo } from "../../src/domain/intake/demo.service.js";
import { ConferenceExists, IntakeService } from "../../src/domain/intake/intake.service.js";
import { type Foundation, openFoundation } from "../../src/foundation.js";
import { packageRoot } from "../../src/package-root.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";

const EXAMPLE = join(packageRoot(), "data/example-conference.json");
const expiresAt = new Date(Date.now() + 86_400_000);

/** Parsed JSON of which a test changes parts. */

type Loose = any;

/** Opens a database of its own before the tests of a block and closes it after them. */
function onADatabase() {
  const at = {} as { database: TestDatabase; foundation: Foundation; intake: IntakeService; keys: string };
  beforeAll(async () => {
    at.database = await createTestDatabase();
    at.keys = mkdtempSync(join(tmpdir(), "rotunda-intake-"));
    const environment = { NODE_ENV: "test", DATABASE_URL: at.database.url, DATA_DIR: at.keys };
    at.foundation = await openFoundation(readConfig(environment), { log: () => undefined });
    at.intake = new IntakeService(at.foundation.database, at.foundation.journal, at.foundation.codes);
  });
  afterAll(async () => {
    await at.foundation.close();
    await at.database.drop();
    rmSync(at.keys, { recursive: true, force: true });
  });
  const rows = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    at.foundation.database.read((tx) => tx.query(sql, parameters));
  const tables = async (): Promise<string[]> =>
    (
      await rows<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    ).map(({ name }) => name);
  const counts = async (): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const table of await tables()) {
      found[table] = (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`))[0]!.n;
    }
    return found;
  };
  return { at, rows, tables, counts };
}

function example(change: (file: Loose) => void = () => undefined): ConferenceFile {
  const raw: Loose = JSON.parse(readFileSync(EXAMPLE, "utf8"));
  change(raw);
  const reading = readConferenceFile(JSON.stringify(raw));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.file;
}

const TABLES = ["africa", "americas", "asia-south-pacific", "europe", "middle-east-north-africa", "plenary"];

describe("the demo conferences", () => {
  const { at, rows, tables, counts } = onADatabase();
  let codes: DemoCode[];
  let milliseconds: number;

  beforeAll(async () => {
    expect(await isEmpty(at.foundation.database)).toBe(true);
    const start = performance.now();
    codes = await loadDemo(at.intake, packageRoot());
    milliseconds = performance.now() - start;
    if (process.env["SHOW_TIMES"]) process.stderr.write(`demo loaded in ${Math.round(milliseconds)} ms\n`);
  });

  it("load in far less time than a start may take", () => {
    expect(milliseconds).toBeLessThan(5_000);
  });

  it("are marked as demo data", async () => {
    expect(await isEmpty(at.foundation.database)).toBe(false);
    expect(await hasDemo(at.foundation.database)).toBe(true);
    const conferences = await rows("SELECT number, state, is_demo, working_languages FROM conference ORDER BY number");
    const both = { is_demo: true, working_languages: ["AR", "EN", "FR", "ES"] };
    expect(conferences).toEqual([
      { number: 1, state: "IN_SESSION", ...both },
      { number: 12, state: "CLOSED", ...both },
      { number: 15, state: "IN_SESSION", ...both },
    ]);
  });

  it("hold a row for whatever is in the files", async () => {
    expect(await counts()).toMatchObject({
      series: 2,
      region: 5 + 5,
      country: 194,
      rule_set: 2,
      conference: 3,
      account: 13 + 206 + 21 + 28 + 1,
      participation: 13 + 206 + 21 + 28 + 1,
      delegation: 13 + 194 + 15,
      delegate: 13 + 206 + 20,
      access_code: 206 + 21 + 28 + 1,
      round_table: 7 + 6,
      live_topic: 7 + 6 + 3,
      live_event: 3,
      seat: 13 + 194 + 194 + 15 + 15,
      appointment: 19 + 6,
    });
  });

  it("have five regional tables at the 15th, the African one with at least 18 seats, each with something to decide", async () => {
    const found = await rows<{ code: string; region: string | null; seats: number; decisions: number; wrong: number }>(
      `SELECT t.code, r.code AS region,
              (SELECT count(*)::int FROM seat s WHERE s.round_table_id = t.id) AS seats,
              (SELECT count(*)::int FROM agenda_item i WHERE i.round_table_id = t.id AND i.kind = 'DECISION') AS decisions,
              (SELECT count(*)::int FROM seat s JOIN delegation d ON d.id = s.delegation_id
               WHERE s.round_table_id = t.id AND t.region_id IS NOT NULL AND d.region_id <> t.region_id) AS wrong
       FROM round_table t JOIN conference c ON c.id = t.conference_id LEFT JOIN region r ON r.id = t.region_id
       WHERE c.number = 15 ORDER BY t.position`,
    );
    expect(found.map(({ region }) => region)).toEqual([
      "AFRICA",
      "AMERICAS",
      "ASIA_SOUTH_PACIFIC",
      "EUROPE",
      "MIDDLE_EAST_NORTH_AFRICA",
      null,
    ]);
    expect(found[0]!.seats).toBeGreaterThanOrEqual(18);
    expect(found.filter(({ decisions }) => decisions === 0)).toEqual([]);
    expect(found.filter(({ wrong }) => wrong > 0)).toEqual([]);
    const plenary = found.at(-1)!;
    expect(plenary).toMatchObject({ code: "PLEN", seats: 194 });
    expect(found.slice(0, -1).reduce((sum, { seats }) => sum + seats, 0)).toBe(194);
  });

  it("give every table a live topic of its conference", async () => {
    const orphans = await rows(
      `SELECT t.id FROM round_table t LEFT JOIN live_topic l ON l.topic_id = t.id AND l.scope_id = t.conference_id
       WHERE l.topic_id IS NULL`,
    );
    expect(orphans).toEqual([]);
  });

  it("close the tables and items of the edition that is over, and leave the others to come", async () => {
    const states = await rows(
      `SELECT DISTINCT c.number, t.state AS "table", i.state AS item FROM conference c
       JOIN round_table t ON t.conference_id = c.id JOIN agenda_item i ON i.round_table_id = t.id ORDER BY 1`,
    );
    expect(states).toEqual([
      { number: 1, table: "SCHEDULED", item: "PENDING" },
      { number: 12, table: "CLOSED", item: "CLOSED" },
      { number: 15, table: "SCHEDULED", item: "PENDING" },
    ]);
  });

  it("have one account with one code for the secretariat of both", async () => {
    const secretariat = await rows(
      `SELECT count(DISTINCT p.account_id)::int AS accounts, count(DISTINCT p.conference_id)::int AS conferences,
              (SELECT count(*)::int FROM access_code k WHERE k.account_id = min(p.account_id::text)::uuid) AS codes
       FROM participation p JOIN conference c ON c.id = p.conference_id WHERE p.is_secretariat AND c.number > 1`,
    );
    expect(secretariat).toEqual([{ accounts: 1, conferences: 2, codes: 1 }]);
    const { viewer } = await at.foundation.signIns.signIn("demo-secretariat", "test");
    const mine = await rows("SELECT FROM participation WHERE account_id = $1", [viewer.accountId]);
    expect(mine).toHaveLength(2);
  });

  it("know exactly the public codes", () => {
    const heads = new Set(codes.map(({ code }) => code));
    expect(heads.size).toBe(codes.length);
    expect(
      codes
        .filter(({ code }) => !/^demo-(delegate|rehearsal)-/.test(code))
        .map(({ code }) => code)
        .sort(),
    ).toEqual(
      [
        ...["bt", "ca", "fr", "jo", "ke", "zm"].flatMap((country) => [`adviser-${country}`, `alternate-${country}`]),
        ...TABLES.flatMap((table) => ["facilitator", "vice-chair", "rapporteur"].map((role) => `${role}-${table}`)),
        ...["observer", "secretariat", "credentials-officer", "admin"],
      ]
        .map((name) => `demo-${name}`)
        .sort(),
    );
    expect(codes).toContainEqual({ code: "demo-admin", role: "Administrator of the server" });
    expect(codes).toContainEqual({ code: "demo-alternate-zm", role: "Alternate, Zambia" });
    expect(codes).toContainEqual({ code: "demo-rehearsal-zm", role: "Head of delegation, Zambia" });
    expect(codes).toContainEqual({ code: "demo-rehearsal-facilitator-africa", role: "Facilitator of AFR" });
    expect(codes).toContainEqual({ code: "demo-delegate-zm", role: "Head of delegation, Zambia" });
    expect(codes).toContainEqual({ code: "demo-facilitator-africa", role: "Facilitator of AFR" });
  });

  it("keep the rehearsal to people of its own: nobody is at one of the others as well", async () => {
    const found = await rows(
      `SELECT p.account_id FROM participation p JOIN conference c ON c.id = p.conference_id
       GROUP BY 1 HAVING bool_or(c.number = 1) AND bool_or(c.number > 1)`,
    );
    expect(found).toEqual([]);
    const { viewer } = await at.foundation.signIns.signIn("demo-rehearsal-secretariat", "test");
    expect(await rows("SELECT FROM participation WHERE account_id = $1", [viewer.accountId])).toHaveLength(1);
  });

  it("let a head in at the 15th only", async () => {
    const { viewer } = await at.foundation.signIns.signIn("demo-delegate-zm", "test");
    const found = await rows(
      `SELECT c.number, d.function, o.country_code FROM participation p JOIN conference c ON c.id = p.conference_id
       JOIN delegate d ON d.participation_id = p.id JOIN delegation o ON o.id = d.delegation_id WHERE p.account_id = $1`,
      [viewer.accountId],
    );
    expect(found).toEqual([{ number: 15, function: "HEAD", country_code: "ZM" }]);
  });

  it("give facilitators, vice-chairs, rapporteurs and the observer their one table", async () => {
    const found = await rows(
      `SELECT p.display_name AS name, a.role, t.code FROM appointment a JOIN participation p ON p.id = a.participation_id
       JOIN round_table t ON t.id = a.round_table_id JOIN conference c ON c.id = t.conference_id
       WHERE c.number = 15 ORDER BY t.position, a.role`,
    );
    expect(found.slice(-4)).toEqual([
      { name: "Facilitator, Plenary", role: "FACILITATOR", code: "PLEN" },
      { name: expect.stringContaining("bserver"), role: "OBSERVER", code: "PLEN" },
      { name: "Rapporteur, Plenary", role: "RAPPORTEUR", code: "PLEN" },
      { name: "Vice-chair, Plenary", role: "VICE_CHAIR", code: "PLEN" },
    ]);
    expect(found).toContainEqual({ name: "Facilitator, Africa", role: "FACILITATOR", code: "AFR" });
  });

  it("keep codes as hashes only: no column of any table holds one in clear", async () => {
    const hex = codes.map(({ code }) => Buffer.from(code).toString("hex"));
    const patterns = [...codes.map(({ code }) => code), ...hex].map((text) => `%${text}%`);
    const leaks: string[] = [];
    for (const table of await tables()) {
      const found = await rows(`SELECT FROM "${table}" AS x WHERE lower(x::text) LIKE ANY ($1)`, [patterns]);
      if (found.length > 0) leaks.push(table);
    }
    expect(leaks).toEqual([]);
    const lengths = await rows("SELECT DISTINCT length(code_hash) AS length FROM access_code");
    expect(lengths).toEqual([{ length: 32 }]);
  });

  it("number the texts of each table without a hole, under the symbol of series, edition and body", async () => {
    const found = await rows<{
      series: string;
      code: string;
      edition: number;
      number: number;
      symbol: string;
      last: number;
    }>(
      `SELECT t.code, c.number AS edition, s.code AS series, r.number, r.symbol, t.last_recommendation AS last FROM recommendation r
       JOIN round_table t ON t.id = r.round_table_id JOIN conference c ON c.id = t.conference_id JOIN series s ON s.id = c.series_id
       ORDER BY c.number, t.position, r.number`,
    );
    expect(found.map(({ symbol }) => symbol)).toEqual(
      found.map(({ series, edition, code, number }) => `${series}/${edition}/${code}/R.${number}`),
    );
    expect(found).toContainEqual({
      series: "HNCB",
      code: "AFR",
      edition: 15,
      number: 1,
      symbol: "HNCB/15/AFR/R.1",
      last: expect.any(Number),
    });
    for (const { code, edition, last } of found) {
      const numbers = found.filter((one) => one.code === code && one.edition === edition).map(({ number }) => number);
      expect(numbers).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    }
  });

  it("bind each text by the hash of its original, which is English wherever there is an English text", async () => {
    const found = await rows<{ title: string; locale: string; text: string; hash: string; conformed: number }>(
      `SELECT v.title, v.original_locale AS locale, x.text, v.hash,
              (SELECT count(*)::int FROM recommendation_text o WHERE o.version_id = v.id AND o.conformity = 'CONFORMED') AS conformed
       FROM recommendation_version v
       JOIN recommendation_text x ON x.version_id = v.id AND x.locale = v.original_locale AND x.conformity = 'ORIGINAL'`,
    );
    expect(found).toHaveLength((await counts())["recommendation"]!);
    expect(new Set(found.map(({ locale }) => locale))).toEqual(new Set(["EN"]));
    expect(found.some(({ conformed }) => conformed === 3)).toBe(true);
    for (const { title, locale, text, hash } of found) {
      expect(hash).toBe(createHash("sha256").update(JSON.stringify({ locale, text, title })).digest("hex"));
    }
  });

  it("are refused a second time, and leave nothing behind", async () => {
    const before = await counts();
    await expect(loadDemo(at.intake, packageRoot())).rejects.toThrow(ConferenceExists);
    expect(await counts()).toEqual(before);
  });
});

describe("loading a file", () => {
  const { at, rows, counts } = onADatabase();
  const load = (file: ConferenceFile) => at.intake.load(file, { expiresAt });

  it("gives everybody a code of their own, in the order of the file, and each signs in", async () => {
    const { access, conferenceId, accounts } = await load(example());
    expect(access.map(({ ref, name, role }) => [ref, name, role])).toEqual([
      ["at-head", "Head of delegation, Austria", "Head of delegation, Austria"],
      [null, "Adviser, Austria", "Adviser, Austria"],
      [null, "Head of delegation, Switzerland", "Head of delegation, Switzerland"],
      [null, "Head of delegation, Slovenia", "Head of delegation, Slovenia"],
      [null, "Head of delegation, Hungary", "Head of delegation, Hungary"],
      [null, "Head of delegation, Serbia", "Head of delegation, Serbia"],
      [null, "Envoy of the League", "Head of delegation, League of Anglers"],
      ["secretariat", "Secretariat", "Secretariat"],
      ["chair", "Chair", "Facilitator of PLEN; Observer of UP"],
    ]);
    expect(new Set(access.map(({ code }) => code)).size).toBe(access.length);
    expect([...accounts.keys()]).toEqual(["at-head", "secretariat", "chair"]);
    for (const { code, name, expiresAt: until } of access) {
      expect(until).toEqual(expiresAt);
      const { viewer } = await at.foundation.signIns.signIn(code, "test");
      expect(viewer).toMatchObject({ displayName: name, isAdmin: false });
      expect(
        await rows("SELECT FROM participation WHERE account_id = $1 AND conference_id = $2", [
          viewer.accountId,
          conferenceId,
        ]),
      ).toHaveLength(1);
    }
    expect(await hasDemo(at.foundation.database)).toBe(false);
  });

  it("stores what the file says of conference, delegations, tables and agenda", async () => {
    const file = example();
    const [conference] = await rows<Loose>(
      "SELECT title, theme, city, starts_on::text, ends_on::text, time_zone, working_languages, state, officials_attended FROM conference WHERE number = 3",
    );
    expect(conference).toEqual({
      title: file.conference.title,
      theme: null,
      city: "Ljubljana",
      starts_on: "2027-05-11",
      ends_on: "2027-05-12",
      time_zone: "Europe/Ljubljana",
      working_languages: ["EN", "FR"],
      state: "PLANNED",
      officials_attended: null,
    });
    expect(
      await rows(
        "SELECT country_code, organisation, kind, credentials FROM delegation WHERE country_code IN ('SI', 'RS') OR organisation IS NOT NULL ORDER BY 1",
      ),
    ).toEqual([
      { country_code: "RS", organisation: null, kind: "MEMBER", credentials: "PENDING" },
      { country_code: "SI", organisation: null, kind: "MEMBER", credentials: "PROVISIONAL" },
      { country_code: null, organisation: "League of Anglers", kind: "OBSERVER", credentials: "ACCEPTED" },
    ]);
    expect(
      await rows("SELECT code, kind, room, starts_at, position, state FROM round_table ORDER BY position"),
    ).toEqual([
      {
        code: "UP",
        kind: "REGIONAL",
        room: "Hall B",
        starts_at: new Date("2027-05-11T07:00:00Z"),
        position: 1,
        state: "SCHEDULED",
      },
      { code: "DOWN", kind: "REGIONAL", room: null, starts_at: null, position: 2, state: "SCHEDULED" },
      {
        code: "PLEN",
        kind: "PLENARY",
        room: null,
        starts_at: new Date("2027-05-12T12:00:00Z"),
        position: 3,
        state: "SCHEDULED",
      },
    ]);
    for (const table of file.roundTables) {
      const seats = await rows<{ whom: string; kind: string }>(
        "SELECT coalesce(d.country_code, d.organisation) AS whom, s.table_kind AS kind FROM seat s JOIN delegation d ON d.id = s.delegation_id JOIN round_table t ON t.id = s.round_table_id WHERE t.code = $1 ORDER BY s.id",
        [table.code],
      );
      expect(seats).toEqual(
        seatedDelegations(file, table).map((one) => ({ whom: one.country ?? one.organisation, kind: table.kind })),
      );
    }
    expect(
      await rows(
        "SELECT i.position, i.title, i.kind, i.minutes FROM agenda_item i JOIN round_table t ON t.id = i.round_table_id WHERE t.code = 'PLEN' ORDER BY 1",
      ),
    ).toEqual([
      { position: 1, title: "Report of the secretariat", kind: "INFORMATION", minutes: null },
      { position: 2, title: "Gauges", kind: "DECISION", minutes: 45 },
    ]);
  });

  it("files a recommendation as version 1 with the English text as original, bound by its hash, the others conformed", async () => {
    const { title, texts } = example().roundTables[2]!.agenda[1]!.recommendations[0]!;
    const [made] = await rows<Loose>(
      `SELECT r.symbol, r.state, r.current_version, r.submitted_by_id, d.country_code, v.number, v.title, v.original_locale, v.hash, v.created_by_id, v.id
       FROM recommendation r JOIN recommendation_version v ON v.recommendation_id = r.id JOIN delegation d ON d.id = r.proposed_by_id
       WHERE r.symbol = 'RIVERS/3/PLEN/R.1'`,
    );
    const { id, ...version } = made;
    const canonical = JSON.stringify({ locale: "EN", text: texts.en, title });
    expect(version).toEqual({
      symbol: "RIVERS/3/PLEN/R.1",
      state: "PROPOSED",
      current_version: 1,
      submitted_by_id: null,
      country_code: "HU",
      number: 1,
      title,
      original_locale: "EN",
      hash: createHash("sha256").update(canonical).digest("hex"),
      created_by_id: null,
    });
    expect(
      await rows(
        "SELECT locale, text, conformity, filed_by_id FROM recommendation_text WHERE version_id = $1 ORDER BY locale",
        [id],
      ),
    ).toEqual([
      { locale: "EN", text: texts.en, conformity: "ORIGINAL", filed_by_id: null },
      { locale: "FR", text: texts.fr, conformity: "CONFORMED", filed_by_id: null },
    ]);
    expect(await rows("SELECT code, last_recommendation AS last FROM round_table ORDER BY position")).toEqual([
      { code: "UP", last: 0 },
      { code: "DOWN", last: 0 },
      { code: "PLEN", last: 1 },
    ]);
  });

  it("files paragraphs with the preamble that the file tells, and the other sponsors in order behind the proposer", async () => {
    await load(
      example((file) => {
        file.conference.number = 32;
        file.roundTables[2].agenda[1].recommendations[0].sponsors = ["rs", "at"];
      }),
    );
    const [made] = await rows(
      `SELECT (SELECT jsonb_agg(p.kind ORDER BY p.position) FROM recommendation_paragraph p WHERE p.version_id = v.id) AS kinds,
              (SELECT jsonb_agg(d.country_code ORDER BY s.number) FROM sponsorship s JOIN delegation d ON d.id = s.delegation_id
               WHERE s.recommendation_id = r.id) AS sponsors
       FROM recommendation r JOIN recommendation_version v ON v.recommendation_id = r.id WHERE r.symbol = 'RIVERS/32/PLEN/R.1'`,
    );
    expect(made).toEqual({ kinds: ["PREAMBULAR", "OPERATIVE"], sponsors: ["HU", "RS", "AT"] });
  });

  it("takes the first language as original where there is no English text", async () => {
    await load(
      example((file) => {
        file.conference.number = 30;
        delete file.roundTables[2].agenda[1].recommendations[0].texts.en;
      }),
    );
    const found = await rows(
      "SELECT v.original_locale, x.conformity FROM recommendation r JOIN recommendation_version v ON v.recommendation_id = r.id JOIN recommendation_text x ON x.version_id = v.id WHERE r.symbol = 'RIVERS/30/PLEN/R.1'",
    );
    expect(found).toEqual([{ original_locale: "FR", conformity: "ORIGINAL" }]);
  });

  it("refuses an edition that is there, with a sentence, and leaves every table as it was", async () => {
    const before = await counts();
    await expect(load(example())).rejects.toThrow(
      'The series RIVERS already has a conference number 3 ("Third Annual Meeting of River Authorities"). Nothing was loaded',
    );
    await expect(load(example())).rejects.toBeInstanceOf(ConferenceExists);
    expect(await counts()).toEqual(before);
  });

  it("leaves nothing behind when it breaks at the very end", async () => {
    const before = await counts();
    // Codes come last, and only the database finds out that one was given twice.
    const file = example((one) => {
      one.series.code = "BROKEN";
      one.conference.number = 1;
    });
    const codeOf = () => "the same for all";
    await expect(at.intake.load(file, { expiresAt, isDemo: true, codeOf })).rejects.toThrow(
      /access_code_code_hash_key/,
    );
    expect(await counts()).toEqual(before);
  });

  it("refuses chosen codes for anything but demo data", async () => {
    const file = example((one) => {
      one.conference.number = 31;
    });
    await expect(at.intake.load(file, { expiresAt, codeOf: () => "1234" })).rejects.toThrow(
      "Codes are chosen for demo data only",
    );
  });

  it("reuses series, regions, countries and rule set for the next edition", async () => {
    const before = await counts();
    await load(
      example((file) => {
        file.conference.number = 4;
        file.series.title = "Another title";
      }),
    );
    const after = await counts();
    for (const shared of ["series", "region", "country", "rule_set"])
      expect([shared, after[shared]]).toEqual([shared, before[shared]]);
    expect(after["conference"]).toBe(before["conference"]! + 1);
    expect(await rows("SELECT DISTINCT rule_set_id FROM conference WHERE number IN (3, 4)")).toHaveLength(1);
    expect(await rows("SELECT title FROM series WHERE code = 'RIVERS'")).toEqual([
      { title: "Annual Meeting of River Authorities" },
    ]);
  });

  it("makes a new version of a rule set when the rules differ, and goes back to an old one when they do not", async () => {
    const versionOf = async (number: number) =>
      (
        await rows<{ version: number }>(
          "SELECT r.version FROM conference c JOIN rule_set r ON r.id = c.rule_set_id WHERE c.number = $1",
          [number],
        )
      )[0]!.version;
    await load(
      example((file) => {
        file.conference.number = 5;
        file.ruleSet.allowVoteChange = true;
      }),
    );
    expect(await versionOf(5)).toBe(2);
    await load(
      example((file) => {
        file.conference.number = 6;
        file.ruleSet.citation = "Rules of procedure (2027)";
      }),
    );
    expect(await versionOf(6)).toBe(3);
    await load(
      example((file) => {
        file.conference.number = 7;
      }),
    );
    expect(await versionOf(7)).toBe(1);
    expect(
      await rows(
        "SELECT rules->'allowVoteChange' AS change, citation FROM rule_set WHERE code = 'RIVERS-2025' ORDER BY version",
      ),
    ).toEqual([
      { change: false, citation: "Rules of procedure, articles 9 to 14 (2025)" },
      { change: true, citation: "Rules of procedure, articles 9 to 14 (2025)" },
      { change: false, citation: "Rules of procedure (2027)" },
    ]);
  });

  it("keeps the names of a region and adds languages that it lacked", async () => {
    await load(
      example((file) => {
        file.conference.number = 8;
        file.conference.workingLanguages = ["en", "es"];
        file.regions[0].names = { en: "Another name", es: "Aguas arriba" };
        file.regions[1].names = { en: "Downstream", es: "Aguas abajo" };
        delete file.roundTables[2].agenda[1].recommendations[0].texts.fr;
      }),
    );
    const [region] = await rows<Loose>("SELECT names FROM region WHERE code = 'UPSTREAM'");
    expect(region.names).toEqual({ en: "Upstream", fr: "Amont", es: "Aguas arriba" });
  });

  it("records a country's bureau when it is first given, and does not replace it", async () => {
    const bureau = (number: number, name: string) =>
      example((file) => {
        file.conference.number = number;
        file.delegations[0].bureau = name;
      });
    await load(bureau(9, "NCB Vienna"));
    await load(bureau(10, "Somewhere else"));
    expect(await rows("SELECT code, alpha3, bureau FROM country WHERE code IN ('AT', 'CH') ORDER BY 1")).toEqual([
      { code: "AT", alpha3: "AUT", bureau: "NCB Vienna" },
      { code: "CH", alpha3: "CHE", bureau: null },
    ]);
  });

  it("lets a person who has an account take part with it, and issues no further code", async () => {
    const first = await load(
      example((file) => {
        file.conference.number = 11;
      }),
    );
    const accounts = new Map([["chair", first.accounts.get("chair")!]]);
    const second = await at.intake.load(
      example((file) => {
        file.conference.number = 12;
      }),
      { expiresAt, accounts },
    );
    expect(second.accounts.get("chair")).toBe(first.accounts.get("chair"));
    expect(second.accounts.get("secretariat")).not.toBe(first.accounts.get("secretariat"));
    expect(second.access.map(({ ref }) => ref)).not.toContain("chair");
    const { viewer } = await at.foundation.signIns.signIn(first.access.at(-1)!.code, "test");
    expect(await rows("SELECT FROM participation WHERE account_id = $1", [viewer.accountId])).toHaveLength(2);
  });

  it("runs two loads of one new series one after the other: the same number is loaded once", async () => {
    const file = example((one) => {
      one.series.code = "TWICE";
    });
    const outcomes = await Promise.allSettled([load(file), load(file)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [failed] = outcomes.filter((one) => one.status === "rejected");
    expect(failed?.reason).toBeInstanceOf(ConferenceExists);
  });

  it("takes a conference without anybody and without tables", async () => {
    const { access } = await load(
      example((file) => {
        Object.assign(file, { regions: [], delegations: [], staff: [], roundTables: [] });
        file.series.code = "EMPTY";
      }),
    );
    expect(access).toEqual([]);
  });

  it("takes the largest delegations that the format allows, more rows than a statement may have", async () => {
    const { access } = await load(
      example((file) => {
        file.series.code = "LARGE";
        for (const delegation of file.delegations.slice(0, 5)) {
          delegation.delegates = Array.from({ length: 50 }, (_, n) => ({
            name: `Delegate ${n}`,
            function: "DELEGATE",
          }));
        }
        file.delegations = [
          ...file.delegations,
          ...Array.from({ length: 25 }, (_, n) => ({
            ref: `org-${n}`,
            organisation: `Organisation ${n}`,
            kind: "OBSERVER",
            delegates: Array.from({ length: 50 }, (_, m) => ({ name: `Delegate ${m}`, function: "DELEGATE" })),
          })),
        ];
      }),
    );
    expect(access).toHaveLength(30 * 50 + 1 + 2);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { exampleOperations } from "../support/operations.js";
import { columnsHolding, sql } from "../support/sql.js";

const EXAMPLE = readFileSync(join(packageRoot(), "data", "example-conference.json"), "utf8");
const DEMO = readFileSync(join(packageRoot(), "data", "demo", "hncb-15.json"), "utf8");
const text = (name: string): string => exampleOperations.find((one) => one.name === name)!.text;

/** The example with something changed. */
function file(change: (of: any) => void = () => undefined): string {
  const made = JSON.parse(EXAMPLE);
  change(made);
  return JSON.stringify(made);
}
const numbered = (number: number): string => file((of) => (of.conference.number = number));

describe("conference files through the API", () => {
  let app: TestApp;
  let conference: TestConference;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    const { database, codes } = app.foundation;
    const { code } = await database.transaction(null, async (tx) => {
      const id = "018f0000-0000-7000-8000-00000000ad01";
      await tx.query("INSERT INTO account (id, display_name, is_admin) VALUES ($1, 'Ada', true)", [id]);
      return codes.issue(tx, id, new Date(Date.now() + 86_400_000), null);
    });
    admin = await app.signIn(code);
  });
  afterAll(() => app.close());

  const send = async (who: Client, name: string, input: object): Promise<any> => {
    const { data, errors } = await who.send(text(name), { input }, name);
    expect(errors).toBeUndefined();
    return Object.values(data)[0];
  };
  const preview = (of: string, who = admin): Promise<any> => send(who, "PreviewConferenceImport", { file: of });
  const load = (input: object, who = admin): Promise<any> => send(who, "ImportConference", input);
  const conferences = async (): Promise<number> =>
    Number((await sql<{ count: string }>(app, "SELECT count(*) FROM conference"))[0]!.count);

  const NOT_ENTITLED = {
    __typename: "NotEntitled",
    code: "NOT_ENTITLED",
    message: "Conferences are imported by an administrator of the server.",
  };

  it.each(["secretariat", "facilitator-africa", "head-zm"])("are refused to %s, read or not", async (ref) => {
    const before = await conferences();
    for (const content of [EXAMPLE, "no JSON"]) {
      const who = await conference.as(ref);
      expect(await preview(content, who)).toEqual(NOT_ENTITLED);
      expect(await load({ file: content }, who)).toEqual(NOT_ENTITLED);
    }
    expect(await conferences()).toBe(before);
  });

  it("are previewed: what would be made, with nothing made", async () => {
    const before = await conferences();
    const { preview: shown } = await preview(EXAMPLE);
    const given = JSON.parse(EXAMPLE);
    expect(shown).toEqual({
      ...{ seriesCode: "RIVERS", seriesTitle: given.series.title, seriesExists: false, editionExists: false },
      ...{ number: 3, title: given.conference.title, city: "Ljubljana" },
      ...{ startsOn: "2027-05-11", endsOn: "2027-05-12", workingLanguages: ["EN", "FR"], state: "PLANNED" },
      delegations: given.delegations.length,
      people: given.delegations.flatMap((one: any) => one.delegates).length + given.staff.length,
      roundTables: 3,
      agendaItems: given.roundTables.flatMap((one: any) => one.agenda).length,
      recommendations: 1,
      warnings: [expect.stringContaining("UP has no FACILITATOR"), expect.stringContaining("DOWN has no FACILITATOR")],
    });
    expect(await conferences()).toBe(before);
  });

  it("are previewed with warnings of what will be missed", async () => {
    const lonely = file((of) => {
      of.staff = of.staff.filter((one: any) => one.ref === "chair");
      of.delegations[0].delegates = [];
    });
    const { warnings } = (await preview(lonely)).preview;
    expect(warnings.join("\n")).toMatch(/names no SECRETARIAT, so nobody can open it/);
    expect(warnings.join("\n")).toContain(`without delegates: ${JSON.parse(EXAMPLE).delegations[0].ref}.`);
    expect(warnings.filter((one: string) => one.includes("FACILITATOR"))).toHaveLength(2);
  });

  it("with problems are refused with every one of them and its place, by both doors alike", async () => {
    const wrong = file((of) => {
      of.delegations[1].country = "XX";
      of.conference.citty = "Lyon";
    });
    const rejected = {
      ...{ __typename: "ConferenceFileRejected", code: "CONFERENCE_FILE_REJECTED" },
      message: "The conference file was refused for 2 problems. Nothing was loaded.",
      problems: expect.arrayContaining([
        { path: "/delegations/1/country", message: "This is not an ISO 3166-1 alpha-2 code such as ZM." },
        { path: "/conference/citty", message: expect.any(String) },
      ]),
    };
    expect(await preview(wrong)).toEqual(rejected);
    expect(await load({ file: wrong })).toEqual(rejected);
    expect((await load({ file: "{" })).problems).toEqual([
      { path: "", message: expect.stringMatching(/^This is not JSON: line 1, column 2/) },
    ]);
  });

  it("are imported whole, and everybody's code works", async () => {
    const { __typename, conference: made, access } = await load({ file: numbered(10) });
    expect([__typename, made]).toEqual([
      "ImportConferenceSuccess",
      { ...{ id: made.id, number: 10, state: "PLANNED", series: { code: "RIVERS" } }, title: expect.any(String) },
    ]);
    expect(access).toHaveLength((await preview(numbered(10))).preview.people);
    const steward = access.find((one: any) => one.ref === "secretariat");
    expect(steward).toMatchObject({ name: "Secretariat", role: "Secretariat" });
    expect(Date.parse(steward.expiresAt)).toBe(Date.parse("2027-05-27T00:00:00Z"));
    const client = await app.signIn(steward.accessCode as string);
    const { data } = await client.send("{ viewer { participations { id conference { id } } } }");
    expect(data.viewer.participations).toEqual([{ id: steward.participationId, conference: { id: made.id } }]);
    expect(await client.deed("openConference", { conferenceId: made.id })).toMatchObject({
      __typename: "OpenConferenceSuccess",
    });
    for (const one of access) await app.signIn(one.accessCode as string);
  });

  it("stand in the trail as the administrator's deed, and the codes stand nowhere in clear", async () => {
    const { conference: made, access } = await load({ file: numbered(11) });
    await app.app.trail.run();
    const entries = await sql<{ kind: string; by: string | null }>(
      app,
      "SELECT kind, by FROM trail_entry WHERE scope_id = $1 AND kind = 'CONFERENCE_LOADED'",
      [made.id],
    );
    expect(entries).toEqual([{ kind: "CONFERENCE_LOADED", by: "018f0000-0000-7000-8000-00000000ad01" }]);
    const codes = access.slice(0, 3).map((one: any) => one.accessCode as string);
    expect(await columnsHolding(app, codes)).toEqual([]);
    expect(app.logged.filter((line) => codes.some((code: string) => line.includes(code)))).toEqual([]);
  });

  it("are loaded once: an edition that exists is refused, and the preview says so before", async () => {
    await load({ file: numbered(12) });
    const before = await conferences();
    expect((await preview(numbered(12))).preview).toMatchObject({ seriesExists: true, editionExists: true });
    expect((await preview(numbered(13))).preview).toMatchObject({ seriesExists: true, editionExists: false });
    expect(await admin.deed("importConference", { file: numbered(12) })).toMatchObject({ code: "EDITION_EXISTS" });
    expect(await conferences()).toBe(before);
  });

  it("sent again with the same key make the same conference, and show no code a second time", async () => {
    const input = { file: numbered(14), clientMutationId: "once" };
    const twice = await Promise.all([load(input), load(input)]);
    const third = await load(input);
    expect(new Set([...twice, third].map((one) => one.conference.id)).size).toBe(1);
    expect(twice.map(({ access }) => access.length).filter((count) => count > 0)).toHaveLength(1);
    expect(third.access).toEqual([]);
    expect(await load({ file: numbered(15), clientMutationId: "once" })).toMatchObject({
      code: "IDEMPOTENCY_CONFLICT",
    });
  });

  it("that were refused leave their key free", async () => {
    const clientMutationId = "second try";
    expect(await load({ file: numbered(14), clientMutationId })).toMatchObject({ code: "EDITION_EXISTS" });
    expect(await load({ file: numbered(16), clientMutationId })).toMatchObject({ conference: { number: 16 } });
  });

  it("of 194 delegations with texts in four languages fit, for an administrator alone", async () => {
    const whole = JSON.stringify({ ...JSON.parse(DEMO) });
    expect(JSON.stringify(whole).length).toBeGreaterThan(70_000);
    expect((await preview(whole)).preview).toMatchObject({ delegations: 194, number: 15 });
    expect((await load({ file: whole })).access.length).toBeGreaterThan(200);
    const steward = await conference.as("secretariat");
    const input = { file: whole };
    for (const who of [steward, app.client()])
      expect(await who.send(text("PreviewConferenceImport"), { input })).toMatchObject({
        status: 413,
        errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: 65_536 } }],
      });
  });

  it("have an end for administrators, too", async () => {
    const input = { file: " ".repeat(1024 * 1024) };
    expect(await admin.send(text("PreviewConferenceImport"), { input })).toMatchObject({
      status: 413,
      errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: 1_048_576 } }],
    });
  });
});

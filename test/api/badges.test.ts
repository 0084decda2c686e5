import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, people } from "../support/cast.js";
import type { Client } from "../support/client.js";
import { participationOf } from "../support/delegations.js";
import { columnsHolding, sql } from "../support/sql.js";

const PEOPLE_OF = `query P($id: ID!, $first: Int! = 100, $after: String) { conference(id: $id) { participants(first: $first, after: $after) {
  edges { cursor node { id displayName isSecretariat isCredentialsOfficer
    delegate { function delegation { country { code } } } appointments { role roundTable { title } } } }
  pageInfo { hasNextPage endCursor } } } }`;
const CODES = "codes { participation { id displayName } accessCodeId accessCode expiresAt }";

describe("badges", () => {
  let app: TestApp;
  let cast: Cast;
  let secretariat: Client;
  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    secretariat = cast.as.secretariat;
  });
  afterAll(() => app.close());

  const page = async (client: Client, variables: object = {}): Promise<any> => {
    const { data, errors } = await client.send(PEOPLE_OF, { id: cast.conference.id, ...variables });
    expect(errors).toBeUndefined();
    return data.conference?.participants ?? null;
  };
  const signsIn = async (accessCode: string): Promise<boolean> =>
    (await app.client().does("SignIn", { accessCode })).__typename === "SignInSuccess";
  const issue = (ids: readonly string[], input: object = {}): Promise<any> =>
    secretariat.deed("issueAccessCodes", { participationIds: ids, ...input }, CODES);

  it.each(people.filter((one) => one !== "secretariat"))("are not the business of the %s", async (person) => {
    expect(await page(cast.as[person])).toBeNull();
    const participationIds = [await participationOf(cast.as.delegate)];
    const stranger = person.endsWith("of another conference");
    expect(await cast.as[person].deed("issueAccessCodes", { participationIds })).toMatchObject({
      code: stranger ? "NOT_FOUND" : "NOT_ENTITLED",
    });
  });

  it("can be made of everybody: place in the delegation, country, functions in bodies and of the secretariat", async () => {
    const { edges, pageInfo } = await page(secretariat);
    expect(pageInfo.hasNextPage).toBe(false);
    expect(edges).toHaveLength(8 * 3 + 1 + 9);
    const byName = new Map<string, any>(edges.map(({ node }: any) => [node.displayName, node]));
    expect(byName.get("Head of ZM")).toMatchObject({
      delegate: { function: "HEAD", delegation: { country: { code: "ZM" } } },
      appointments: [],
    });
    expect(byName.get("ADVISER of KE").delegate.function).toBe("ADVISER");
    expect(byName.get("Secretariat")).toMatchObject({ isSecretariat: true, delegate: null, appointments: [] });
    expect(byName.get("Rapporteur plenary").appointments).toEqual([
      { role: "VICE_CHAIR", roundTable: { title: "Africa" } },
      { role: "RAPPORTEUR", roundTable: { title: "Plenary" } },
    ]);
  });

  it("come a page after the other, each person once, in an order that stays", async () => {
    const all = (await page(secretariat)).edges.map(({ node }: any) => node.id);
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo }: any = await page(secretariat, { first: 10, after });
      paged.push(...edges.map(({ node }: any) => node.id as string));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(all);
  });

  it("are made for people: the screen in a hall is none", async () => {
    const roundTableId = cast.conference.tables.get("africa");
    const before = (await page(secretariat)).edges.length;
    await cast.as.facilitator.deed("openHallScreen", { roundTableId });
    expect((await page(secretariat)).edges).toHaveLength(before);
  });

  it("tell of functions in bodies only to the person and the secretariat: others may not know the bodies", async () => {
    const query =
      "query($id: ID!) { roundTable(id: $id) { appointments { participation { displayName appointments { roundTable { title } } } } } }";
    const shown = async (client: Client): Promise<Map<string, any>> => {
      const { data } = await client.send(query, { id: cast.conference.tables.get("africa") });
      return new Map(
        data.roundTable.appointments.map(({ participation }: any) => [
          participation.displayName,
          participation.appointments,
        ]),
      );
    };
    const both = [{ roundTable: { title: "Africa" } }, { roundTable: { title: "Plenary" } }];
    expect((await shown(cast.as.delegate)).get("Rapporteur plenary")).toBeNull();
    expect((await shown(cast.as.facilitator)).get("Rapporteur plenary")).toBeNull();
    expect((await shown(cast.as["vice-chair"])).get("Rapporteur plenary")).toEqual(both);
    expect((await shown(secretariat)).get("Rapporteur plenary")).toEqual(both);
  });

  it("get codes all at once, in the order asked for, each of its own owner and told once", async () => {
    const [delegate, observer] = [await participationOf(cast.as.delegate), await participationOf(cast.as.observer)];
    const { codes } = await issue([observer, delegate]);
    expect(codes.map((one: any) => one.participation.displayName)).toEqual(["Observer africa", "Head of ZM"]);
    for (const [place, id] of [observer, delegate].entries())
      expect(await participationOf(await app.signIn(codes[place].accessCode as string))).toBe(id);
    expect(Math.round((Date.parse(codes[0].expiresAt) - Date.now()) / 86_400_000)).toBe(14);
    const secrets = codes.map((one: any) => one.accessCode as string);
    expect(await columnsHolding(app, [...secrets, ...secrets.map((one: string) => one.replaceAll("-", ""))])).toEqual(
      [],
    );
    expect(await signsIn(cast.conference.codes.get("head-zm")!)).toBe(true); // the old badge goes on working
  });

  it("replace those that people have, whose sign-ins end", async () => {
    const head = await cast.conference.as("head-ng");
    const id = await participationOf(head);
    const { codes } = await issue([id], { replace: true });
    expect((await head.run("Me")).status).toBe(401);
    expect(await signsIn(cast.conference.codes.get("head-ng")!)).toBe(false);
    expect(await signsIn(codes[0].accessCode as string)).toBe(true);
  });

  it("are for all or for nobody: one person too many, and no code is made, none revoked and nothing told", async () => {
    const head = await cast.conference.as("head-gh");
    const [mine, theirs] = [
      await participationOf(head),
      await participationOf(cast.as["delegate of another conference"]),
    ];
    const count = async (): Promise<unknown> =>
      (
        await sql(
          app,
          "SELECT (SELECT count(*) FROM access_code) AS codes, (SELECT count(*) FROM live_event WHERE kind LIKE 'ACCESS_CODE%') AS told",
        )
      )[0];
    const before = await count();
    for (const [ids, code] of [
      [[mine, theirs], "NOT_FOUND"],
      [[mine, "nonsense"], "NOT_FOUND"],
      [[mine, mine], "INVALID_INPUT"],
      [[mine, mine.toUpperCase()], "INVALID_INPUT"],
      [[], "NOT_FOUND"],
      [Array.from({ length: 201 }, () => mine), "INVALID_INPUT"],
    ] as const)
      expect(await issue(ids, { replace: true })).toMatchObject({ code });
    const expiresAt = new Date(Date.now() - 1_000).toISOString();
    expect(await issue([mine], { replace: true, expiresAt })).toMatchObject({ code: "INVALID_INPUT" });
    expect(await count()).toEqual(before);
    expect(await signsIn(cast.conference.codes.get("head-gh")!)).toBe(true);
  });

  it("are told in the trail as one code each", async () => {
    const ids = [await participationOf(cast.as.delegate), await participationOf(cast.as.observer)];
    const told = (): Promise<{ kind: string }[]> =>
      sql(app, "SELECT kind FROM live_event WHERE topic_id = $1 AND kind LIKE 'ACCESS_CODE%'", [cast.conference.id]);
    const before = (await told()).length;
    await issue(ids);
    expect((await told()).slice(before).map(({ kind }) => kind)).toEqual(["ACCESS_CODE_ISSUED", "ACCESS_CODE_ISSUED"]);
  });

  it("are made for two hundred people in one go", async () => {
    const rows = await sql<{ id: string }>(
      app,
      `WITH a AS (INSERT INTO account (id, display_name) SELECT gen_random_uuid(), 'Guest ' || n FROM generate_series(1, 200) n RETURNING id, display_name)
       INSERT INTO participation (id, account_id, conference_id, display_name, is_secretariat, is_credentials_officer)
       SELECT gen_random_uuid(), id, $1, display_name, false, false FROM a RETURNING id`,
      [cast.conference.id],
    );
    const { codes } = await issue(rows.map((row) => row.id));
    expect(new Set(codes.map((one: any) => one.accessCode)).size).toBe(200);
  });
});

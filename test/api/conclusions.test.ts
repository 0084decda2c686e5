import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, people, type Person } from "../support/cast.js";
import { adopt, forward, openRegions, propose, type Regions } from "../support/plenary.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const DOCUMENT = `version title publishedAt hash preambles { locale text } preamble(locale: FR) text(locale: EN) french: text(locale: FR)
  items { number symbol title text texts { locale text } origins paragraphs { kind number text } }`;
const LANGUAGES = ["AR", "FR", "ES"];

let app: TestApp;
let cast: Cast;
let regions: Regions;
let plenary: Room;
/** Endorsed: one that came from Africa, one of the plenary's own. */
let fromAfrica: string;
let own: string;

const arrange = (person: Person, input: object = {}, fields = `conclusions { ${DOCUMENT} }`): Promise<any> =>
  cast.as[person].deed(
    "arrangeConclusions",
    {
      conferenceId: cast.conference.id,
      recommendationIds: [own, fromAfrica],
      preamble: [],
      expectedVersion: 0,
      ...input,
    },
    fields,
  );
const publish = (person: Person): Promise<any> =>
  cast.as[person].deed("publishConclusions", { conferenceId: cast.conference.id }, `conclusions { ${DOCUMENT} }`);
const seen = async (person: Person): Promise<any> =>
  (
    await cast.as[person].send(
      `query($id: ID!) { conference(id: $id) { conclusions { symbol } conclusionsDocument { ${DOCUMENT} } } }`,
      {
        id: cast.conference.id,
      },
    )
  ).data.conference;

/** A text of the plenary in all four languages, endorsed. */
async function endorse(id: string): Promise<string> {
  for (const locale of LANGUAGES)
    await cast.as.secretariat.deed("fileTranslation", {
      recommendationId: id,
      expectedVersion: 1,
      locale,
      text: `${locale} a\n\n${locale} b`,
      conformed: true,
    });
  await adopt(plenary, id);
  return id;
}

const text = (name: string): object => ({
  title: name,
  paragraphs: [
    { kind: "PREAMBULAR", text: `Recalling ${name},` },
    { kind: "OPERATIVE", text: `${name} is done.` },
  ],
});

beforeAll(async () => {
  app = await startApp();
  cast = await assembleCast(app);
  regions = await openRegions(cast.conference);
  plenary = await openRoom(cast.conference, "plenary", [...cast.conference.africans, "head-ca", "head-us"]);
  const source = await propose(regions.africa, "head-zm", text("A desk"));
  await adopt(regions.africa, source);
  fromAfrica = await endorse(await forward(regions, regions.africa, source));
  own = await endorse(await propose(plenary, "head-ca", text("A review")));
}, 60_000);
afterAll(() => app.close());

describe("the conclusions of a conference", () => {
  it.each(people.filter((person) => person !== "secretariat"))(
    "are not the %s's to arrange or to publish",
    async (person) => {
      const expected = person.endsWith("another conference") ? "NotFound" : "NotEntitled";
      expect((await arrange(person)).__typename).toBe(expected);
      expect((await publish(person)).__typename).toBe(expected);
    },
  );

  it("show what was endorsed as ENDORSED", async () => {
    const { data } = await cast.as.secretariat.send("query($id: ID!) { recommendation(id: $id) { state } }", {
      id: own,
    });
    expect(data.recommendation.state).toBe("ENDORSED");
  });

  it("hold endorsed texts of this plenary, each once, and a preamble in working languages", async () => {
    const open = await propose(plenary, "head-us", text("Not decided"));
    const answer = async (input: object): Promise<string> => (await arrange("secretariat", input)).__typename as string;
    expect(await answer({ recommendationIds: [own, own] })).toBe("InvalidInput");
    expect(await answer({ recommendationIds: [own, open] })).toBe("InvalidState");
    for (const id of [regions.africa.recommendationId, plenary.itemId, "nothing"])
      expect(await answer({ recommendationIds: [own, id] })).toBe("NotFound");
    const [first, second] = [
      { locale: "EN", text: "First" },
      { locale: "EN", text: "Second" },
    ];
    for (const preamble of [
      [first, second],
      [{ locale: "EN", text: " " }],
      [{ locale: "EN", text: "x".repeat(20_001) }],
    ])
      expect(await answer({ preamble })).toBe("InvalidInput");
    expect(await answer({ expectedVersion: 1 })).toBe("StaleVersion");
    expect((await publish("secretariat")).__typename).toBe("InvalidState");
  });

  it("are shown in languages that are conformed, in the list as well", async () => {
    const id = await propose(plenary, "head-ca", { title: "A draft", text: "In English." });
    for (const [locale, conformed] of [
      ["FR", false],
      ["ES", true],
      ["AR", true],
    ] as const)
      await cast.as.secretariat.deed("fileTranslation", {
        ...{ recommendationId: id, expectedVersion: 1, locale, text: `${locale} text`, conformed },
      });
    await sql(app, "UPDATE recommendation SET state = 'ADOPTED' WHERE id = $1", [id]);
    await sql(app, "UPDATE conference SET state = 'CLOSED' WHERE id = $1", [cast.conference.id]);
    const { data } = await cast.as["observer of the plenary"].send(
      "query($id: ID!) { conference(id: $id) { conclusions { id text fr: text(locale: FR) es: text(locale: ES) } } }",
      { id: cast.conference.id },
    );
    await sql(app, "UPDATE conference SET state = 'IN_SESSION' WHERE id = $1", [cast.conference.id]);
    await sql(app, "UPDATE recommendation SET state = 'WITHDRAWN' WHERE id = $1", [id]);
    expect(data.conference.conclusions.find((one: any) => one.id === id)).toEqual({
      ...{ id, text: "In English.", fr: null, es: "ES text" },
    });
  });

  it("are a draft that only the secretariat sees, arranged again and again by version", async () => {
    expect((await arrange("secretariat", { recommendationIds: [own] })).conclusions).toMatchObject({
      version: 1,
      publishedAt: null,
      hash: null,
    });
    const missing = await publish("secretariat");
    expect(missing).toMatchObject({ __typename: "InvalidState", message: expect.stringContaining("has no place yet") });
    const preamble = [
      { locale: "FR", text: "La conférence conclut :" },
      { locale: "EN", text: "The conference concludes:" },
    ];
    const both = await Promise.all([1, 2].map(() => arrange("secretariat", { preamble, expectedVersion: 1 })));
    expect(both.map((answer) => answer.__typename).sort()).toEqual(["ArrangeConclusionsSuccess", "StaleVersion"]);
    const draft = await seen("secretariat");
    expect(draft.conclusionsDocument).toMatchObject({
      version: 2,
      publishedAt: null,
      hash: null,
      title: "Test conference 1",
    });
    expect(draft.conclusions).toEqual([]);
    for (const person of ["facilitator", "delegate", "observer of the plenary", "rapporteur"] as const)
      expect(await seen(person)).toEqual({ conclusions: [], conclusionsDocument: null });
    expect(await seen("delegate of another conference")).toBeNull();
  });

  it("read as one text, item by item, with the symbols of their origins", async () => {
    const { conclusionsDocument: draft } = await seen("secretariat");
    const [first, second] = draft.items;
    expect(draft.items.map((item: any) => `${item.number} ${item.title}`)).toEqual(["1 A review", "2 A desk"]);
    expect([first.origins, second.origins]).toEqual([[], [expect.stringMatching(/^TEST\/1\/AFR\/R\.\d$/)]]);
    expect(second.paragraphs).toEqual([
      { kind: "PREAMBULAR", number: null, text: "Recalling A desk," },
      { kind: "OPERATIVE", number: "1", text: "A desk is done." },
    ]);
    expect(draft.text).toBe(
      `Test conference 1\n\nThe conference concludes:\n\n1. ${first.symbol}: A review\n\nRecalling A review,\n\nA review is done.\n\n2. ${second.symbol}: A desk\n\nRecalling A desk,\n\nA desk is done.`,
    );
    expect(draft.preamble).toBe("La conférence conclut :");
    expect(draft.french).toContain("FR a\n\nFR b");
  });

  it("wait for open ballots and for decisions that are not declared", async () => {
    const id = await propose(plenary, "head-us", text("Late"));
    for (const locale of LANGUAGES)
      await cast.as.secretariat.deed("fileTranslation", {
        recommendationId: id,
        expectedVersion: 1,
        locale,
        text: "a\n\nb",
        conformed: true,
      });
    const { ballot } = await plenary.chair.does("OpenBallot", { recommendationId: id, tallyVisibility: "HIDDEN" });
    expect((await publish("secretariat")).__typename).toBe("InvalidState");
    for (const head of plenary.heads.values()) await head.does("CastVote", { ballotId: ballot.id, choice: "AGAINST" });
    await plenary.heads.get("head-us")!.deed("changeVote", { ballotId: ballot.id, choice: "FOR" });
    await plenary.chair.does("CloseBallot", { ballotId: ballot.id });
    await plenary.chair.deed("declareDecision", { ballotId: ballot.id });
  });

  it("are published once for everybody who takes part, are told to the plenary, and have a hash that anybody can make again", async () => {
    const watch = cast.as["observer of the plenary"].subscribe(
      "subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on ConclusionsPublishedEvent { conclusions { hash items { symbol } } } } }",
      { id: plenary.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [one, other] = await Promise.all([publish("secretariat"), publish("secretariat")]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ __typename: "PublishConclusionsSuccess" });
    const { conclusions } = one;
    expect(conclusions.publishedAt).not.toBeNull();
    const document = {
      items: conclusions.items.map((item: any) => ({
        number: item.number,
        origins: item.origins,
        symbol: item.symbol,
        texts: item.texts.map((each: any) => ({ locale: each.locale, text: each.text })),
        title: item.title,
      })),
      number: 1,
      preamble: conclusions.preambles,
      series: "TEST",
      title: conclusions.title,
    };
    expect(conclusions.items[0].texts.map((each: any) => each.locale)).toEqual(["AR", "EN", "ES", "FR"]);
    expect(conclusions.hash).toBe(createHash("sha256").update(JSON.stringify(document)).digest("hex"));
    await watch.until(1);
    expect(watch.messages[0].data.roundTableEvents).toEqual({
      __typename: "ConclusionsPublishedEvent",
      conclusions: { hash: conclusions.hash, items: conclusions.items.map(({ symbol }: any) => ({ symbol })) },
    });
    watch.stop();
    for (const person of [
      "facilitator",
      "delegate",
      "observer",
      "facilitator of another region",
      "secretariat",
    ] as const)
      expect(await seen(person)).toEqual({
        conclusions: conclusions.items.map(({ symbol }: any) => ({ symbol })),
        conclusionsDocument: conclusions,
      });
    expect(await seen("delegate of another conference")).toBeNull();
  });

  it("never change after that, whoever asks: neither they nor the decisions behind them", async () => {
    expect(await arrange("secretariat", { expectedVersion: 2 })).toMatchObject({
      __typename: "InvalidState",
      message: expect.stringContaining("published"),
    });
    for (const statement of [
      "UPDATE conclusions SET hash = 'ab'",
      "DELETE FROM conclusions",
      "DELETE FROM conclusion_item WHERE position = 2",
      "UPDATE conclusion_item SET position = 9 WHERE position = 1",
      "UPDATE conclusion_preamble SET text = 'Other'",
      "INSERT INTO conclusion_preamble SELECT conference_id, 'AR', 'x' FROM conclusions",
      "TRUNCATE conclusion_item",
    ])
      await expect(sql(app, statement)).rejects.toThrow(/append-only|are published|violates foreign key/);
    const [row] = await sql<{ id: string }>(app, "SELECT id FROM ballot WHERE recommendation_id = $1", [own]);
    const reason = "The wrong text was on the screen.";
    await plenary.chair.deed("proposeAnnulment", { ballotId: row!.id, reason });
    expect(await cast.as.secretariat.deed("confirmAnnulment", { ballotId: row!.id })).toMatchObject({
      __typename: "InvalidState",
      message: expect.stringContaining("published conclusions"),
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, type Person } from "../support/cast.js";
import type { Client } from "../support/client.js";
import { adopt, forward, openRegions, propose, type Regions, textsOfPlenary } from "../support/plenary.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

let app: TestApp;
let cast: Cast;
let regions: Regions;
let plenary: Room;
let chair: Client;

const SHARED = { kind: "OPERATIVE", text: "Members share notices within the hour." };

const merge = (client: Client, input: object, fields = "recommendation { id symbol }"): Promise<any> =>
  client.deed("mergeRecommendations", { agendaItemId: plenary.itemId, title: "One text", ...input }, fields);

/** Two forwarded texts, one of each region, with a paragraph that reads the same. */
async function forwarded(): Promise<[string, string]> {
  const texts: string[] = [];
  for (const [room, ref, name] of [
    [regions.africa, "head-zm", "African"],
    [regions.americas, "head-ca", "American"],
  ] as const) {
    const id = await propose(room, ref, {
      title: `${name} text`,
      paragraphs: [
        { kind: "PREAMBULAR", text: `Recalling ${name} practice,` },
        { kind: "OPERATIVE", text: `${name} members open a desk.` },
        SHARED,
      ],
    });
    await adopt(room, id);
    texts.push(await forward(regions, room, id));
  }
  return texts as [string, string];
}

const read = async (id: string, fields: string): Promise<any> =>
  (await cast.as.secretariat.send(`query($id: ID!) { recommendation(id: $id) { ${fields} } }`, { id })).data
    .recommendation;
const PARAGRAPHS =
  "currentVersion { paragraphs { paragraphId text origins { number step { symbol relation depth } } } }";

beforeAll(async () => {
  app = await startApp();
  cast = await assembleCast(app);
  regions = await openRegions(cast.conference);
  plenary = await openRoom(cast.conference, "plenary", [...cast.conference.africans, "head-ca", "head-us"]);
  chair = plenary.chair;
}, 40_000);
afterAll(() => app.close());

describe("merging texts before the plenary", () => {
  it("finds nothing for strangers and is for the chair of the plenary alone", async () => {
    const recommendationIds = await forwarded();
    const answers: Partial<Record<Person, string>> = {
      "secretariat of another conference": "NotFound",
      "facilitator of another region": "NotFound",
      facilitator: "NotFound",
      delegate: "NotEntitled",
      "observer of the plenary": "NotEntitled",
    };
    for (const [person, answer] of Object.entries(answers))
      expect([person, (await merge(cast.as[person as Person], { recommendationIds })).__typename]).toEqual([
        person,
        answer,
      ]);
  });

  it("is not for an item that is put off", async () => {
    const recommendationIds = await forwarded();
    const state = (word: string) => sql(app, "UPDATE agenda_item SET state = $2 WHERE id = $1", [plenary.itemId, word]);
    await state("DEFERRED");
    expect(await merge(chair, { recommendationIds })).toMatchObject({ code: "INVALID_STATE" });
    await state("UNDER_DISCUSSION");
  });

  it("is not for the texts of a region", async () => {
    const recommendationIds = [
      await propose(regions.africa, "head-zm", { title: "A", text: "A" }),
      regions.africa.recommendationId,
    ];
    expect(await merge(cast.as.facilitator, { agendaItemId: regions.africa.itemId, recommendationIds })).toMatchObject({
      __typename: "InvalidState",
    });
    expect(await merge(chair, { recommendationIds })).toMatchObject({ __typename: "NotFound" });
  });

  it("wants two to twenty texts, each once, and paragraphs that are theirs, in order", async () => {
    const [one, two] = await forwarded();
    const ids = (await read(one, PARAGRAPHS)).currentVersion.paragraphs.map((paragraph: any) => paragraph.paragraphId);
    for (const input of [
      { recommendationIds: [one] },
      { recommendationIds: [one, one] },
      { recommendationIds: [] },
      { recommendationIds: [one, two], paragraphIds: [] },
      { recommendationIds: [one, two], paragraphIds: [two] },
      { recommendationIds: [one, two], paragraphIds: [ids[1], ids[0]] },
      { recommendationIds: [one, two], title: " " },
      { recommendationIds: [one, two], locale: "FR" },
    ])
      expect([input, (await merge(chair, input)).__typename]).toEqual([input, "InvalidInput"]);
    expect(await merge(chair, { recommendationIds: [one, plenary.itemId] })).toMatchObject({ __typename: "NotFound" });
  });

  it("makes one text of two: what reads the same once, each paragraph with its origins back to the regions", async () => {
    const [one, two] = await forwarded();
    const answer = await merge(chair, { recommendationIds: [two, one] });
    const merged = await read(
      answer.recommendation.id,
      `state title symbol sponsors { delegation { country { code } } } origins { title relation } lineage { ancestors { depth relation bodyTitle } } ${PARAGRAPHS}`,
    );
    expect(merged).toMatchObject({ state: "PROPOSED", title: "One text" });
    expect(merged.sponsors.map((one: any) => one.delegation.country.code)).toEqual(["CA", "ZM"]);
    expect(merged.origins).toEqual([
      { title: "American text", relation: "MERGED" },
      { title: "African text", relation: "MERGED" },
    ]);
    expect(merged.lineage.ancestors.map((step: any) => `${step.depth} ${step.relation} ${step.bodyTitle}`)).toEqual([
      "1 MERGED Plenary",
      "1 MERGED Plenary",
      "2 FORWARDED Americas",
      "2 FORWARDED Africa",
    ]);
    const { paragraphs } = merged.currentVersion;
    expect(paragraphs.map((paragraph: any) => paragraph.text)).toEqual([
      "Recalling American practice,",
      "Recalling African practice,",
      "American members open a desk.",
      SHARED.text,
      "African members open a desk.",
    ]);
    const shared = paragraphs[3].origins.map(
      (origin: any) => `${origin.step.depth} ${origin.number} ${origin.step.symbol.split("/")[2]}`,
    );
    expect(shared).toEqual(["1 2 PL", "1 2 PL", "2 2 AME", "2 2 AFR"]);
    for (const id of [one, two]) {
      const source = await read(id, "state derived { symbol relation recommendation { id } }");
      expect(source).toEqual({
        state: "MERGED",
        derived: [{ symbol: merged.symbol, relation: "MERGED", recommendation: { id: answer.recommendation.id } }],
      });
    }
  });

  it("takes the paragraphs that are chosen, and keeps the origins of all texts", async () => {
    const [one, two] = await forwarded();
    const ids = async (id: string): Promise<string[]> =>
      (await read(id, PARAGRAPHS)).currentVersion.paragraphs.map((paragraph: any) => paragraph.paragraphId);
    const [ofOne, ofTwo] = [await ids(one), await ids(two)];
    const answer = await merge(
      chair,
      { recommendationIds: [one, two], paragraphIds: [ofTwo[0], ofOne[2], ofTwo[2], ofTwo[1]] },
      `recommendation { origins { symbol } ${PARAGRAPHS} }`,
    );
    expect(answer.recommendation.origins).toHaveLength(2);
    expect(answer.recommendation.currentVersion.paragraphs.map((paragraph: any) => paragraph.text)).toEqual([
      "Recalling American practice,",
      SHARED.text,
      "American members open a desk.",
    ]);
  });

  it("waits for translations: a language is conformed only if every paragraph is, and the gate stays closed until then", async () => {
    const [one, two] = await forwarded();
    const file = (id: string, locale: string, conformed = true): Promise<any> =>
      cast.as.secretariat.deed("fileTranslation", {
        recommendationId: id,
        expectedVersion: 1,
        locale,
        text: `${locale} a\n\n${locale} b\n\n${locale} c`,
        conformed,
      });
    await file(one, "FR");
    await file(two, "FR");
    await file(one, "ES");
    await file(two, "ES", false);
    await file(one, "AR");
    const { recommendation } = await merge(
      chair,
      { recommendationIds: [one, two] },
      "recommendation { id currentVersion { languages { locale conformity missingParagraphs { text } } } }",
    );
    expect(
      Object.fromEntries(
        recommendation.currentVersion.languages.map((one: any) => [
          one.locale,
          [one.conformity, one.missingParagraphs.length],
        ]),
      ),
    ).toEqual({
      AR: [null, 2],
      EN: ["ORIGINAL", 0],
      ES: ["DRAFT", 0],
      FR: ["CONFORMED", 0],
    });
    expect(await chair.deed("openBallot", { recommendationId: recommendation.id }, "__typename")).toMatchObject({
      __typename: "LanguageGateClosed",
      message: expect.stringContaining("ES"),
    });
  });

  it("is refused for texts that a ballot or an amendment is still about, and for those that are settled", async () => {
    const [one, two] = await forwarded();
    const recommendationIds = [one, two];
    const paragraphId = (await read(one, PARAGRAPHS)).currentVersion.paragraphs[1].paragraphId;
    const head = plenary.heads.get("head-ke")!;
    const amended = await head.deed(
      "proposeAmendment",
      { recommendationId: one, expectedVersion: 1, kind: "REPLACE", paragraphId, text: "Otherwise." },
      "amendment { id }",
    );
    expect(amended).toMatchObject({ __typename: "ProposeAmendmentSuccess" });
    expect(await merge(chair, { recommendationIds })).toMatchObject({
      __typename: "InvalidState",
      message: expect.stringContaining("amendments"),
    });
    await head.deed("withdrawAmendment", { amendmentId: amended.amendment.id });
    for (const locale of ["AR", "FR", "ES"])
      await cast.as.secretariat.deed("fileTranslation", {
        recommendationId: two,
        expectedVersion: 1,
        locale,
        text: "a\n\nb\n\nc",
        conformed: true,
      });
    const { ballot } = await chair.does("OpenBallot", { recommendationId: two, tallyVisibility: "HIDDEN" });
    expect(await merge(chair, { recommendationIds })).toMatchObject({
      __typename: "InvalidState",
      message: expect.stringContaining("ballot"),
    });
    for (const one of plenary.heads.values()) await one.does("CastVote", { ballotId: ballot.id, choice: "FOR" });
    await chair.does("CloseBallot", { ballotId: ballot.id });
    expect(await merge(chair, { recommendationIds })).toMatchObject({
      __typename: "InvalidState",
      message: expect.stringContaining("ballot"),
    });
    await chair.deed("declareDecision", { ballotId: ballot.id });
    expect(await merge(chair, { recommendationIds })).toMatchObject({
      __typename: "InvalidState",
      message: expect.stringContaining("ADOPTED"),
    });
  });

  it("happens once, whoever sends it again and however many at the same moment, and tells the room", async () => {
    const recommendationIds = await forwarded();
    const watch = cast.as["observer of the plenary"].subscribe(
      "subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on RecommendationsMergedEvent { recommendation { title } sources { id state } } } }",
      { id: plenary.tableId },
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = (await textsOfPlenary(regions)).length;
    const input = { recommendationIds, clientMutationId: "merge-1" };
    const answers = await Promise.all([
      merge(chair, input),
      merge(chair, input),
      merge(cast.as.secretariat, { recommendationIds }),
    ]);
    const won = answers
      .filter((answer) => answer.__typename === "MergeRecommendationsSuccess")
      .map((answer) => answer.recommendation.id);
    expect([new Set(won).size, won.length]).toEqual(answers[2].__typename === "InvalidState" ? [1, 2] : [1, 1]);
    expect((await textsOfPlenary(regions)).length).toBe(before + 1);
    await watch.until(1);
    expect(watch.messages[0].data.roundTableEvents).toEqual({
      __typename: "RecommendationsMergedEvent",
      recommendation: { title: "One text" },
      sources: recommendationIds.map((id) => ({ id, state: "MERGED" })),
    });
    watch.stop();
    if (won.length === 2)
      expect(await merge(chair, { ...input, title: "Another" })).toMatchObject({ __typename: "IdempotencyConflict" });
  });
});

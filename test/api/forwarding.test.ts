import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, outsiders, type Person } from "../support/cast.js";
import { adopt, forward, openRegions, propose, type Regions, textsOfPlenary } from "../support/plenary.js";
import { sql } from "../support/sql.js";

const TEXT = `recommendation(id: $id) { state symbol title
  sponsors { delegation { country { code } } }
  currentVersion { number originalLocale text hash texts { locale text conformity } paragraphs { paragraphId kind text texts { locale } origins { number step { symbol depth } } } } }`;

let app: TestApp;
let cast: Cast;
let regions: Regions;
let items: string[];

const deed = (person: Person, input: object, fields?: string): Promise<any> =>
  cast.as[person].deed("forwardRecommendation", input, fields);

/** A text that Africa has adopted. */
async function adopted(title = "Adopted"): Promise<string> {
  const id = await propose(regions.africa, "head-zm", { title, text: `Members ${title}.` });
  await adopt(regions.africa, id);
  return id;
}

beforeAll(async () => {
  app = await startApp();
  cast = await assembleCast(app);
  regions = await openRegions(cast.conference);
  items = (
    await sql<{ id: string }>(app, "SELECT id FROM agenda_item WHERE round_table_id = $1 ORDER BY position", [
      regions.plenaryId,
    ])
  ).map(({ id }) => id);
}, 40_000);
afterAll(() => app.close());

describe("forwarding a text to the plenary", () => {
  it.each(outsiders)("finds nothing to forward for the %s", async (person) => {
    expect(await deed(person, { recommendationId: regions.africa.recommendationId })).toMatchObject({
      __typename: "NotFound",
    });
  });

  it.each(["delegate", "alternate", "adviser", "observer", "rapporteur"] as const)(
    "is not for the %s",
    async (person) => {
      expect(await deed(person, { recommendationId: regions.africa.recommendationId })).toMatchObject({
        __typename: "NotEntitled",
      });
    },
  );

  it("needs an adopted text, one of a region, and an item of this plenary that is not closed", async () => {
    const id = await adopted();
    const answer = async (input: object): Promise<string> => (await deed("secretariat", input)).__typename as string;
    expect(await answer({ recommendationId: regions.africa.recommendationId })).toBe("InvalidState");
    const [ofPlenary] = await textsOfPlenary(regions);
    expect(await answer({ recommendationId: ofPlenary!.id })).toBe("InvalidState");
    for (const agendaItemId of [regions.africa.itemId, "nothing", id])
      expect(await answer({ recommendationId: id, agendaItemId })).toBe("NotFound");
    await sql(app, "UPDATE agenda_item SET state = 'CLOSED' WHERE id = $1", [items[1]]);
    expect(await answer({ recommendationId: id, agendaItemId: items[1] })).toBe("InvalidState");
    await sql(app, "UPDATE agenda_item SET state = 'PENDING' WHERE id = $1", [items[1]]);
  });

  it("leaves out what the plenary has put off: it is not taken up again", async () => {
    const id = await adopted("Put off");
    const state = (word: string, of: readonly (string | undefined)[]) =>
      sql(app, "UPDATE agenda_item SET state = $2 WHERE id = ANY($1)", [of, word]);
    await state("DEFERRED", items);
    for (const agendaItemId of [null, items[0], items[1]])
      expect(await deed("secretariat", { recommendationId: id, agendaItemId })).toMatchObject({
        code: "INVALID_STATE",
        message: expect.stringMatching(/deferred|DEFERRED/),
      });
    await state("PENDING", [items[1]]);
    const { recommendation } = await deed("secretariat", { recommendationId: id }, "recommendation { state }");
    expect(recommendation).toEqual({ state: "FORWARDED" });
    const [copy] = await sql(
      app,
      "SELECT r.agenda_item_id FROM recommendation r JOIN recommendation_origin o ON o.recommendation_id = r.id WHERE o.origin_id = $1",
      [id],
    );
    expect(copy).toEqual({ agenda_item_id: items[1] });
    await state("PENDING", items);
  });

  it("waits until a hidden decision is declared", async () => {
    const id = await propose(regions.africa, "head-zm", { title: "Hidden", text: "Members wait." });
    const { ballot } = await regions.africa.chair.does("OpenBallot", {
      recommendationId: id,
      tallyVisibility: "HIDDEN",
    });
    for (const head of regions.africa.heads.values())
      await head.does("CastVote", { ballotId: ballot.id, choice: "FOR" });
    await regions.africa.chair.does("CloseBallot", { ballotId: ballot.id });
    expect(await deed("facilitator", { recommendationId: id })).toMatchObject({ __typename: "InvalidState" });
    await regions.africa.chair.deed("declareDecision", { ballotId: ballot.id });
    expect(await deed("facilitator", { recommendationId: id })).toMatchObject({
      __typename: "ForwardRecommendationSuccess",
    });
  });

  it("puts a copy before the plenary: paragraphs, languages, sponsors, and where each paragraph came from", async () => {
    const paragraphs = [
      { kind: "PREAMBULAR", text: "Recalling the first conference," },
      { kind: "OPERATIVE", text: "Members open a desk." },
      { kind: "OPERATIVE", text: "Members share notices." },
    ];
    const id = await propose(regions.africa, "head-zm", { title: "A desk", paragraphs });
    await regions.africa.heads.get("head-ke")!.deed("sponsorRecommendation", { recommendationId: id });
    const file = (locale: string, conformed: boolean): Promise<any> =>
      cast.as.secretariat.deed("fileTranslation", {
        recommendationId: id,
        expectedVersion: 1,
        locale,
        text: "a\n\nb\n\nc",
        conformed,
      });
    await file("FR", true);
    await file("ES", false);
    await adopt(regions.africa, id);
    const copyId = await forward(regions, regions.africa, id);
    const read = async (one: string): Promise<any> =>
      (await cast.as.secretariat.send(`query($id: ID!) { ${TEXT} }`, { id: one })).data.recommendation;
    const [source, copy] = [await read(id), await read(copyId)];
    expect(source).toMatchObject({ state: "FORWARDED" });
    expect(copy).toMatchObject({ state: "PROPOSED", title: "A desk", sponsors: source.sponsors });
    expect(copy.symbol).toMatch(/^TEST\/1\/PL\/R\.\d+$/);
    expect(copy.sponsors).toHaveLength(2);
    const { currentVersion: made } = copy;
    expect({ ...made, paragraphs: null }).toEqual({ ...source.currentVersion, paragraphs: null });
    expect(made.texts.map((one: any) => `${one.locale} ${one.conformity}`).sort()).toEqual([
      "EN ORIGINAL",
      "ES DRAFT",
      "FR CONFORMED",
    ]);
    expect(made.paragraphs.map((one: any) => ({ kind: one.kind, text: one.text }))).toEqual(paragraphs);
    expect(made.paragraphs.map((one: any) => one.origins)).toEqual(
      [null, "1", "2"].map((number) => [{ number, step: { symbol: source.symbol, depth: 1 } }]),
    );
    const ids = (text: any): string[] => text.currentVersion.paragraphs.map((one: any) => one.paragraphId);
    expect(ids(copy).filter((one) => ids(source).includes(one))).toEqual([]);
  });

  it("takes the item that is named, and otherwise the first of the plenary for decisions", async () => {
    const itemOf = async (answer: any): Promise<string> => answer.forwarded.agendaItem.id;
    const fields = "forwarded { agendaItem { id } }";
    expect(await itemOf(await deed("secretariat", { recommendationId: await adopted("One") }, fields))).toBe(items[0]);
    expect(
      await itemOf(
        await deed("secretariat", { recommendationId: await adopted("Two"), agendaItemId: items[1] }, fields),
      ),
    ).toBe(items[1]);
  });

  it("shows the copy only to whoever is admitted to the plenary; the region's chair learns that it was forwarded", async () => {
    const fields =
      "recommendation { state derived { symbol } lineage { descendants { symbol } } } forwarded { symbol }";
    expect(await deed("facilitator", { recommendationId: await adopted("Seen") }, fields)).toEqual({
      __typename: "ForwardRecommendationSuccess",
      recommendation: { state: "FORWARDED", derived: [], lineage: { descendants: [] } },
      forwarded: null,
    });
  });

  it("happens once: sent again with its key it answers the same, without it that the text is forwarded", async () => {
    const recommendationId = await adopted("Once");
    const input = { recommendationId, clientMutationId: "once" };
    const before = (await textsOfPlenary(regions)).length;
    const fields = "forwarded { id }";
    const first = await deed("secretariat", input, fields);
    expect(first.forwarded.id).toBeTruthy();
    expect(await deed("secretariat", input, fields)).toEqual(first);
    expect(await deed("secretariat", { ...input, agendaItemId: items[0] })).toMatchObject({
      __typename: "IdempotencyConflict",
    });
    expect(await deed("secretariat", { recommendationId })).toMatchObject({ __typename: "InvalidState" });
    expect((await textsOfPlenary(regions)).length).toBe(before + 1);
  });

  it("happens once also when two ask at the same moment", async () => {
    const recommendationId = await adopted("Race");
    const before = (await textsOfPlenary(regions)).length;
    const answers = await Promise.all(
      (["facilitator", "secretariat", "vice-chair", "facilitator"] as const).map((person) =>
        deed(person, { recommendationId }),
      ),
    );
    expect(answers.map((answer) => answer.__typename).sort()).toEqual([
      "ForwardRecommendationSuccess",
      "InvalidState",
      "InvalidState",
      "InvalidState",
    ]);
    expect((await textsOfPlenary(regions)).length).toBe(before + 1);
  });

  it("gives texts of two regions that come at the same moment two symbols", async () => {
    await adopt(regions.americas);
    const africans = [await adopted("A"), await adopted("B")];
    const americas = regions.americas.recommendationId;
    const before = (await textsOfPlenary(regions)).length;
    const answers = await Promise.all(
      [...africans, americas].map((recommendationId) => deed("secretariat", { recommendationId })),
    );
    expect(answers.map((answer) => answer.__typename)).toEqual(Array(3).fill("ForwardRecommendationSuccess"));
    const symbols = (await textsOfPlenary(regions)).map(({ symbol }) => symbol);
    expect(new Set(symbols).size).toBe(before + 3);
  });

  it("waits for nobody in a circle: beside people who come, go and are withdrawn in both rooms", async () => {
    const texts = [await adopted("C"), await adopted("D"), await adopted("E")];
    const [row] = await sql<{ id: string }>(
      app,
      "SELECT d.id FROM delegate d JOIN participation p ON p.id = d.participation_id WHERE p.display_name = 'ADVISER of KE'",
    );
    const comings = [regions.africa.tableId, regions.plenaryId].flatMap((roundTableId) =>
      ["checkIn", "checkOut"].map((name) => regions.africa.heads.get("head-ng")!.deed(name, { roundTableId })),
    );
    const answers = await Promise.all([
      ...texts.map((recommendationId) => deed("secretariat", { recommendationId })),
      cast.as.secretariat.deed("withdrawDelegate", { delegateId: row!.id }),
      ...comings,
    ]);
    expect(answers.filter((answer) => !/Success$/.test(answer.__typename))).toEqual([]);
    await regions.africa.heads.get("head-ng")!.deed("checkIn", { roundTableId: regions.africa.tableId });
  });

  it("takes the copy out of its sponsor's hands: what a region adopted is changed by amendments alone", async () => {
    const id = await adopted("Not its sponsor's");
    await deed("facilitator", { recommendationId: id });
    const copy = (await textsOfPlenary(regions)).at(-1)!;
    const sponsor = cast.as["delegate"];
    const change = { recommendationId: copy.id, expectedVersion: 1, text: "Something else." };
    expect(await sponsor.deed("reviseRecommendation", change)).toMatchObject({ code: "INVALID_STATE" });
    expect(await sponsor.deed("withdrawRecommendation", { recommendationId: copy.id })).toMatchObject({
      code: "INVALID_STATE",
      message: expect.stringContaining("propose an amendment"),
    });
  });

  it("tells both rooms, each of its own text", async () => {
    const recommendationId = await adopted("Told");
    const events = `subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on RecommendationForwardedEvent { recommendation { id state } } ... on RecommendationReceivedEvent { recommendation { id state origins { title recommendation { id } } } } } }`;
    const region = cast.as.observer.subscribe(events, { id: regions.africa.tableId });
    const plenary = cast.as["observer of the plenary"].subscribe(events, { id: regions.plenaryId });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const copyId = await forward(regions, regions.africa, recommendationId);
    await Promise.all([region.until(1), plenary.until(1)]);
    expect(region.messages[0].data.roundTableEvents).toEqual({
      __typename: "RecommendationForwardedEvent",
      recommendation: { id: recommendationId, state: "FORWARDED" },
    });
    expect(plenary.messages[0].data.roundTableEvents).toEqual({
      __typename: "RecommendationReceivedEvent",
      recommendation: { id: copyId, state: "PROPOSED", origins: [{ title: "Told", recommendation: null }] },
    });
    region.stop();
    plenary.stop();
  });

  it("cannot be undone: neither the origin nor the decision behind it", async () => {
    const recommendationId = await adopted("Kept");
    await forward(regions, regions.africa, recommendationId);
    for (const statement of [
      "DELETE FROM recommendation_origin",
      "UPDATE paragraph_origin SET paragraph_id = paragraph_id",
      "TRUNCATE recommendation_origin",
    ])
      await expect(sql(app, statement)).rejects.toThrow("append-only");
    const [{ id: ballotId }] = (await sql<{ id: string }>(app, "SELECT id FROM ballot WHERE recommendation_id = $1", [
      recommendationId,
    ])) as [{ id: string }];
    await cast.as.facilitator.deed("proposeAnnulment", { ballotId, reason: "Wrong text" });
    expect(await cast.as.secretariat.deed("confirmAnnulment", { ballotId })).toMatchObject({
      __typename: "InvalidState",
    });
    const [row] = await sql<{ r: string; o: string }>(
      app,
      "SELECT recommendation_id AS r, origin_id AS o FROM recommendation_origin LIMIT 1",
    );
    await expect(
      sql(
        app,
        "INSERT INTO recommendation_origin (recommendation_id, origin_id, position, relation, by_id) SELECT $1, $2, 1, 'MERGED', by_id FROM recommendation_origin LIMIT 1",
        [row!.o, row!.r],
      ),
    ).rejects.toThrow("gets no origins");
  });
});

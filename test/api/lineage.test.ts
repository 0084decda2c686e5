import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { maySeeDerived, maySeeOrigin } from "../../src/domain/lineage/lineage.policy.js";
import { LineageRelation } from "../../src/domain/lineage/lineage.words.js";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, type Person } from "../support/cast.js";
import { adopt, forward, openRegions, propose, type Regions } from "../support/plenary.js";
import { rawAnswer } from "../support/raw.js";
import { openRoom, type Room } from "../support/room.js";
import { builtSchema, everyPath } from "../support/schema-walk.js";

/** Stands in everything of Africa that forwarding does not tell: comments, other texts, the question of the ballot. */
const CANARY = "zanzibar-7f3a";
const DESK = "Members open a desk for urgent requests and name its officers.";

let app: TestApp;
let cast: Cast;
let regions: Regions;
let plenary: Room;
let source: string;
let copy: string;
let merged: string;

const read = async (person: Person, id: string, fields: string): Promise<any> =>
  (await cast.as[person].send(`query($id: ID!) { recommendation(id: $id) { ${fields} } }`, { id })).data.recommendation;
const LINEAGE =
  "lineage { ancestors { symbol depth relation recommendation { id } } descendants { symbol depth relation recommendation { id } } }";

beforeAll(async () => {
  app = await startApp();
  cast = await assembleCast(app);
  regions = await openRegions(cast.conference);
  plenary = await openRoom(cast.conference, "plenary", [...cast.conference.africans, "head-ca", "head-us"]);
  const { africa, americas } = regions;
  source = await propose(africa, "head-zm", { title: "A desk", text: DESK });
  await cast.as.delegate.deed("postComment", {
    recommendationId: source,
    body: `A ${CANARY} remark`,
    audience: "PUBLIC",
  });
  await propose(africa, "head-ke", { title: `${CANARY} title`, text: `${DESK} Also in ${CANARY}.` });
  await adopt(africa, source);
  copy = await forward(regions, africa, source);
  const other = await propose(americas, "head-ca", {
    title: "Another desk",
    text: "Members open a desk for urgent requests, day and night.",
  });
  await adopt(americas, other);
  const second = await forward(regions, americas, other);
  const answer = await plenary.chair.deed(
    "mergeRecommendations",
    { agendaItemId: plenary.itemId, recommendationIds: [copy, second], title: "One desk" },
    "recommendation { id }",
  );
  merged = answer.recommendation.id;
}, 40_000);
afterAll(() => app.close());

describe("lineage", () => {
  it("is read in both directions in one query", async () => {
    const steps = (rows: any[]): string[] =>
      rows.map((row) => `${row.depth} ${row.relation} ${row.symbol.split("/")[2]}`);
    const { lineage } = await read("secretariat", copy, LINEAGE);
    expect([steps(lineage.ancestors), steps(lineage.descendants)]).toEqual([["1 FORWARDED AFR"], ["1 MERGED PL"]]);
    expect(lineage.ancestors[0].recommendation.id).toBe(source);
    const ofSource = await read("secretariat", source, LINEAGE);
    expect(steps(ofSource.lineage.descendants)).toEqual(["1 FORWARDED PL", "2 MERGED PL"]);
    const ofMerged = await read("secretariat", merged, LINEAGE);
    expect(steps(ofMerged.lineage.ancestors)).toEqual([
      "1 MERGED PL",
      "1 MERGED PL",
      "2 FORWARDED AFR",
      "2 FORWARDED AME",
    ]);
  });

  it("tells the plenary symbol, title and body of what was forwarded, and not the text itself", async () => {
    const fields =
      "origins { symbol title bodyTitle bodyKind relation depth recommendation { id } } currentVersion { paragraphs { origins { number step { symbol recommendation { id } } } } }";
    const { origins, currentVersion } = await read("observer of the plenary", copy, fields);
    const symbol = expect.stringMatching(/^TEST\/1\/AFR\/R\.\d$/);
    expect(origins).toEqual([
      {
        symbol,
        title: "A desk",
        bodyTitle: "Africa",
        bodyKind: "REGIONAL",
        relation: "FORWARDED",
        depth: 1,
        recommendation: null,
      },
    ]);
    expect(currentVersion.paragraphs[0].origins).toEqual([{ number: "1", step: { symbol, recommendation: null } }]);
  });

  it("shows those of the region who are not admitted to the plenary only that their text was forwarded", async () => {
    expect(await read("facilitator", source, `state derived { symbol } ${LINEAGE}`)).toEqual({
      state: "FORWARDED",
      derived: [],
      lineage: { ancestors: [], descendants: [] },
    });
    expect((await read("delegate", source, "derived { recommendation { id } }")).derived).toEqual([
      { recommendation: { id: copy } },
    ]);
  });

  it("tells nobody outside of a region a word that was not forwarded, along any way from the text", async () => {
    const ways = everyPath(builtSchema.getType("Recommendation") as never, 3);
    const answers: string[] = [];
    for (const id of [copy, merged])
      for (const way of ways)
        answers.push(
          await rawAnswer(
            cast.as["observer of the plenary"],
            `query($id: ID!) { recommendation(id: $id) { ${way} } }`,
            { id },
          ),
        );
    expect(answers.filter((answer) => answer.includes('"errors"'))).toEqual([]);
    expect(answers.join("")).toContain("A desk");
    expect(answers.join("")).not.toContain(CANARY);
    for (const secret of [source, regions.africa.tableId, regions.africa.itemId])
      expect(answers.join("")).not.toContain(secret);
  });

  it.each<[string, relation: LineageRelation, end: boolean, start: boolean, origin: boolean, derived: boolean]>([
    ["admitted to both", LineageRelation.FORWARDED, true, true, true, true],
    ["admitted to where it ends", LineageRelation.FORWARDED, true, false, true, true],
    ["admitted to where it begins", LineageRelation.FORWARDED, false, true, true, false],
    ["admitted to neither", LineageRelation.FORWARDED, false, false, false, false],
    ["a merging in a body that does not let the viewer in", LineageRelation.MERGED, false, false, false, false],
    ["a merging seen from elsewhere", LineageRelation.MERGED, false, true, false, false],
  ])("a step is seen or not: %s", (_who, relation, end, start, origin, derived) => {
    const step = { relation, roundTableId: "end", viaTableId: "start" };
    const isAdmitted = (id: string): boolean => (id === "end" ? end : start);
    expect([maySeeOrigin(step, isAdmitted), maySeeDerived(step, isAdmitted)]).toEqual([origin, derived]);
  });
});

describe("similar paragraphs", () => {
  const SIMILAR =
    "currentVersion { paragraphs { similar(first: 3) { similarity recommendation { symbol title } paragraph { text number } } } }";

  it("come from other texts of bodies that let the viewer in, the most alike first", async () => {
    const [paragraph] = (await read("secretariat", source, SIMILAR)).currentVersion.paragraphs;
    expect(paragraph.similar.map((one: any) => one.recommendation.title)).toEqual([`${CANARY} title`]);
    expect(paragraph.similar[0]).toMatchObject({ paragraph: { text: `${DESK} Also in ${CANARY}.`, number: "1" } });
    expect(paragraph.similar[0].similarity).toBeGreaterThan(60);
  });

  it("are shown across the regions to whoever is admitted to them, and to others from their own bodies alone", async () => {
    const american = await propose(regions.americas, "head-us", {
      title: "A third desk",
      text: "Members open a desk for urgent requests.",
    });
    const titles = async (person: Person): Promise<string[]> =>
      (await read(person, american, SIMILAR)).currentVersion.paragraphs[0].similar.map(
        (one: any) => one.recommendation.title,
      );
    expect(await titles("secretariat")).toEqual(expect.arrayContaining(["One desk", `${CANARY} title`]));
    expect(await titles("delegate of another region")).toEqual(expect.arrayContaining(["One desk"]));
    expect(await titles("delegate of another region")).not.toContain(`${CANARY} title`);
    expect(await titles("facilitator of another region")).not.toContain("One desk");
  });

  it("are of the wording that counts now, and a text is not compared with what it came from", async () => {
    const [paragraph] = (await read("delegate", merged, SIMILAR)).currentVersion.paragraphs;
    expect(paragraph.similar.map((one: any) => one.recommendation.title)).not.toEqual(
      expect.arrayContaining(["A desk"]),
    );
    const own = await propose(regions.africa, "head-ng", { title: "Changing", text: DESK });
    const found = async (): Promise<string[]> =>
      (await read("delegate", merged, SIMILAR)).currentVersion.paragraphs[0].similar.map(
        (one: any) => one.recommendation.title,
      );
    expect(await found()).toContain("Changing");
    await regions.africa.heads
      .get("head-ng")!
      .deed("reviseRecommendation", { recommendationId: own, expectedVersion: 1, text: "Fees are raised." });
    expect(await found()).not.toContain("Changing");
  });

  it("are at most twenty", async () => {
    for (const first of [0, 21]) {
      const { errors } = await cast.as.secretariat.send(
        `query($id: ID!) { recommendation(id: $id) { currentVersion { paragraphs { similar(first: ${first}) { similarity } } } } }`,
        { id: source },
      );
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    }
  });
});

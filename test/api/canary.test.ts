import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, outsiders } from "../support/cast.js";
import { type Watch } from "../support/client.js";
import { contractOperation, contractOperations } from "../support/contract.js";
import { packed } from "../support/packed.js";
import { rawAnswer } from "../support/raw.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import {
  builtSchema,
  everyImplementation,
  everyPath,
  minimalOperation,
  reachableFields,
  rootFields,
  selectedFields,
} from "../support/schema-walk.js";
import { sql } from "../support/sql.js";

const CANARY = "zanzibar-7f3a";

/** Everything of every type that can be reached, along every way that meets no type twice. */
const ways = (type: string, depth: number, wrap: (inner: string) => string): string[] =>
  packed(everyPath(builtSchema.getType(type) as never, depth), wrap);
const WAYS = {
  viewer: ways("Viewer", 5, (inner) => `{ viewer { ${inner} } }`),
  conferences: ways("ConferenceConnection", 4, (inner) => `{ conferences(first: 2) { ${inner} } }`),
  conference: ways("Conference", 4, (inner) => `query($id: ID!) { conference(id: $id) { ${inner} } }`),
  roundTable: ways("RoundTable", 5, (inner) => `query($id: ID!) { roundTable(id: $id) { ${inner} } }`),
  recommendation: ways("Recommendation", 5, (inner) => `query($id: ID!) { recommendation(id: $id) { ${inner} } }`),
  amendment: ways("Amendment", 4, (inner) => `query($id: ID!) { amendment(id: $id) { ${inner} } }`),
  ballot: ways("Ballot", 4, (inner) => `query($id: ID!) { ballot(id: $id) { ${inner} } }`),
  trail: ways(
    "TrailEntryConnection",
    4,
    (inner) => `query($id: ID!) { conference(id: $id) { trail { entries(first: 2) { ${inner} } } } }`,
  ),
  serverTime: ["{ serverTime }"],
  trailKey: ways("TrailKey", 1, (inner) => `{ trailKey { ${inner} } }`),
  rehearsal: ways("Rehearsal", 2, (inner) => `{ rehearsal { ${inner} } }`),
  preview: ways(
    "ConferencePreview",
    1,
    (inner) =>
      `{ previewConferenceImport(input: { file: "{}" }) { ... on PreviewConferenceImportSuccess { preview { ${inner} } } } }`,
  ),
  recount: ways("Recount", 2, (inner) => `query($id: ID!) { recount(conferenceId: $id) { ${inner} } }`),
};
const EVENTS = packed(
  everyImplementation(builtSchema, "RoundTableEvent"),
  (inner) => `subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename seq ${inner} } }`,
);

describe(`the word ${CANARY}, which stands in every text of the African round table`, () => {
  let app: TestApp;
  let cast: Cast;
  let room: Room;
  let ballotId: string;
  let amendmentId: string;
  const watches: Watch[] = [];
  const secrets: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app, { canary: CANARY });
    for (const person of outsiders) {
      for (const { conference } of [cast, { conference: cast.other }]) {
        for (const id of conference.tables.values())
          for (const document of EVENTS) watches.push(cast.as[person].subscribe(document, { id }));
      }
    }
    room = await openRoom(cast.conference);
    await play();
    for (const [name, id] of cast.conference.tables) if (name !== "africa") await beat(name, id);
    for (const code of [...cast.conference.codes.values(), ...cast.other.codes.values()]) secrets.push(code);
    for (const client of Object.values(cast.as)) secrets.push(client.token!);
  }, 40_000);
  afterAll(() => app.close());

  /** The whole life of a room, with the word in everything that people write. */
  async function play(): Promise<void> {
    const { facilitator, delegate, secretariat } = cast.as;
    const { recommendationId, itemId } = room;
    for (const audience of ["BODY", "PUBLIC"])
      await delegate.deed("postComment", { recommendationId, body: `A ${CANARY} remark`, audience });
    const proposed = await delegate.does("ProposeRecommendation", {
      agendaItemId: itemId,
      title: `${CANARY} title`,
      text: `${CANARY} text`,
    });
    await delegate.deed("reviseRecommendation", {
      recommendationId: proposed.recommendation.id,
      expectedVersion: 1,
      text: `${CANARY} again`,
      title: `${CANARY} new`,
    });
    await secretariat.deed("fileTranslation", {
      recommendationId,
      expectedVersion: 1,
      locale: "FR",
      text: `${CANARY} en français`,
      conformed: true,
    });
    const cancelled = await openBallot(
      { ...room, recommendationId: proposed.recommendation.id },
      { question: `${CANARY}?` },
    );
    await facilitator.deed("cancelBallot", { ballotId: cancelled, reason: `${CANARY} reason` });
    const { amendment } = await delegate.deed(
      "proposeAmendment",
      {
        recommendationId: proposed.recommendation.id,
        expectedVersion: 2,
        kind: "ADD",
        text: `${CANARY} amendment`,
      },
      "amendment { id }",
    );
    amendmentId = amendment.id;
    await facilitator.deed("ruleOnAmendment", { amendmentId, inOrder: true, reason: `${CANARY} ruling` });
    ballotId = await openBallot(room, { question: `Shall ${CANARY} be?` });
    for (const [index, head] of [...room.heads.values()].entries())
      await head.does("CastVote", { ballotId, choice: index < 4 ? "FOR" : "AGAINST" });
    expect(await facilitator.deed("closeBallot", { ballotId })).toMatchObject({ __typename: "CloseBallotSuccess" });
    expect(await facilitator.deed("declareDecision", { ballotId })).toMatchObject({
      __typename: "DeclareDecisionSuccess",
    });
  }

  /** Something happens in the other rooms, so that those who listen there have something to hear. */
  async function beat(name: string, roundTableId: string): Promise<void> {
    const chair = await cast.conference.as(`facilitator-${name}`);
    await chair.does("OpenRoundTable", { roundTableId });
    const other = name === "plenary" ? cast.as.delegate : cast.as["delegate of another region"];
    expect((await other.does("CheckIn", { roundTableId })).__typename).toBe("CheckInSuccess");
  }

  it("is looked for in every field that a query can come to", () => {
    const selected = selectedFields(Object.values(WAYS).flat());
    expect(reachableFields().filter((field) => !selected.has(field))).toEqual([]);
  });

  it("is really there: whoever is admitted meets it along these very ways", async () => {
    const asked = [
      ...WAYS.roundTable.map((document) => [document, room.tableId] as const),
      ...WAYS.recommendation.map((document) => [document, room.recommendationId] as const),
      ...WAYS.amendment.map((document) => [document, amendmentId] as const),
      ...WAYS.ballot.map((document) => [document, ballotId] as const),
    ];
    const met: string[] = [];
    for (const [document, id] of asked) met.push(await rawAnswer(cast.as.observer, document, { id }));
    expect(met.filter((answer) => answer.includes('"errors"'))).toEqual([]);
    for (const word of [
      `${CANARY} new`,
      `A ${CANARY} remark`,
      `Shall ${CANARY} be?`,
      `${CANARY} reason`,
      `${CANARY} en français`,
      `${CANARY} amendment`,
      `${CANARY} ruling`,
    ])
      expect(met.join("")).toContain(word);
    expect(met.join("")).toMatch(/"abstain":0,"against":2,"for":4|"for":4,"against":2/);
  });

  it.each(outsiders)("is in nothing that the %s can ask for, along every way of the schema", async (person) => {
    const client = cast.as[person];
    const answers: string[] = [];
    const ask = async (documents: readonly string[], ids: readonly (string | null)[]): Promise<void> => {
      for (const id of ids)
        for (const document of documents) answers.push(await rawAnswer(client, document, id === null ? {} : { id }));
    };
    await ask(WAYS.viewer, [null]);
    await ask(WAYS.conferences, [null]);
    await ask(WAYS.conference, [cast.conference.id, cast.other.id]);
    await ask(WAYS.trail, [cast.conference.id, cast.other.id]);
    await ask(WAYS.serverTime, [null]);
    await ask(WAYS.trailKey, [null]);
    await ask(WAYS.rehearsal, [null]);
    await ask(WAYS.preview, [null]);
    await ask(WAYS.recount, [cast.conference.id, cast.other.id]);
    await ask(WAYS.roundTable, [...cast.conference.tables.values(), ...cast.other.tables.values()]);
    await ask(WAYS.recommendation, [room.recommendationId]);
    await ask(WAYS.amendment, [amendmentId]);
    await ask(WAYS.ballot, [ballotId]);
    const ids = { roundTableId: room.tableId, first: 10 };
    for (const one of contractOperations.filter((operation) => operation.operation === "query")) {
      answers.push(await rawAnswer(client, contractOperation(one.name!.value), ids));
    }
    expect(answers.filter((answer) => answer.includes(CANARY))).toEqual([]);
    expect(answers.filter((answer) => answer.includes('"errors"'))).toEqual([]);
    expect(answers.filter((answer) => answer.includes('"displayName"')).length).toBeGreaterThan(0);
  });

  it.each(outsiders)("is in no answer to a deed that the %s tries on what belongs to the room", async (person) => {
    const ids = {
      roundTableId: room.tableId,
      agendaItemId: room.itemId,
      recommendationId: room.recommendationId,
      amendmentId,
      ballotId,
    };
    const heard: string[] = [];
    for (const root of rootFields().filter(
      ({ kind, name }) => kind === "mutation" && !/^sign|^refresh|AccessCode|Conference$|^withdrawDelegate$/.test(name),
    )) {
      const { query, variables } = minimalOperation(root, ids);
      heard.push(
        await rawAnswer(
          cast.as[person],
          query.replace("{ __typename }", "{ __typename ... on DomainError { code message } }"),
          variables,
        ),
      );
    }
    expect(heard.filter((answer) => answer.includes(CANARY))).toEqual([]);
  });

  it("is in no event or error of any room that others could try to watch", async () => {
    const received = async (): Promise<string> =>
      JSON.stringify(
        await Promise.all(
          watches.map(async (watch) => [watch.messages, await Promise.race([watch.ended, Promise.resolve(null)])]),
        ),
      );
    for (let tries = 0; tries < 100 && !/"DelegateCheckedInEvent"/.test(await received()); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const all = await received();
    expect(all).toContain('"DelegateCheckedInEvent"'); // they do hear their own rooms
    expect(all).toContain('"NOT_FOUND"');
    expect(all).not.toContain(CANARY);
    expect(all).not.toContain(room.tableId);
  });

  describe("and the server's log", () => {
    beforeAll(async () => {
      // Everything that a server might write down: refusals, broken requests, and faults of the database while something secret is sent.
      const client = cast.as.delegate;
      const code = cast.conference.codes.get("head-ke")!;
      const wrong = `${code.slice(0, -1)}!`;
      secrets.push(wrong);
      await app.client().run("SignIn", { input: { accessCode: wrong } });
      await app.client().run("SignIn", { input: { accessCode: [code] } });
      await app.client().run("SignIn", { input: { accessCode: { code } } });
      await app.client().send(`mutation { signIn(input: { accessCode: "${code}" }) { nothing } }`);
      await app.client().send(`mutation { signIn(input: { accessCode: "${code}" `);
      await app.client(`${client.token}x`).run("Me");
      await app.client().subscribe(`mutation { signIn(input: { accessCode: "${code}" `).ended;
      await sql(
        app,
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$",
      );
      for (const table of ["comment", "recommendation", "sign_in_session"])
        await sql(app, `CREATE TRIGGER fail BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fail()`);
      await sql(app, "ALTER TABLE refresh_token RENAME TO hidden");
      const failing = [
        await client.run("PostComment", {
          input: { recommendationId: room.recommendationId, body: `${CANARY} that fails` },
        }),
        await client.run("ProposeRecommendation", {
          input: { agendaItemId: room.itemId, title: `${CANARY} that fails`, text: "Text" },
        }),
        await app.client().run("SignIn", { input: { accessCode: code } }),
        await app
          .client()
          .send("mutation($input: RefreshSessionInput!) { refreshSession(input: $input) { __typename } }", {
            input: { refreshToken: "refresh-me-7f3a" },
          }),
      ];
      secrets.push("refresh-me-7f3a");
      for (const { errors } of failing)
        expect(errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    });

    it("tells of faults", () => {
      expect(app.logged.filter((line) => line.includes("planted")).length).toBeGreaterThan(1);
    });

    it("holds no access code and no token", () => {
      const log = app.logged.join("\n");
      for (const secret of secrets) expect(log.includes(secret)).toBe(false);
    });

    it("holds no word of what people wrote", () => {
      expect(app.logged.filter((line) => line.includes(CANARY))).toEqual([]);
    });
  });
});

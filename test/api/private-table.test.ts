import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { getNamedType, isInputObjectType } from "graphql";
import { uuidv7 } from "../../src/platform/kernel/ids.js";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, outsiders, type Person } from "../support/cast.js";
import { rawAnswer } from "../support/raw.js";
import { openBallot, openRoom } from "../support/room.js";
import { minimalOperation, rootFields } from "../support/schema-walk.js";

/** Inputs by which something of a private table can be named. What else is an id belongs to the conference or the viewer. */
const PRIVATE_IDS = [
  "roundTableId",
  "agendaItemId",
  "recommendationId",
  "ballotId",
  "commentId",
  "parentId",
  "appointmentId",
  "interventionId",
  "amendmentId",
  "readInId",
] as const;
type PrivateId = (typeof PRIVATE_IDS)[number];
/** Ids of people and conferences: whoever is not at the conference may not know of them either. */
const CONFERENCE_IDS = ["conferenceId", "participationId", "delegateId", "toDelegateId", "delegationId"] as const;
/** Ids that mean something only within what another id of the same input names, and are judged behind its door. */
const INNER_IDS = ["optionId", "paragraphId", "afterParagraphId", "firstCalledId"];
/** Ids of what the server does and no table has: test/rehearsal asks who may name them. */
const SERVER_IDS = ["rehearsalId"];

const inputIds = rootFields()
  .filter(({ kind }) => kind === "mutation")
  .flatMap((root) => {
    const input = root.field.args[0] && getNamedType(root.field.args[0].type);
    const names = isInputObjectType(input)
      ? Object.keys(input.getFields()).filter((name) => /Id$/.test(name) && name !== "clientMutationId")
      : [];
    return names.map((id) => ({ mutation: root.name, id, root }));
  });
const privately = inputIds.filter(({ id }) => (PRIVATE_IDS as readonly string[]).includes(id));
const conferenceWide = inputIds.filter(({ id }) => (CONFERENCE_IDS as readonly string[]).includes(id));

describe("a private round table that somebody is not admitted to", () => {
  let app: TestApp;
  let cast: Cast;
  let ids: Record<PrivateId, string>;
  let people: Record<(typeof CONFERENCE_IDS)[number], string>;
  /** Something of their own that each outsider may name beside the private id, so that only the private one can be at fault. */
  const own = new Map<Person, Partial<Record<PrivateId, string>>>();

  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    const room = await openRoom(cast.conference);
    const ballotId = await openBallot(room);
    const { comment } = await cast.as.delegate.does("PostComment", {
      recommendationId: room.recommendationId,
      body: "Between us",
    });
    const { data } = await cast.as.secretariat.send(
      "query($id: ID!) { roundTable(id: $id) { appointments { id } seats { isPresent delegation { id delegates { id participation { id } } } } } }",
      { id: room.tableId },
    );
    const { appointments, seats } = data.roundTable;
    await room.chair.deed("openSpeakersList", { agendaItemId: room.itemId });
    const request = { agendaItemId: room.itemId, kind: "STATEMENT" };
    const { intervention } = await cast.as.delegate.deed("requestFloor", request, "intervention { id }");
    const version = "query($id: ID!) { recommendation(id: $id) { currentVersion { paragraphs { paragraphId } } } }";
    const text = (
      await cast.as.delegate.deed(
        "proposeRecommendation",
        { agendaItemId: room.itemId, title: "Amended", text: "One." },
        "recommendation { id }",
      )
    ).recommendation;
    const { data: shown } = await cast.as.delegate.send(version, { id: text.id });
    const [{ paragraphId }] = shown.recommendation.currentVersion.paragraphs;
    const motion = { recommendationId: text.id, expectedVersion: 1, kind: "REPLACE", paragraphId, text: "Two." };
    const { amendment } = await cast.as.delegate.deed("proposeAmendment", motion, "amendment { id }");
    const speaker = seats.find((seat: any) => seat.isPresent).delegation.delegates[0].id;
    const note = { ballotId, delegateId: speaker, choice: "FOR" };
    const noted = await room.chair.deed("proposeReadIn", note, "readIn { id } ");
    ids = {
      interventionId: intervention.id,
      amendmentId: amendment.id,
      readInId: noted.readIn.id,
      roundTableId: room.tableId,
      agendaItemId: room.itemId,
      recommendationId: room.recommendationId,
      ballotId,
      commentId: comment.id,
      parentId: comment.id,
      appointmentId: appointments[0].id,
    };
    const { id: delegationId, delegates } = seats[0].delegation;
    const [{ id: delegateId, participation }] = delegates;
    const [conferenceId, participationId] = [cast.conference.id, participation.id];
    people = { conferenceId, participationId, delegateId, toDelegateId: delegateId, delegationId };
    for (const person of outsiders) own.set(person, await somethingOwn(person));
  });
  afterAll(() => app.close());

  async function somethingOwn(person: Person): Promise<Partial<Record<PrivateId, string>>> {
    const { data } = await cast.as[person].send(
      "{ conferences(first: 1) { edges { node { roundTables { agendaItems { id recommendations { id } } } } } } }",
    );
    const items = data.conferences.edges[0].node.roundTables.flatMap(
      (table: { agendaItems: object[] }) => table.agendaItems,
    );
    const [item] = items as { id: string; recommendations: { id: string }[] }[];
    return { agendaItemId: item!.id, recommendationId: item!.recommendations[0]!.id };
  }

  it("is what this test knows of: every id that an input takes is one of its lists", () => {
    expect(
      inputIds
        .filter(({ id }) => ![...PRIVATE_IDS, ...CONFERENCE_IDS, ...INNER_IDS, ...SERVER_IDS].includes(id as PrivateId))
        .map(({ mutation, id }) => `${mutation}: ${id}`),
    ).toEqual([]);
    expect(new Set(privately.map(({ id }) => id))).toEqual(new Set(PRIVATE_IDS));
  });

  const READERS = [
    ["roundTable", "roundTableId"],
    ["recommendation", "recommendationId"],
    ["ballot", "ballotId"],
  ] as const;
  const asked = outsiders.flatMap((person) => READERS.map(([query, id]) => ({ person, query, id })));

  it.each(asked)(
    "answers the $person who asks for its $query byte for byte like an id that never was",
    async ({ person, query, id }) => {
      const document = `query Q($id: ID!) { ${query}(id: $id) { __typename id } }`;
      const answer = await rawAnswer(cast.as[person], document, { id: ids[id] });
      expect(answer).toContain(`{"data":{"${query}":null}}`);
      for (const nobody of [randomUUID(), uuidv7(), "no-uuid-at-all"])
        expect(await rawAnswer(cast.as[person], document, { id: nobody })).toBe(answer);
      expect(await rawAnswer(cast.as[person], document, { id: ids[id].toUpperCase() })).toBe(answer);
    },
  );

  it.each(privately)(
    "answers $mutation with its $id byte for byte like an id that never was, whoever is not admitted",
    async ({ mutation, id, root }) => {
      const { query } = minimalOperation(root);
      const document = query.replace("{ __typename }", "{ __typename ... on DomainError { code message } }");
      for (const person of outsiders) {
        const beside = own.get(person)!;
        const given = (value: string): Record<string, unknown> =>
          minimalOperation(root, {
            ...(id === "parentId" ? beside : {}),
            participationId: people.participationId,
            [id]: value,
          }).variables;
        const answer = await rawAnswer(cast.as[person], document, given(ids[id as PrivateId]));
        const mayCommentAtAll = mutation !== "postComment" || id !== "parentId" || person !== "observer of the plenary";
        expect(answer).toContain(
          `{"data":{"${mutation}":{"__typename":"${mayCommentAtAll ? "NotFound" : "NotEntitled"}",`,
        );
        // Whoever may not comment is told so, whatever is answered to; only a malformed id is nobody's in any case.
        for (const nobody of [randomUUID(), uuidv7(), ...(mayCommentAtAll ? ["no-uuid-at-all"] : [])])
          expect(await rawAnswer(cast.as[person], document, given(nobody))).toBe(answer);
      }
    },
  );

  it.each(privately)(
    "tells nothing more to $mutation with its $id when the rest of the input is wrong too",
    async ({ id, root }) => {
      const { query } = minimalOperation(root);
      const document = query.replace("{ __typename }", "{ __typename ... on DomainError { code message } }");
      const wrong = {
        title: "",
        text: "",
        body: "",
        reason: "",
        question: "",
        clientMutationId: "",
        closesAt: "2001-01-01T00:00:00.000Z",
        participationId: people.participationId,
        [id]: "",
      };
      for (const person of outsiders) {
        const given = (value: string): Record<string, unknown> =>
          minimalOperation(root, { ...wrong, [id]: value }).variables;
        expect(await rawAnswer(cast.as[person], document, given(ids[id as PrivateId]))).toBe(
          await rawAnswer(cast.as[person], document, given(uuidv7())),
        );
      }
    },
  );

  it.each(conferenceWide)(
    "answers $mutation with $id of the conference like an id that never was to whoever is at another conference",
    async ({ mutation, id, root }) => {
      const document = minimalOperation(root).query.replace(
        "{ __typename }",
        "{ __typename ... on DomainError { code message } }",
      );
      for (const person of ["secretariat of another conference", "delegate of another conference"] as const) {
        const given = (value: string): Record<string, unknown> =>
          minimalOperation(root, {
            ...(mutation === "appoint" ? { roundTableId: cast.other.tables.get("africa") } : {}),
            [id]: value,
          }).variables;
        const answer = await rawAnswer(cast.as[person], document, given(people[id as "delegateId"]));
        expect(await rawAnswer(cast.as[person], document, given(uuidv7()))).toBe(answer);
        if (mutation !== "appoint" || person.startsWith("secretariat")) expect(answer).toContain('"NotFound"');
      }
    },
  );

  const watched = outsiders.flatMap((person) => [
    { person, field: "roundTableEvents", argument: "roundTableId" } as const,
    { person, field: "ballotTally", argument: "ballotId" } as const,
  ]);
  it.each(watched)(
    "refuses the $person who would watch $field with the error for an id that never was",
    async ({ person, field, argument }) => {
      const document = `subscription($id: ID!) { ${field}(${argument}: $id) { seq } }`;
      const answers = [];
      for (const id of [ids[argument], randomUUID(), uuidv7(), "no-uuid-at-all"]) {
        const watch = cast.as[person].subscribe(document, { id });
        const ended = await watch.ended;
        answers.push(JSON.stringify([watch.messages, ended]));
      }
      expect(answers[0]).toContain('"code":"NOT_FOUND"');
      expect(new Set(answers).size).toBe(1);
    },
  );

  it.each(outsiders)(
    "does not let the %s take up a cursor of it: the cursor is answered as for an id that never was",
    async (person) => {
      const { data } = await cast.as.facilitator.send("query($id: ID!) { roundTable(id: $id) { liveCursor } }", {
        id: ids.roundTableId,
      });
      const document =
        "subscription($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq } }";
      const answers = [];
      for (const id of [ids.roundTableId, uuidv7()]) {
        const watch = cast.as[person].subscribe(document, { id, after: data.roundTable.liveCursor });
        const ended = await watch.ended;
        answers.push(JSON.stringify([watch.messages, ended]));
      }
      expect(answers[0]).toContain('"code":"NOT_FOUND"');
      expect(answers[0]).toBe(answers[1]);
    },
  );
});

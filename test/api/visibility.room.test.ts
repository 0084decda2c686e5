import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { admitted, assembleCast, type Cast, endOf, outsiders, people, PEOPLE, type Person } from "../support/cast.js";
import type { Watch } from "../support/client.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

const ROOM = `query($id: ID!) { roundTable(id: $id) { title state present liveCursor myAdmission { standing mayPreside delegation { country { code } } }
  seats { isPresent delegation { country { code } } } appointments { role } agendaItems { title recommendations { title versions { text } ballots { turnout { voted } }
  comments { edges { node { body audience parent { body } } } } } } } }`;
const EVENTS = `subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename seq
  ... on CommentPostedEvent { comment { body audience parent { body } } } ... on CommentWithdrawnEvent { comment { body audience } } } }`;

const MAY: Record<Person, { standing: string; mayPreside: boolean } | null> = {
  facilitator: { standing: "STAFF", mayPreside: true },
  "vice-chair": { standing: "STAFF", mayPreside: true },
  rapporteur: { standing: "STAFF", mayPreside: false },
  secretariat: { standing: "STAFF", mayPreside: true },
  delegate: { standing: "DELEGATE", mayPreside: false },
  alternate: { standing: "DELEGATE", mayPreside: false },
  adviser: { standing: "DELEGATE", mayPreside: false },
  observer: { standing: "OBSERVER", mayPreside: false },
  "delegate of another region": null,
  "facilitator of another region": null,
  "observer of the plenary": null,
  "secretariat of another conference": null,
  "delegate of another conference": null,
};

/** Which round tables each of them finds in the list of the conference; null: does not find the conference. */
const LISTED: Record<Person, readonly string[] | null> = {
  facilitator: ["Africa"],
  "vice-chair": ["Africa", "Plenary"],
  rapporteur: ["Africa"],
  secretariat: ["Africa", "Americas", "Plenary"],
  delegate: ["Africa", "Plenary"],
  alternate: ["Africa", "Plenary"],
  adviser: ["Africa", "Plenary"],
  observer: ["Africa"],
  "delegate of another region": ["Americas", "Plenary"],
  "facilitator of another region": ["Americas"],
  "observer of the plenary": ["Plenary"],
  "secretariat of another conference": null,
  "delegate of another conference": null,
};

/** Comments of this test in order: what each is, and which of them an observer reads. */
const COMMENTS = [
  { body: "for the body", audience: "BODY", parent: null },
  { body: "for everybody here", audience: "PUBLIC", parent: null },
  { body: "a public answer to a remark for the body", audience: "PUBLIC", parent: { body: "for the body" } },
];
const FOR_OBSERVERS = COMMENTS.slice(1).map((comment) => ({ ...comment, parent: null })); // not even what it answers

describe("who sees what of a round table", () => {
  let app: TestApp;
  let cast: Cast;
  let room: Room;
  let ballotId: string;
  const watches = new Map<Person, Watch>();
  const commentIds: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    room = await openRoom(cast.conference);
    ballotId = await openBallot(room);
    for (const person of admitted) watches.set(person, cast.as[person].subscribe(EVENTS, { id: room.tableId }));
    // The sockets follow before anything is said: a subscription begins with the next event.
    await Promise.all(
      admitted.map((person) =>
        cast.as[person]
          .subscribe(`subscription($id: ID!) { ballotTally(ballotId: $id) { seq } }`, { id: ballotId })
          .until(1),
      ),
    );
    const delegate = cast.as.delegate;
    for (const { body, audience, parent } of COMMENTS) {
      const posted = await delegate.deed(
        "postComment",
        { recommendationId: room.recommendationId, body, audience, ...(parent ? { parentId: commentIds[0] } : {}) },
        "comment { id }",
      );
      commentIds.push(posted.comment.id as string);
    }
    await Promise.all(admitted.map((person) => watches.get(person)!.until(3)));
  }, 40_000);
  afterAll(() => app.close());

  it.each(people)(
    "the table %s asks for exists only for whoever is admitted, with seats, presence, agenda, texts and turnout",
    async (person) => {
      const answer = await cast.as[person].send(ROOM, { id: room.tableId });
      if (PEOPLE[person] === "outsider") return expect(answer).toEqual({ status: 200, data: { roundTable: null } });
      const table = answer.data.roundTable;
      const isDelegate = PEOPLE[person] === "delegate";
      expect(table.myAdmission).toEqual({
        ...MAY[person],
        delegation: isDelegate ? { country: { code: "ZM" } } : null,
      });
      expect(table).toMatchObject({ title: "Africa", state: "OPEN", present: 6 });
      expect(table.seats).toHaveLength(6);
      expect(table.seats).toContainEqual({ isPresent: true, delegation: { country: { code: "ZM" } } });
      expect(table.appointments).toHaveLength(4);
      expect(table.agendaItems[0].recommendations[0]).toMatchObject({
        title: "Africa access",
        versions: [{ text: "Grant frontline officers access." }],
        ballots: [{ turnout: { voted: 0 } }],
      });
    },
  );

  it.each(people)(
    "the list of the conference shows %s the tables that let that person in, and no others",
    async (person) => {
      const { data } = await cast.as[person].send(
        "query($id: ID!) { conference(id: $id) { roundTables { title } } conferences { edges { node { id roundTables { title } } } } }",
        { id: cast.conference.id },
      );
      const titles = (tables: { title: string }[]): string[] => tables.map((table) => table.title);
      const listed = data.conferences.edges
        .map((edge: { node: { id: string } }) => edge.node)
        .find((node: { id: string }) => node.id === cast.conference.id);
      expect(data.conference && titles(data.conference.roundTables)).toEqual(LISTED[person]);
      expect(listed ? titles(listed.roundTables) : null).toEqual(LISTED[person]);
    },
  );

  it.each(admitted)(
    "comments are read by the %s: everybody but observers all, observers the public ones",
    async (person) => {
      const { data } = await cast.as[person].send(ROOM, { id: room.tableId });
      const comments = data.roundTable.agendaItems[0].recommendations[0].comments.edges.map(
        (edge: { node: object }) => edge.node,
      );
      expect(comments).toEqual(PEOPLE[person] === "observer" ? FOR_OBSERVERS : COMMENTS);
    },
  );

  it.each(admitted)(
    "comments reach the %s live under the same rule, and the numbers stay the same for all",
    (person) => {
      const events = watches
        .get(person)!
        .messages.slice(0, 3)
        .map((message) => message.data.roundTableEvents);
      expect(events.map((event) => event.comment)).toEqual(
        PEOPLE[person] === "observer" ? [null, ...FOR_OBSERVERS] : COMMENTS,
      );
      const first = watches.get("facilitator")!.messages[0].data.roundTableEvents.seq as number;
      expect(events.map((event) => event.seq)).toEqual([first, first + 1, first + 2]);
    },
  );

  it.each(outsiders)("the room cannot be watched by the %s", async (person) => {
    expect(await endOf(cast.as[person].subscribe(EVENTS, { id: room.tableId }))).toEqual(["NOT_FOUND"]);
  });

  it("a withdrawn comment leaves its place and no text, for observers as for the body", async () => {
    expect(await cast.as.facilitator.deed("withdrawComment", { commentId: commentIds[1] })).toMatchObject({
      __typename: "WithdrawCommentSuccess",
    });
    await watches.get("observer")!.until(4);
    for (const person of admitted) {
      const { data } = await cast.as[person].send(ROOM, { id: room.tableId });
      const comments: { body: string | null; audience: string }[] =
        data.roundTable.agendaItems[0].recommendations[0].comments.edges.map((edge: { node: object }) => edge.node);
      expect(comments.map((comment) => comment.body)).not.toContain("for everybody here");
      expect(comments).toContainEqual({ body: null, audience: "PUBLIC", parent: null });
    }
    const event = watches
      .get("observer")!
      .messages.map((message) => message.data.roundTableEvents)
      .find((one) => one.__typename === "CommentWithdrawnEvent");
    expect(event.comment).toEqual({ body: null, audience: "PUBLIC" });
  });
});

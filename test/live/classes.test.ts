import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { execute, type GraphQLSchema, parse } from "graphql";
import type { LiveEvent } from "../../src/live/live-event.js";
import { Context } from "../../src/platform/graphql/context.js";
import { sharingOf } from "../../src/platform/graphql/sharing.js";
import { buildRotundaSchema } from "../../src/schema.js";
import { makeServices } from "../../src/services.js";
import { startApp, type TestApp } from "../support/app.js";
import { admitted, assembleCast, type Cast, type Person } from "../support/cast.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

/** Parts of documents that may be shared … */
const SAME = [
  "seq at cursor",
  "__typename",
  "... on CommentPostedEvent { comment { id body audience author { displayName } recommendation { symbol state } } }",
  "... on VoteCastEvent { turnout { voted eligible present } tally { for against abstain } }",
  "... on VoteCastEvent { ballot { id state tally { for against } turnout { voted } decision { outcome } } }",
  "... on VoteCastEvent { ballot { votes { choice delegation { country { code name(locale: FR) } } } } }",
  "... on BallotOpenedEvent { ballot { question mode majority recommendation { title currentVersion { number text(locale: EN) } comments(first: 5) { edges { node { body } } pageInfo { hasNextPage } } } } }",
  "... on DelegateCheckedInEvent { isPresent present seat { isPresent delegation { id } } }",
  "... on AgendaItemTakenUpEvent { agendaItem { title roundTable { title present seats { id } } } }",
];
/** … and such that depend on who asks. */
const OWN = [
  "... on VoteCastEvent { ballot { myVote { choice } } }",
  "... on BallotOpenedEvent { ballot { roundTable { myAdmission { standing delegation { id } } } } }",
  "... on AgendaItemTakenUpEvent { agendaItem { roundTable { conference { roundTables { title } myParticipation { displayName } } } } }",
  "... on RoundTableOpenedEvent { roundTable { mine: myAdmission { mayPreside } } }",
];
const documentOf = (parts: readonly string[]): string =>
  `subscription S($id: ID!, $from: String) { roundTableEvents(roundTableId: $id, after: $from) { ${parts.join(" ")} } }`;

describe("classes of subscribers", () => {
  let app: TestApp;
  let cast: Cast;
  let room: Room;
  let schema: GraphQLSchema;
  let start: string;
  const contexts = new Map<Person, Context>();
  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    const chair = cast.as.facilitator;
    start = (await chair.run("Room", { roundTableId: cast.conference.tables.get("africa")! })).data.roundTable
      .liveCursor;
    room = await openRoom(cast.conference);
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "between us" });
    await room.chair.deed("postComment", {
      recommendationId: room.recommendationId,
      body: "for all",
      audience: "PUBLIC",
    });
    for (const [index, tallyVisibility] of ["LIVE", "HIDDEN", "TURNOUT"].entries()) {
      const ballotId = await openBallot(room, { tallyVisibility });
      for (const [place, head] of [...room.heads.values()].slice(0, 4).entries())
        await head.does("CastVote", { ballotId, choice: (place + index) % 2 ? "FOR" : "AGAINST" });
      if (index < 2) await room.chair.deed("cancelBallot", { ballotId, reason: "another way" });
    }
    const services = makeServices(app.foundation, () => undefined);
    schema = buildRotundaSchema((resolver) => services.get(resolver as never));
    for (const person of admitted) {
      const principal = await app.foundation.signIns.authenticate(cast.as[person].token!);
      contexts.set(person, new Context({ database: app.foundation.database, services }, principal, "test", "test"));
    }
  }, 60_000);
  afterAll(() => app.close());

  const log = async (): Promise<LiveEvent[]> => {
    const all = await app.foundation.journal.tail(new Map([[room.tableId, 0]]), 10_000);
    const from = Number(Buffer.from(start, "base64url").toString().split(".")[1]);
    return all.filter((event) => event.seq > from);
  };
  /** What graphql-js alone answers to this very person, with nothing shared. */
  const plainly = async (person: Person, query: string, event: LiveEvent): Promise<unknown> => {
    const contextValue = contexts.get(person)!.forEvent(new Map());
    const variableValues = { id: room.tableId };
    const result = await execute({ schema, document: parse(query), rootValue: event, contextValue, variableValues });
    return JSON.parse(JSON.stringify(result)) as unknown;
  };

  it("give each member what a plain execution as that member gives, for any document and everybody admitted", async () => {
    const events = await log();
    let compared = 0;
    const documents = fc.tuple(fc.subarray(SAME, { minLength: 1 }), fc.subarray(OWN));
    await fc.assert(
      fc.asyncProperty(documents, async ([same, own]) => {
        const query = documentOf([...same, ...own]);
        expect(sharingOf(schema, parse(query)).isShareable).toBe(own.length === 0);
        await Promise.all(
          admitted.map(async (person) => {
            const feed = cast.as[person].subscribe(query, { id: room.tableId, from: start });
            await feed.until(events.length);
            feed.stop();
            for (const [index, { extensions: _live, ...message }] of feed.messages.entries()) {
              expect([person, message]).toEqual([person, await plainly(person, query, events[index]!)]);
              compared += 1;
            }
          }),
        );
      }),
      { numRuns: 20 },
    );
    expect(compared).toBeGreaterThan(20 * admitted.length * 10);
  }, 120_000);

  it("are as many as there are standings: one execution and one encoding each, however many watch and wherever they start", async () => {
    const { counters } = app.app.hub;
    const query = documentOf(["seq", "... on CommentPostedEvent { comment { body } }"]);
    const now = (await room.chair.run("Room", { roundTableId: room.tableId })).data.roundTable.liveCursor as string;
    const feeds = admitted.flatMap((person) =>
      [now, now, undefined].map((from) =>
        cast.as[person].subscribe(query, { id: room.tableId, ...(from && { from }) }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = { ...counters };
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "counted" });
    for (const feed of feeds) await feed.until(1);
    expect(counters.executions - before.executions).toBe(3); // staff, delegates, observers
    expect(counters.encodings - before.encodings).toBe(3);
    expect(counters.deliveries - before.deliveries).toBe(feeds.length);
    for (const feed of feeds) feed.stop();
  });

  it("of two rooms are two, though document and other variables are the same", async () => {
    const query = documentOf(["seq __typename", "... on CommentPostedEvent { comment { body } }"]);
    const plenary = cast.conference.tables.get("plenary")!;
    const secretariat = cast.as.secretariat;
    const [here, there] = [room.tableId, plenary].map((id) => secretariat.subscribe(query, { id }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "only here" });
    await here!.until(1);
    expect(there!.messages).toEqual([]);
    here!.stop();
    there!.stop();
  });

  it("do not take the first one's context for all, in whatever order they come and also when the first has left", async () => {
    const query = documentOf(["seq", ...OWN]);
    const events = await log();
    const opened = events.findIndex((event) => event.kind === "ROUND_TABLE_OPENED");
    for (const order of [admitted, [...admitted].reverse()]) {
      const feeds = order.map(
        (person) => [person, cast.as[person].subscribe(query, { id: room.tableId, from: start })] as const,
      );
      await feeds[0]![1].until(1);
      feeds[0]![1].stop();
      for (const [person, feed] of feeds.slice(1)) {
        await feed.until(events.length);
        const { extensions: _live, ...message } = feed.messages[Math.max(opened, 0)];
        expect([person, message]).toEqual([person, await plainly(person, query, events[Math.max(opened, 0)]!)]);
        feed.stop();
      }
    }
  });

  it("deliver once to each subscription of the same person, and ending one leaves the others", async () => {
    const query = documentOf(["seq"]);
    const other = app.client(cast.as.delegate.token!);
    const [one, two] = [1, 2].map(() => cast.as.delegate.subscribe(query, { id: room.tableId }));
    const three = other.subscribe(query, { id: room.tableId });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "1" });
    for (const feed of [one!, two!, three]) await feed.until(1);
    one!.stop();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "2" });
    for (const feed of [two!, three]) await feed.until(2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([one!, two!, three].map((feed) => feed.messages.length)).toEqual([1, 2, 2]);
    two!.stop();
    three.stop();
  });

  it("are left for one with more to see when somebody is appointed, on the same subscription and without a gap", async () => {
    const query = documentOf(["seq __typename", "... on CommentPostedEvent { comment { body } }"]);
    const observer = await cast.conference.as("observer-plenary");
    const plenary = cast.conference.tables.get("plenary")!;
    const feed = observer.subscribe(query, { id: plenary });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = app.app.hub.counters.resumes;
    const { data } = await cast.as.secretariat.send(
      `query Q($id: ID!) { roundTable(id: $id) { appointments { role participation { id } } } }`,
      { id: plenary },
    );
    const person = data.roundTable.appointments.find((one: any) => one.role === "OBSERVER").participation.id as string;
    await cast.as.secretariat.deed("appoint", { roundTableId: plenary, participationId: person, role: "RAPPORTEUR" });
    await feed.until(1);
    const view = [...(app.app.hub as any).topics.get(plenary).views.values()][0];
    expect(view.parts.of.key).toContain('"standing":"STAFF"');
    expect(app.app.hub.counters.resumes).toBe(before);
    feed.stop();
  });
});

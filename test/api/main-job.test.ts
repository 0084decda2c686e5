import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom } from "../support/room.js";
import { databaseOnServer } from "../support/services.js";

const server = await databaseOnServer();

describe.each([
  ["the embedded database", {}],
  ...(server ? [[`PostgreSQL ${server.version}, a server`, { DATABASE_URL: server.url }] as const] : []),
])("the main job on %s: a regional round table decides live", (_title, environment: Record<string, string>) => {
  let app: TestApp;
  let conference: TestConference;
  beforeAll(async () => {
    app = await startApp(environment);
    conference = await buildConference(app);
  });
  afterAll(async () => {
    await app.close();
    if ("DATABASE_URL" in environment) await server?.drop();
  });

  it("runs from opening to the decision, and everybody entitled sees each step live", async () => {
    const observer = await conference.as("observer-africa");
    const tableId = conference.tables.get("africa")!;
    const feed = observer.watch("RoomEvents", { roundTableId: tableId });
    const chairFeed = (await conference.as("facilitator-africa")).watch("RoomEvents", {
      roundTableId: tableId,
      after: (await observer.run("Room", { roundTableId: tableId })).data.roundTable.liveCursor,
    });
    const room = await openRoom(conference);
    const ballotId = await openBallot(room);
    const [first, second, third] = [...room.heads.values()];
    expect(await first!.does("CastVote", { ballotId, choice: "FOR", clientMutationId: "a" })).toMatchObject({
      __typename: "CastVoteSuccess",
      ballot: { turnout: { voted: 1, eligible: 6, present: 6 } },
    });
    await second!.does("CastVote", { ballotId, choice: "FOR" });
    await third!.does("CastVote", { ballotId, choice: "AGAINST" });
    const closed = await room.chair.does("CloseBallot", { ballotId });
    expect(closed.ballot).toMatchObject({
      state: "CLOSED",
      tally: { for: 2, against: 1, abstain: 0 },
      decision: { outcome: "ADOPTED" },
    });
    expect(closed.ballot.decision.explanation).toContain("2 > 1");
    await chairFeed.until(14);
    const events = chairFeed.messages.map((message) => message.data.roundTableEvents);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(events.map((event) => event.__typename)).toEqual([
      "RoundTableOpenedEvent",
      "AgendaItemTakenUpEvent",
      ...Array<string>(4).fill("DelegateCheckedInEvent"),
      "QuorumReachedEvent",
      ...Array<string>(2).fill("DelegateCheckedInEvent"),
      "BallotOpenedEvent",
      "VoteCastEvent",
      "VoteCastEvent",
      "VoteCastEvent",
      "BallotClosedEvent",
    ]);
    expect(events.at(-2)).toMatchObject({ tally: { for: 2, against: 1, abstain: 0 }, turnout: { voted: 3 } });
    await feed.until(14);
    expect(feed.messages.map((message) => message.data.roundTableEvents.seq)).toEqual(events.map((event) => event.seq));
  });
});

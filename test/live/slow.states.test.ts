import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { eventually } from "../support/eventually.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

const FEED = `subscription F($id: ID!) { roundTableEvents(roundTableId: $id) { seq ... on CommentPostedEvent { comment { body } } } }`;
const TALLY = `subscription T($id: ID!) { ballotTally(ballotId: $id) { seq cursor ballot { tally { for } turnout { voted } } } }`;

describe("a slow reader of a ballot's state, on a real socket", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: 12 });
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  it("skips to the newest state and says behind which it comes, while the room's events on the same socket skip nothing", async () => {
    const ballotId = await openBallot(room);
    const ws = new WebSocket(app.url.replace(/^http/, "ws"), "graphql-transport-ws");
    const came = { feed: [] as any[], tally: [] as any[] };
    ws.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString());
      if (message.type === "next") came[message.id as "feed" | "tally"].push(message.payload);
      if (message.type !== "connection_ack") return;
      for (const [id, query, of] of [
        ["feed", FEED, room.tableId],
        ["tally", TALLY, ballotId],
      ])
        ws.send(JSON.stringify({ id, type: "subscribe", payload: { query, variables: { id: of } } }));
    });
    await new Promise((resolve) => ws.once("open", resolve));
    const { token } = await conference.as("rapporteur-africa");
    ws.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token!}` } }));
    const { counters } = app.app.hub;
    await eventually(() => counters.subscribers === 2 && came.tally.length === 1);
    ws.pause();
    const heads = [...room.heads.values()];
    const comments = 120;
    const body = "x".repeat(4_900);
    for (let n = 0; n < comments; n += heads.length)
      await Promise.all(
        heads.map((head) => head.does("PostComment", { recommendationId: room.recommendationId, body })),
      );
    const before = counters.deliveries;
    for (const head of heads) {
      const answer = await head.does("CastVote", { ballotId, choice: "FOR" });
      expect(answer.__typename).toBe("CastVoteSuccess");
    }
    await sleep(300);
    // The window is full: nothing goes out any more, and nothing waits anywhere either.
    expect(counters.deliveries).toBe(before);
    ws.resume();
    await eventually(() => came.feed.length === comments + heads.length, 15_000);
    await eventually(
      () => came.tally.at(-1).data.ballotTally.seq === came.tally[0].data.ballotTally.seq + heads.length,
      15_000,
    );
    const numbers = came.feed.map(({ data }) => data.roundTableEvents.seq as number);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
    expect(came.tally).toHaveLength(2);
    const [first, newest] = came.tally;
    expect(newest.data.ballotTally.ballot).toEqual({ tally: { for: heads.length }, turnout: { voted: heads.length } });
    expect(newest.extensions.live).toEqual({
      cursor: newest.data.ballotTally.cursor,
      previous: first.extensions.live.cursor,
    });
    ws.terminate();
  }, 60_000);
});

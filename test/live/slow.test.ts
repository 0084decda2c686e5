import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { CONNECTION_LIMITS } from "../../src/platform/http/limits.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { eventually } from "../support/eventually.js";
import { openRoom, type Room } from "../support/room.js";

const FEED = `subscription F($id: ID!) { roundTableEvents(roundTableId: $id) { seq ... on CommentPostedEvent { comment { body } } } }`;
const BODY = "x".repeat(4_900);
const EVENTS = 150;

describe("a reader that stops reading", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  it.each([1, 5])(
    "has at most the window and one frame on its way, over %i subscriptions, and later everything",
    async (count) => {
      const token = (await conference.as("rapporteur-africa")).token!;
      const ws = new WebSocket(app.url.replace(/^http/, "ws"), "graphql-transport-ws");
      const seen = Array.from({ length: count }, (): number[] => []);
      let bytes = 0;
      ws.on("message", (data: Buffer) => {
        const message = JSON.parse(data.toString());
        if (message.type === "connection_ack")
          for (let id = 0; id < count; id += 1)
            ws.send(
              JSON.stringify({
                id: String(id),
                type: "subscribe",
                payload: { query: FEED, variables: { id: room.tableId } },
              }),
            );
        if (message.type !== "next") return;
        bytes = data.length + 4;
        seen[Number(message.id)]!.push(message.payload.data.roundTableEvents.seq);
      });
      await new Promise((resolve) => ws.once("open", resolve));
      ws.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
      const { counters } = app.app.hub;
      const others = counters.subscribers;
      await eventually(() => counters.subscribers === others + count);
      ws.pause();
      const before = { ...counters };
      const heads = [...room.heads.values()];
      for (let n = 0; n < EVENTS; n += heads.length)
        await Promise.all(
          heads.map((head) => head.does("PostComment", { recommendationId: room.recommendationId, body: BODY })),
        );
      await new Promise((resolve) => setTimeout(resolve, 500));
      const inFlight = counters.deliveries - before.deliveries;
      expect(counters.lags).toBeGreaterThan(before.lags);
      ws.resume();
      await eventually(() => seen.every((one) => one.length >= EVENTS), 15_000);
      // Nobody else watches, so every delivery so far was to this reader.
      expect(inFlight * bytes).toBeLessThanOrEqual(CONNECTION_LIMITS.windowBytes + bytes);
      expect(inFlight * bytes).toBeGreaterThan(CONNECTION_LIMITS.windowBytes / 2);
      for (const one of seen) expect(one).toEqual(Array.from({ length: one.length }, (_, index) => one[0]! + index));
      ws.terminate();
      await eventually(() => counters.subscribers === others);
    },
    60_000,
  );
});

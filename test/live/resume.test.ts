import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { contractOperation } from "../support/contract.js";
import { openRoom, type Room } from "../support/room.js";

describe("resuming", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  const post = (client: Client, n: number) =>
    client.does("PostComment", { recommendationId: room.recommendationId, body: `Comment ${n}` });

  it("gives every subscriber every number exactly once, in order, across reconnects at any moment", async () => {
    const { data } = await room.chair.run("Room", { roundTableId: room.tableId });
    const after = data.roundTable.liveCursor as string;
    const watchers = await Promise.all(
      conference.africans.map(
        async (ref) => new Resumer(app.url, (await conference.as(ref)).token!, room.tableId, after),
      ),
    );
    const total = 120;
    const heads = [...room.heads.values()];
    let posting = true;
    const cutting = (async () => {
      for (let turn = 0; posting; turn += 1) {
        await sleep(15);
        watchers[turn % watchers.length]!.cut();
      }
    })();
    await Promise.all(
      heads.map(async (head, index) => {
        for (let n = index; n < total; n += heads.length) await post(head, n);
      }),
    );
    posting = false;
    await cutting;
    const first = Number(Buffer.from(after, "base64url").toString().split(".")[1]) + 1;
    for (const watcher of watchers) {
      await watcher.reach(first + total - 1);
      expect(watcher.seen).toEqual(Array.from({ length: total }, (_, index) => first + index));
      watcher.stop();
    }
    expect(watchers.reduce((sum, watcher) => sum + watcher.reconnects, 0)).toBeGreaterThan(10);
  }, 60_000);

  it("completes for whoever comes to a table that was called off, from the start, from its end or from nowhere", async () => {
    const id = conference.tables.get("americas")!;
    const chair = await conference.as("facilitator-americas");
    const cursor = async (): Promise<string> =>
      (await chair.run("Room", { roundTableId: id })).data.roundTable.liveCursor as string;
    const before = await cursor();
    expect((await chair.deed("cancelRoundTable", { roundTableId: id, reason: "No room" })).__typename).toBe(
      "CancelRoundTableSuccess",
    );
    const feed =
      "subscription ($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq } }";
    const numbers: number[] = [];
    for (const after of [before, await cursor(), null]) {
      const watch = chair.subscribe(feed, { id, after });
      expect(await watch.ended).toBeNull();
      numbers.push(watch.messages.length);
    }
    expect(numbers).toEqual([1, 0, 0]);
  });

  it("continues behind a snapshot without gap or overlap, while others write", async () => {
    const heads = [...room.heads.values()].slice(0, 3);
    const reader = await conference.as("rapporteur-africa");
    const query = `query Q($id: ID!, $rec: ID!) { roundTable(id: $id) { liveCursor } recommendation(id: $rec) { comments(first: 100) { edges { node { id } } } } }`;
    for (let round = 0; round < 5; round += 1) {
      const proposed = await room.heads
        .get("head-zm")!
        .does("ProposeRecommendation", { agendaItemId: room.itemId, title: `Round ${round}`, text: "Text." });
      const recommendationId = proposed.recommendation.id as string;
      const posted: string[] = [];
      const writing = heads.map(async (head) => {
        for (let n = 0; n < 20; n += 1)
          posted.push((await head.does("PostComment", { recommendationId, body: `${n}` })).comment.id as string);
      });
      for (let turn = 0; turn < 1_000 && posted.length < 5; turn += 1) await sleep(5);
      const { data } = await reader.send(query, { id: room.tableId, rec: recommendationId });
      const snapshot: string[] = data.recommendation.comments.edges.map((edge: any) => edge.node.id);
      const feed = reader.watch("RoomEvents", { roundTableId: room.tableId, after: data.roundTable.liveCursor });
      await Promise.all(writing);
      await feed.until(60 - snapshot.length);
      feed.stop();
      const live: string[] = feed.messages.map((message) => message.data.roundTableEvents.comment.id);
      expect([...snapshot, ...live].sort()).toEqual([...posted].sort());
      // Otherwise the snapshot was not taken in the middle and the round proves nothing.
      expect(snapshot.length).toBeGreaterThan(0);
      expect(live.length).toBeGreaterThan(0);
    }
  }, 60_000);

  it("carries the cursor in extensions.live of every message, with the one before", async () => {
    const watcher = await conference.as("observer-africa");
    const feed = watcher.subscribe("subscription S($id: ID!) { roundTableEvents(roundTableId: $id) { __typename } }", {
      id: room.tableId,
    });
    await sleep(200);
    await post(room.chair, 1);
    await post(room.chair, 2);
    await feed.until(2);
    const [one, two] = feed.messages;
    const seqOf = (cursor: string): number => Number(Buffer.from(cursor, "base64url").toString().split(".")[1]);
    expect(one.extensions.live).toEqual({ cursor: expect.any(String), previous: expect.any(String) });
    // What the subscription started behind: also the first message can be verified.
    expect(seqOf(one.extensions.live.previous)).toBe(seqOf(one.extensions.live.cursor) - 1);
    expect(two.extensions.live).toEqual({ cursor: expect.any(String), previous: one.extensions.live.cursor });
    feed.stop();
  });

  it("withholds a withdrawn comment's text also from a replay", async () => {
    const { data } = await room.chair.run("Room", { roundTableId: room.tableId });
    const posted = await room.chair.does("PostComment", {
      recommendationId: room.recommendationId,
      body: "said too quickly",
    });
    await room.chair.deed("withdrawComment", { commentId: posted.comment.id });
    const feed = (await conference.as("rapporteur-africa")).watch("RoomEvents", {
      roundTableId: room.tableId,
      after: data.roundTable.liveCursor,
    });
    await feed.until(2);
    expect(feed.messages[0].data.roundTableEvents).toMatchObject({
      __typename: "CommentPostedEvent",
      comment: { id: posted.comment.id, body: null },
    });
    feed.stop();
  });
});

/** Follows a room on a stock graphql-ws client that is cut again and again and resumes by its cursor. */
class Resumer {
  readonly seen: number[] = [];
  reconnects = -1;
  private socket: WebSocket | null = null;
  private readonly stopIt: () => void;

  constructor(url: string, token: string, tableId: string, after: string) {
    const payload = {
      query: contractOperation("RoomEvents"),
      operationName: "RoomEvents",
      variables: { roundTableId: tableId, after },
    };
    const client = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: Infinity,
      retryWait: () => sleep(5),
      on: {
        opened: (socket) => {
          this.socket = socket as WebSocket;
          this.reconnects += 1;
        },
      },
    });
    const stop = client.subscribe(payload, {
      next: (message: any) => {
        this.seen.push(message.data.roundTableEvents.seq as number);
        // The stock client sends the same payload object again when it reconnects.
        payload.variables.after = message.extensions.live.cursor;
      },
      error: (error) => console.error(error),
      complete: () => undefined,
    });
    this.stopIt = () => {
      stop();
      void client.dispose();
    };
  }

  cut(): void {
    this.socket?.terminate();
  }

  async reach(seq: number): Promise<void> {
    for (let turn = 0; this.seen.at(-1) !== seq; turn += 1) {
      if (turn > 500) throw new Error(`only reached ${this.seen.at(-1)} of ${seq}`);
      await sleep(20);
    }
  }

  stop(): void {
    this.stopIt();
  }
}

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openRoom, type Room } from "../support/room.js";

describe("when the database fails under an event that is being shown", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  /** Makes the next reads of comments by the server fail like a lost connection, so many times. */
  function failReads(times: number): () => void {
    const { source } = app.foundation.database;
    const manager = source.manager as unknown as { findBy: (...args: unknown[]) => Promise<unknown> };
    const real = manager.findBy.bind(source.manager);
    let left = times;
    manager.findBy = (...args: unknown[]) =>
      (args[0] as { name: string }).name === "Comment" && left-- > 0
        ? Promise.reject(new Error("Connection terminated unexpectedly"))
        : real(...args);
    return () => {
      manager.findBy = real;
    };
  }

  it("shows it again instead of sending a hole", async () => {
    const feed = (await conference.as("rapporteur-africa")).watch("RoomEvents", { roundTableId: room.tableId });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const restore = failReads(3);
    const posted = await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "kept" });
    await feed.until(1);
    restore();
    expect(feed.messages).toHaveLength(1);
    expect(feed.messages[0].errors).toBeUndefined();
    expect(feed.messages[0].data.roundTableEvents.comment).toMatchObject({ id: posted.comment.id, body: "kept" });
    feed.stop();
  });

  it("ends the subscription with UNAVAILABLE when the database stays away, and the cursor brings everything", async () => {
    const { data } = await room.chair.run("Room", { roundTableId: room.tableId });
    const after = data.roundTable.liveCursor as string;
    const watcher = await conference.as("observer-africa");
    const feed = watcher.watch("RoomEvents", { roundTableId: room.tableId, after });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const restore = failReads(1_000);
    const posted = await room.chair.does("PostComment", {
      recommendationId: room.recommendationId,
      body: "later",
      audience: "PUBLIC",
    });
    const ended = (await feed.ended) as { extensions: { code: string } }[];
    restore();
    expect(ended[0]!.extensions.code).toBe("UNAVAILABLE");
    expect(feed.messages).toEqual([]);
    const again = watcher.watch("RoomEvents", { roundTableId: room.tableId, after });
    await again.until(1);
    expect(again.messages[0].data.roundTableEvents.comment.id).toBe(posted.comment.id);
    again.stop();
  }, 20_000);
});

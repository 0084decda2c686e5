import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import type { Client, Watch } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { putBack } from "../support/restore.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const FEED = `subscription F($id: ID!, $after: String) {
  roundTableEvents(roundTableId: $id, after: $after) { seq cursor ... on CommentPostedEvent { comment { body } } } }`;

describe("a database that was put back to an earlier state, or is another one", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let watcher: Client;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
    watcher = await conference.as("rapporteur-africa");
  });
  afterAll(() => app.close());

  const cursorNow = async (): Promise<string> =>
    (await room.chair.run("Room", { roundTableId: room.tableId })).data.roundTable.liveCursor as string;
  const comment = (body = "remark"): Promise<unknown> =>
    room.chair.does("PostComment", { recommendationId: room.recommendationId, body });
  const feedFrom = (after: string | null): Watch => watcher.subscribe(FEED, { id: room.tableId, after });
  const codeOf = (errors: unknown): unknown => (errors as { extensions: { code: string } }[])[0]!.extensions.code;
  const bodiesOf = (feed: Watch): string[] =>
    feed.messages.map((message) => message.data?.roundTableEvents.comment?.body as string);
  const head = async (): Promise<number> =>
    Number(
      (
        await sql<{ head: string }>(app, "SELECT last_seq AS head FROM live_topic WHERE topic_id = $1", [room.tableId])
      )[0]!.head,
    );
  const epoch = async (): Promise<number> =>
    (await sql<{ epoch: number }>(app, "SELECT epoch FROM live_topic WHERE topic_id = $1", [room.tableId]))[0]!.epoch;

  it("ends watching with EPOCH_CHANGED when the database turns out to be another, once, and refuses its cursors", async () => {
    const before = await cursorNow();
    const feed = feedFrom(before);
    await comment();
    await feed.until(1);
    await sql(app, "UPDATE live_incarnation SET identity = 'of a former life'");
    expect(codeOf(await feed.ended)).toBe("EPOCH_CHANGED");
    const again = feedFrom(before);
    await again.until(1);
    expect(codeOf(again.messages[0].errors)).toBe("EPOCH_CHANGED");
    const fresh = feedFrom(await cursorNow());
    await comment();
    await fresh.until(1);
    fresh.stop();
    // Once is enough: the next look finds the identity that was written down.
    const raised = await epoch();
    await app.foundation.journal.checkIdentity();
    expect(await epoch()).toBe(raised);
  }, 30_000);

  it("takes a database whose written identity is gone for another one", async () => {
    const before = await epoch();
    await sql(app, "DELETE FROM live_incarnation");
    await Promise.all([app.foundation.journal.checkIdentity(), app.foundation.journal.checkIdentity()]);
    expect(await epoch()).toBe(before + 1);
  });

  it("notices numbers that went back, once: whoever has reloaded stays", async () => {
    const feed = feedFrom(await cursorNow());
    await comment();
    await comment();
    await feed.until(2);
    await putBack(app, room.tableId, (await head()) - 1);
    expect(codeOf(await feed.ended)).toBe("EPOCH_CHANGED");
    const reloaded = feedFrom(await cursorNow());
    await new Promise((resolve) => setTimeout(resolve, 2_500)); // two more looks at the heads, and one at the identity
    await comment("still here");
    await reloaded.until(1);
    expect(bodiesOf(reloaded)).toEqual(["still here"]);
    reloaded.stop();
  }, 30_000);

  it("notices numbers that went back and were overtaken before anybody looked, and shows nothing of the other past", async () => {
    const feed = feedFrom(await cursorNow());
    for (const body of ["one", "two", "three"]) await comment(body);
    await feed.until(3);
    await putBack(app, room.tableId, (await head()) - 2);
    for (const body of ["two of another past", "three of it", "four of it"]) await comment(body);
    expect(codeOf(await feed.ended)).toBe("EPOCH_CHANGED");
    expect(bodiesOf(feed)).toEqual(["one", "two", "three"]);
  }, 30_000);

  it("refuses a cursor whose event is gone for good, though its number is there again, and goes on from one before the fork", async () => {
    const feed = feedFrom(await cursorNow());
    for (const body of ["a", "b", "c"]) await comment(body);
    await feed.until(3);
    feed.stop();
    const [atA, , atC] = feed.messages.map((message) => message.data.roundTableEvents.cursor as string);
    await putBack(app, room.tableId, (await head()) - 2);
    for (const body of ["b2", "c2", "d2"]) await comment(body);
    const lost = feedFrom(atC!);
    await lost.until(1);
    expect(codeOf(lost.messages[0].errors)).toBe("EPOCH_CHANGED");
    const kept = feedFrom(atA!);
    await kept.until(3);
    expect(bodiesOf(kept)).toEqual(["b2", "c2", "d2"]);
    kept.stop();
  }, 30_000);

  it("asks a client with a cursor of a version without marks to reload", async () => {
    const old = Buffer.from(`${await epoch()}.1.${room.tableId.slice(-8)}`).toString("base64url");
    const feed = feedFrom(old);
    await feed.until(1);
    expect(codeOf(feed.messages[0].errors)).toBe("EPOCH_CHANGED");
  });
});

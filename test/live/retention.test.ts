import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pruneEvents } from "../../src/live/retention.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const FEED = `subscription F($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq cursor } }`;
type Refused = { extensions: Record<string, unknown> }[];

describe("what the log keeps", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  const cursorNow = async (): Promise<string> =>
    (await room.chair.run("Room", { roundTableId: room.tableId })).data.roundTable.liveCursor as string;
  const comment = (): Promise<unknown> =>
    room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "remark" });
  /** The first events of the room become this old, and are chained. Only a superuser's session may touch the log. */
  const age = async (upTo: number, days: number): Promise<void> => {
    await app.app.trail.run();
    await app.foundation.database.transaction(null, async (tx) => {
      await tx.query("SET LOCAL session_replication_role = replica");
      await tx.query("UPDATE live_event SET at = now() - make_interval(days => $3) WHERE topic_id = $1 AND seq <= $2", [
        room.tableId,
        upTo,
        days,
      ]);
    });
  };
  const stored = async (): Promise<number[]> =>
    (
      await sql<{ seq: string }>(app, "SELECT seq FROM live_event WHERE topic_id = $1 ORDER BY seq", [room.tableId])
    ).map(({ seq }) => Number(seq));

  it("deletes events beyond their days, answers CURSOR_EXPIRED behind them, and goes on from what is left", async () => {
    const before = await cursorNow();
    for (let n = 0; n < 2; n += 1) await comment();
    const border = await cursorNow(); // its own event will be gone, nothing behind it
    for (let n = 0; n < 2; n += 1) await comment();
    const numbers = await stored();
    const [last] = numbers.slice(-1);
    await age(last! - 2, 100);
    expect(await pruneEvents(app.foundation.database, 99)).toBe(numbers.length - 2);
    expect(await stored()).toEqual([last! - 1, last!]);
    const watcher = await conference.as("rapporteur-africa");
    const feed = watcher.subscribe(FEED, { id: room.tableId, after: before });
    await feed.until(1);
    const [refused] = feed.messages[0].errors as Refused;
    expect(refused!.extensions).toEqual({ code: "CURSOR_EXPIRED", earliest: last! - 1, head: last });
    const rest = watcher.subscribe(FEED, { id: room.tableId, after: border });
    await rest.until(2);
    expect(rest.messages.map((message) => message.data.roundTableEvents.seq)).toEqual([last! - 1, last!]);
    rest.stop();
  });

  it("keeps what is not chained yet, however old it is", async () => {
    await app.app.trail.stop();
    await comment();
    const [last] = (await stored()).slice(-1);
    await sql(
      app,
      "INSERT INTO live_taken (topic_id, seq) VALUES ($1, $2) ON CONFLICT (topic_id) DO UPDATE SET seq = $2",
      [room.tableId, last! - 2],
    );
    await app.foundation.database.transaction(null, async (tx) => {
      await tx.query("SET LOCAL session_replication_role = replica");
      await tx.query("UPDATE live_event SET at = now() - make_interval(days => 2000) WHERE topic_id = $1", [
        room.tableId,
      ]);
    });
    await pruneEvents(app.foundation.database, 1);
    expect(await stored()).toEqual([last! - 1, last!]);
    await sql(app, "UPDATE live_taken SET seq = $2 WHERE topic_id = $1", [room.tableId, last]);
  });

  it("keeps the newest event of a topic however old it is, and deletes nothing twice", async () => {
    const [last] = (await stored()).slice(-1);
    await age(last!, 1_000);
    await pruneEvents(app.foundation.database, 30);
    expect(await stored()).toEqual([last!]);
    expect(await pruneEvents(app.foundation.database, 30)).toBe(0);
  });

  it("keeps a conference's events as long as its own number says, whatever the server's is", async () => {
    for (let n = 0; n < 3; n += 1) await comment();
    const [last] = (await stored()).slice(-1);
    await age(last!, 50);
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) => journal.keep(tx, conference.id, 60));
    expect(await pruneEvents(database, 10)).toBe(0);
    await database.transaction(null, (tx) => journal.keep(tx, conference.id, 40));
    expect(await pruneEvents(database, 1_000)).toBe(3);
  });
});

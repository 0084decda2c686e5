import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import { Hub } from "../../src/live/hub.js";
import { RedisStreams } from "../../src/live/streams.js";
import { Journal } from "../../src/live/journal.js";
import { InProcessTransport, type Transport } from "../../src/live/transport.js";
import { startApp, type TestApp } from "../support/app.js";
import { ChaosTransport } from "../support/chaos-transport.js";
import { QUIET_HUB, Reader } from "../support/reader.js";
import { putBack } from "../support/restore.js";
import { redisUrl } from "../support/services.js";

const CHANGED = { extensions: { code: "EPOCH_CHANGED" } };
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("the hub, when a topic's log is put back", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });
  /** Closed behind each test, also behind one that fails. */
  const kept = <One extends { close(): Promise<void> }>(one: One): One => {
    opened.push(one);
    return one;
  };

  const open = async (): Promise<string> => {
    const topicId = randomUUID();
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) => journal.openTopic(tx, topicId, randomUUID()));
    return topicId;
  };
  const append = (topicId: string, past: string, count = 1, journal = app.foundation.journal): Promise<void> =>
    app.foundation.database.transaction(null, (tx) =>
      journal.append(
        tx,
        range(1, count).map(() => ({ topicId, kind: "TEST", body: { past } })),
      ),
    );
  const show = async (event: { seq: number; body: object }): Promise<string> =>
    JSON.stringify({ data: { seq: event.seq, ...event.body } });
  const deaf = (): Transport => new ChaosTransport(new InProcessTransport(), { seed: 1, drop: 1 });

  it("gives a reader who is catching up nothing of the other past: it ends with EPOCH_CHANGED", async () => {
    const topicId = await open();
    await append(topicId, "first", 60);
    const hub = kept(new Hub(app.foundation.journal, deaf(), { ...QUIET_HUB, pollMilliseconds: 3_600_000 }));
    const { mark } = (await app.foundation.journal.headsNow([topicId]))[0]!;
    const reader = new Reader(hub, { topicId, head: 60, marks: { head: mark }, show });
    reader.pauseAfter(25);
    await reader.until(25);
    await putBack(app, topicId, 20);
    await append(topicId, "second", 60);
    reader.resume();
    expect(await reader.ended).toMatchObject(CHANGED);
    expect(reader.payloads.filter(({ data }) => data.past !== "first")).toEqual([]);
  });

  it("tells a reader whose place is gone altogether to reload, not that it came too late", async () => {
    const topicId = await open();
    await append(topicId, "first", 60);
    const hub = kept(new Hub(app.foundation.journal, deaf(), { ...QUIET_HUB, pollMilliseconds: 3_600_000 }));
    const { mark } = (await app.foundation.journal.headsNow([topicId]))[0]!;
    const reader = new Reader(hub, { topicId, head: 60, marks: { head: mark }, show });
    reader.pauseAfter(30);
    await reader.until(30);
    await putBack(app, topicId, 10);
    reader.resume();
    expect(await reader.ended).toMatchObject(CHANGED);
  });

  it.each(["copies", "hints or the poll"])("notices by %s that other events have gone beyond its head", async (by) => {
    const topicId = await open();
    const options = by === "copies" ? { ...QUIET_HUB, pollMilliseconds: 3_600_000 } : QUIET_HUB;
    const transport = by === "copies" ? app.foundation.transport : deaf();
    const hub = kept(new Hub(app.foundation.journal, transport, options));
    const readers = [true, false].map(
      (states) => new Reader(hub, { topicId, show, states, attributes: { states: String(states) } }),
    );
    await append(topicId, "first", 8);
    await readers[0]!.until(2);
    await readers[1]!.until(8);
    await putBack(app, topicId, 5);
    await append(topicId, "second", 4);
    for (const reader of readers) expect(await reader.ended).toMatchObject(CHANGED);
    await append(topicId, "second", 3);
    expect(readers[1]!.payloads.map(({ data }) => data.past)).toEqual(range(1, 8).map(() => "first"));
    expect(hub.counters.topics).toBe(0);
  });

  it("notices a topic that is gone", async () => {
    const topicId = await open();
    const hub = kept(new Hub(app.foundation.journal, deaf(), QUIET_HUB));
    const reader = new Reader(hub, { topicId });
    await app.foundation.database.transaction(null, (tx) =>
      tx.query("DELETE FROM live_topic WHERE topic_id = $1", [topicId]),
    );
    expect(await reader.ended).toMatchObject(CHANGED);
  });

  it("does not show what Redis still holds of a past that was undone while no node ran", async () => {
    const url = await redisUrl();
    if (!url) return;
    const topicId = await open();
    const prefix = `rotunda:test:${randomUUID()}`;
    const openStreams = (): Promise<RedisStreams> =>
      RedisStreams.open({ url, prefix, sign: (text) => String(text.length), onError: console.error });
    const former = kept(await openStreams());
    await append(topicId, "first", 8, new Journal(app.foundation.database, former));
    await former.close();
    const client = new Redis(url);
    kept({ close: async () => void (await client.del(`${prefix}:1:${topicId}`), client.disconnect()) });
    expect(await client.xlen(`${prefix}:1:${topicId}`)).toBe(8);
    await putBack(app, topicId, 5);
    const [topic] = await app.foundation.journal.headsNow([topicId]);
    const streams = kept(await openStreams());
    const hub = kept(new Hub(app.foundation.journal, streams, QUIET_HUB));
    const marks = { head: topic!.mark, after: topic!.mark };
    const reader = new Reader(hub, { topicId, head: 5, after: 5, marks, show });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await append(topicId, "second", 6);
    await reader.until(6);
    expect(reader.seen).toEqual(range(6, 11));
    expect(reader.payloads.filter(({ data }) => data.past !== "second")).toEqual([]);
  });

  it("completes whoever comes behind the last event of a topic that has ended, or resumes before it", async () => {
    const topicId = await open();
    const { database, journal } = app.foundation;
    await append(topicId, "first", 2);
    await database.transaction(null, (tx) => journal.append(tx, [{ topicId, kind: "LAST", body: {}, ends: true }]));
    const [topic] = await journal.headsNow([topicId]);
    expect(topic).toMatchObject({ head: 3, ended: true });
    const hub = kept(new Hub(journal, app.foundation.transport, QUIET_HUB));
    const at = { topicId, head: 3, ended: true, show };
    const late = new Reader(hub, { ...at, after: 3, marks: { head: topic!.mark, after: topic!.mark } });
    expect(await late.ended).toBeNull();
    const resuming = new Reader(hub, { ...at, marks: { head: topic!.mark } });
    expect(await resuming.ended).toBeNull();
    expect([late.seen, resuming.seen]).toEqual([[], [1, 2, 3]]);
    expect(hub.counters.topics).toBe(0);
  });

  it("completes whoever was admitted behind an end that its node has not met yet", async () => {
    const topicId = await open();
    const { database, journal } = app.foundation;
    await append(topicId, "first", 2);
    const hub = kept(new Hub(journal, deaf(), { ...QUIET_HUB, pollMilliseconds: 1_000 }));
    const [before] = await journal.headsNow([topicId]);
    const marks = { head: before!.mark, after: before!.mark };
    const watching = new Reader(hub, { topicId, head: 2, after: 2, marks, show });
    await database.transaction(null, (tx) => journal.append(tx, [{ topicId, kind: "LAST", body: {}, ends: true }]));
    const [topic] = await journal.headsNow([topicId]);
    const at = { topicId, head: 3, after: 3, ended: true, marks: { head: topic!.mark, after: topic!.mark }, show };
    for (const states of [false, true])
      expect(await new Reader(hub, { ...at, states, attributes: { states: String(states) } }).ended).toBeNull();
    expect(await watching.ended).toBeNull();
    expect(watching.seen).toEqual([3]);
    expect(hub.counters.topics).toBe(0);
  });

  it("lets nothing follow the end of a topic", async () => {
    const [topicId, other] = [await open(), await open()];
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) => journal.append(tx, [{ topicId, kind: "LAST", body: {}, ends: true }]));
    await database.transaction(null, (tx) =>
      journal.append(
        tx,
        [topicId, other, topicId].map((one) => ({ topicId: one, kind: "LATE", body: {} })),
      ),
    );
    const heads = await journal.headsNow([topicId, other]);
    expect(heads.map(({ head }) => head)).toEqual([1, 1]);
  });

  it("shows a newcomer nothing undone, though its node has not looked yet", async () => {
    const topicId = await open();
    const { journal } = app.foundation;
    const hub = kept(new Hub(journal, app.foundation.transport, { ...QUIET_HUB, pollMilliseconds: 3_600_000 }));
    const watching = new Reader(hub, { topicId, show });
    await append(topicId, "first", 3);
    await watching.until(3);
    await putBack(app, topicId, 1);
    const [topic] = await journal.headsNow([topicId]);
    const marks = { head: topic!.mark, after: topic!.mark };
    const newcomer = new Reader(hub, { topicId, head: 1, after: 1, marks, asOf: topic!.asOf, show });
    expect(await watching.ended).toMatchObject(CHANGED);
    await append(topicId, "second", 1);
    await newcomer.until(1);
    expect(newcomer.payloads.map(({ data }) => data.past)).toEqual(["second"]);
  });

  it("takes events of a version that knows no marks, between its own", async () => {
    const topicId = await open();
    const { database, journal } = app.foundation;
    const oldNode = (): Promise<unknown> =>
      database.transaction(null, (tx) =>
        tx.query(
          `WITH t AS (UPDATE live_topic SET last_seq = last_seq + 1 WHERE topic_id = $1 RETURNING *)
           INSERT INTO live_event (scope_id, topic_id, seq, kind, body) SELECT scope_id, topic_id, last_seq, 'OLD', '{}' FROM t`,
          [topicId],
        ),
      );
    const hub = kept(new Hub(journal, app.foundation.transport, QUIET_HUB));
    const reader = new Reader(hub, { topicId, show });
    for (const write of [() => append(topicId, "new"), oldNode, oldNode, () => append(topicId, "new", 2), oldNode]) {
      await write();
      await new Promise((resolve) => setTimeout(resolve, 250)); // a look at the heads between
    }
    await append(topicId, "new", 30);
    await reader.until(36);
    const late = new Reader(hub, { topicId, head: 36, show });
    await late.until(36);
    expect([reader.seen, late.seen]).toEqual([range(1, 36), range(1, 36)]);
  });
});

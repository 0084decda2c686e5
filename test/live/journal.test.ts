import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Hub } from "../../src/live/hub.js";
import type { LiveEvent } from "../../src/live/live-event.js";
import { startApp, type TestApp } from "../support/app.js";

const quiet = {
  pollMilliseconds: 200,
  ring: 16,
  page: 10,
  catchUps: 2,
  onError: (error: unknown) => console.error(error),
};

describe("the log", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const open = async (parent: string | null = null): Promise<string> => {
    const topic = randomUUID();
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) => journal.openTopic(tx, topic, randomUUID(), parent));
    return topic;
  };
  const append = (topics: readonly string[], facts: object = {}): Promise<void> =>
    app.foundation.database.transaction(null, (tx) =>
      app.foundation.journal.append(
        tx,
        topics.map((topicId) => ({ topicId, kind: "TEST", body: { ...facts } })),
      ),
    );
  const stored = async (topic: string): Promise<number[]> =>
    (await app.foundation.journal.tail(new Map([[topic, 0]]), 100_000)).map((event) => event.seq);

  it("numbers each topic 1, 2, 3 … without a gap, whatever is written at once or rolled back", async () => {
    const topics = [await open(), await open(), await open()];
    const written = new Map(topics.map((topic) => [topic, 0]));
    const writer = async (seed: number): Promise<void> => {
      for (let turn = 0; turn < 25; turn += 1) {
        // One to three topics in any order, one of them perhaps twice: journals sort them, so writers never deadlock.
        const mine = topics.filter((_, index) => (seed + turn * 7 + index * 5) % 3 !== 0).reverse();
        if (mine.length > 0 && turn % 4 === 0) mine.push(mine[0]!);
        const rollsBack = (seed + turn) % 5 === 0;
        await app.foundation.database
          .transaction(null, async (tx) => {
            await app.foundation.journal.append(
              tx,
              mine.map((topicId) => ({ topicId, kind: "TEST", body: { seed, turn } })),
            );
            if (rollsBack) throw new Error("rolled back");
          })
          .then(
            () => mine.forEach((topic) => written.set(topic, written.get(topic)! + 1)),
            (error: Error) => expect(error.message).toBe("rolled back"),
          );
      }
    };
    await Promise.all(Array.from({ length: 12 }, (_, seed) => writer(seed)));
    for (const topic of topics)
      expect(await stored(topic)).toEqual(Array.from({ length: written.get(topic)! }, (_, index) => index + 1));
  });

  it("gives a reader of the tail every number in order, also from far behind the ring", async () => {
    const topic = await open();
    for (let n = 0; n < 40; n += 1) await append([topic], { n });
    const hub = new Hub(app.foundation.journal, app.foundation.transport, quiet);
    const cursor = hub.watch({ topicId: topic, principalId: randomUUID(), after: 0, head: 40 });
    const seen: number[] = [];
    const reading = (async () => {
      for await (const event of cursor) {
        seen.push(event.seq);
        if (seen.length === 140) break;
      }
    })();
    for (let n = 0; n < 100; n += 1) await append([topic], { n });
    await reading;
    expect(seen).toEqual(Array.from({ length: 140 }, (_, index) => index + 1));
    await hub.close();
  });

  it("finds what nobody rang for", async () => {
    const topic = await open();
    const hub = new Hub(
      app.foundation.journal,
      { ring: () => undefined, onRing: () => undefined, close: async () => undefined },
      quiet,
    );
    const cursor = hub.watch({ topicId: topic, principalId: randomUUID(), after: 0, head: 0 });
    await append([topic]);
    expect((await cursor.next()).value?.seq).toBe(1);
    await hub.close();
  });

  it("cuts a principal at the very number that ends its admission, and its watching of child topics with it", async () => {
    const parent = await open();
    const child = await open(parent);
    const [out, stays] = [randomUUID(), randomUUID()];
    const hub = new Hub(app.foundation.journal, app.foundation.transport, quiet);
    const watch = (topicId: string, principalId: string, conflate = false) =>
      hub.watch({ topicId, principalId, after: 0, head: 0, conflate });
    const [mine, theirs, mineBelow] = [watch(parent, out), watch(parent, stays), watch(child, out, true)];
    await append([parent]);
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) =>
      journal.append(tx, [{ topicId: parent, kind: "END", body: {}, cuts: [out] }]),
    );
    for (let n = 0; n < 30; n += 1) await append([parent, child]);
    await sleep(100);
    expect((await mine.next()).value?.seq).toBe(1);
    await expect(mine.next()).rejects.toMatchObject({ extensions: { code: "REVOKED" } });
    expect(await mine.next()).toEqual({ done: true, value: undefined });
    // A conflating reader may jump over states, never over its own end.
    await expect(mineBelow.next()).rejects.toMatchObject({ extensions: { code: "REVOKED" } });
    const others: number[] = [];
    while (others.length < 32) others.push((await theirs.next()).value!.seq);
    expect(others).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    await hub.close();
  });

  it("does not let a conflating reader jump over a cut that came in before it joined, nor heed one from before its admission", async () => {
    const topic = await open();
    const [out, back] = [randomUUID(), randomUUID()];
    const { database, journal } = app.foundation;
    const cut = (principal: string) =>
      database.transaction(null, (tx) =>
        journal.append(tx, [{ topicId: topic, kind: "END", body: {}, cuts: [principal] }]),
      );
    const hub = new Hub(journal, app.foundation.transport, quiet);
    const other = hub.watch({ topicId: topic, principalId: randomUUID(), after: 0, head: 0 });
    await cut(back);
    await cut(out);
    while ((await other.next()).value!.seq < 2);
    // Vouched for at 1: the first cut is older than the admission, the second is not.
    const late = hub.watch({ topicId: topic, principalId: out, after: 1, head: 1, conflate: true });
    const again = hub.watch({ topicId: topic, principalId: back, after: 0, head: 1 });
    await append([topic]);
    await expect(late.next()).rejects.toMatchObject({ extensions: { code: "REVOKED" } });
    expect((await again.next()).value?.seq).toBe(1);
    expect((await again.next()).value?.seq).toBe(2);
    await hub.close();
  });

  it("ends a topic for everybody with its last event", async () => {
    const topic = await open();
    const hub = new Hub(app.foundation.journal, app.foundation.transport, quiet);
    const cursor = hub.watch({ topicId: topic, principalId: randomUUID(), after: 0, head: 0 });
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) =>
      journal.append(tx, [{ topicId: topic, kind: "LAST", body: {}, ends: true }]),
    );
    expect((await cursor.next()).value).toMatchObject({
      seq: 1,
      kind: "LAST",
      ends: true,
    } satisfies Partial<LiveEvent>);
    expect(await cursor.next()).toEqual({ done: true, value: undefined });
    await hub.close();
  });

  it("is append-only in the database", async () => {
    const topic = await open();
    await append([topic]);
    const { database } = app.foundation;
    await expect(
      database.transaction(null, (tx) => tx.query("UPDATE live_event SET kind = 'X' WHERE topic_id = $1", [topic])),
    ).rejects.toThrow("append-only");
  });
});

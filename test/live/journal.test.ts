import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Hub } from "../../src/live/hub.js";
import type { LiveEvent } from "../../src/live/live-event.js";
import { InProcessTransport } from "../../src/live/transport.js";
import { NotShareable } from "../../src/platform/graphql/sharing.js";
import { startApp, type TestApp } from "../support/app.js";
import { ChaosTransport } from "../support/chaos-transport.js";
import { QUIET_HUB as quiet, Reader } from "../support/reader.js";

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

  const markOf = async (topic: string, seq: number): Promise<number> =>
    (await app.foundation.journal.tail(new Map([[topic, seq - 1]]), 1))[0]!.mark;

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
    const reader = new Reader(hub, { topicId: topic, head: 40, after: 0, marks: { head: await markOf(topic, 40) } });
    for (let n = 0; n < 100; n += 1) await append([topic], { n });
    await reader.until(140);
    expect(reader.seen).toEqual(Array.from({ length: 140 }, (_, index) => index + 1));
    await hub.close();
  });

  it("finds what nobody told", async () => {
    const topic = await open();
    const hub = new Hub(
      app.foundation.journal,
      new ChaosTransport(new InProcessTransport(), { seed: 1, drop: 1 }),
      quiet,
    );
    const reader = new Reader(hub, { topicId: topic });
    await append([topic]);
    await reader.until(1);
    expect(reader.seen).toEqual([1]);
    await hub.close();
  });

  it("cuts a principal at the very number that ends its admission, and its watching of child topics with it", async () => {
    const parent = await open();
    const child = await open(parent);
    const [out, stays] = [randomUUID(), randomUUID()];
    const hub = new Hub(app.foundation.journal, app.foundation.transport, quiet);
    const mine = new Reader(hub, { topicId: parent, principalId: out });
    const theirs = new Reader(hub, { topicId: parent, principalId: stays });
    const mineBelow = new Reader(hub, { topicId: child, principalId: out, states: true });
    await append([parent]);
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) =>
      journal.append(tx, [{ topicId: parent, kind: "END", body: {}, cuts: [out] }]),
    );
    for (let n = 0; n < 30; n += 1) await append([parent, child]);
    expect(await mine.ended).toMatchObject({ extensions: { code: "REVOKED" } });
    expect(mine.seen).toEqual([1]);
    // A reader of states may jump over states, never over its own end.
    expect(await mineBelow.ended).toMatchObject({ extensions: { code: "REVOKED" } });
    expect(mineBelow.seen).toEqual([0]);
    await theirs.until(32);
    expect(theirs.seen).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    await hub.close();
  });

  it("cuts a reader who is behind at once, without what it had not read yet", async () => {
    const topic = await open();
    const out = randomUUID();
    const hub = new Hub(app.foundation.journal, app.foundation.transport, quiet);
    const reader = new Reader(hub, { topicId: topic, principalId: out });
    reader.pause();
    for (let n = 0; n < 3; n += 1) await append([topic]);
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) =>
      journal.append(tx, [{ topicId: topic, kind: "END", body: {}, cuts: [out] }]),
    );
    expect(await reader.ended).toMatchObject({ extensions: { code: "REVOKED" } });
    reader.resume();
    expect(reader.seen).toEqual([]);
    await hub.close();
  });

  it("does not let a reader jump over a cut that came in before it joined, nor heed one from before its admission", async () => {
    const topic = await open();
    const [out, back] = [randomUUID(), randomUUID()];
    const { database, journal } = app.foundation;
    const cut = (principal: string) =>
      database.transaction(null, (tx) =>
        journal.append(tx, [{ topicId: topic, kind: "END", body: {}, cuts: [principal] }]),
      );
    const hub = new Hub(journal, app.foundation.transport, quiet);
    const other = new Reader(hub, { topicId: topic });
    await cut(back);
    await cut(out);
    await other.until(2);
    // Vouched for at 1: the first cut is older than the admission, the second is not.
    const first = await markOf(topic, 1);
    const vouched = { topicId: topic, head: 1, marks: { head: first, after: first } };
    const late = new Reader(hub, { ...vouched, principalId: out, after: 1, states: true });
    const again = new Reader(hub, { ...vouched, principalId: back, after: 0, marks: { head: first } });
    await append([topic]);
    expect(await late.ended).toMatchObject({ extensions: { code: "REVOKED" } });
    await again.until(3);
    expect(again.seen).toEqual([1, 2, 3]);
    await hub.close();
  });

  it("takes a class apart when a field that is marked shareable turns out to depend on who asks", async () => {
    const topic = await open();
    const hub = new Hub(app.foundation.journal, app.foundation.transport, quiet);
    const people = ["one", "two", "three"].map((principalId) => {
      const show = async (event: LiveEvent, alone: boolean): Promise<string> => {
        if (!alone && event.seq === 3) throw new NotShareable("it reads the viewer");
        return JSON.stringify({ data: { seq: event.seq, mine: alone ? principalId : null } });
      };
      return new Reader(hub, { topicId: topic, principalId, show });
    });
    for (let n = 0; n < 5; n += 1) await append([topic]);
    for (const [index, reader] of people.entries()) {
      await reader.until(5);
      expect(reader.seen).toEqual([1, 2, 3, 4, 5]);
      expect(reader.payloads[3].data.mine).toBe(["one", "two", "three"][index]);
    }
    expect(hub.counters.splits).toBe(3);
    await hub.close();
  });

  it("keeps to each topic whom its event cuts, also when topics share what is told", async () => {
    const [one, two, three] = [await open(), await open(), await open()];
    const { database, journal } = app.foundation;
    const out = randomUUID();
    const told = { kind: "END", body: { of: "all" } };
    await database.transaction(null, (tx) =>
      journal.append(tx, [
        { topicId: one, ...told, cuts: [out] },
        { topicId: two, ...told },
        { topicId: three, ...told },
      ]),
    );
    const events = await journal.tail(new Map([one, two, three].map((topic) => [topic, 0])), 10);
    expect(new Map(events.map(({ topicId, cuts }) => [topicId, cuts]))).toEqual(
      new Map([
        [one, [out]],
        [two, []],
        [three, []],
      ]),
    );
  });

  it("ends a topic for everybody with its last event", async () => {
    const topic = await open();
    const hub = new Hub(app.foundation.journal, app.foundation.transport, quiet);
    const reader = new Reader(hub, { topicId: topic });
    const { database, journal } = app.foundation;
    await database.transaction(null, (tx) =>
      journal.append(tx, [{ topicId: topic, kind: "LAST", body: {}, ends: true }]),
    );
    expect(await reader.ended).toBeNull();
    expect(reader.seen).toEqual([1]);
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

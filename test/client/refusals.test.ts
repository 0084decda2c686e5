import { afterEach, describe, expect, it } from "@jest/globals";
import { cursorOf, FakeFeed, soon, until } from "./fake-feed.js";
import { follow, isOpen, stopAll } from "./following.js";

describe("a subscription that was refused or broken off", () => {
  afterEach(stopAll);

  it.each([
    ["CURSOR_EXPIRED", false],
    ["CURSOR_EXPIRED", true],
    ["CURSOR_AHEAD", false],
    ["EPOCH_CHANGED", true],
  ])(
    "%s (as an error message: %s) loads the snapshot again, tells so, and goes on from its cursor",
    async (code, asError) => {
      const feed = new FakeFeed();
      feed.head = 5;
      const told: string[] = [];
      const { seqs, live } = follow(feed, {
        load: async (why) => {
          told.push(`load ${why}`);
          return cursorOf(4);
        },
        onReload: (why) => void told.push(`reloaded ${why}`),
      });
      await isOpen(feed);
      feed.current!.refuse(code, asError);
      await until(() => feed.asked.length === 2, "another subscription");
      feed.current!.deliver(10);
      await until(() => live.state === "live", "live");
      expect(told).toEqual([`load ${code}`, `reloaded ${code}`]);
      expect([feed.asked, seqs]).toEqual([[cursorOf(0), cursorOf(4)], [5]]);
    },
  );

  it("UNAVAILABLE is asked again from the same cursor, not before the server said", async () => {
    const feed = new FakeFeed();
    follow(feed);
    await isOpen(feed);
    const before = Date.now();
    feed.current!.refuse("UNAVAILABLE", false, { retryAfterSeconds: 0.2 });
    await until(() => feed.asked.length === 2, "another subscription");
    expect(Date.now() - before).toBeGreaterThanOrEqual(195);
    expect(feed.asked).toEqual([cursorOf(0), cursorOf(0)]);
  });

  it("waits longer and longer while nothing works", async () => {
    const feed = new FakeFeed();
    const times: number[] = [];
    follow(feed, {
      backoff: { from: 10, to: 10_000 },
      subscribe: (_payload, sink) => {
        times.push(Date.now());
        queueMicrotask(() => sink.error(new Error("no network")));
        return () => undefined;
      },
    });
    await until(() => times.length === 5, "five attempts");
    const waits = times.slice(1).map((time, index) => time - times[index]!);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(9);
      expect(wait).toBeLessThan(10 * 2 ** (index + 1) + 300); // and what a busy machine adds
    }
  });

  it("after an event that did not follow the one before, asks again from the last good one", async () => {
    const feed = new FakeFeed();
    feed.head = 9;
    const { seqs, live } = follow(feed);
    await isOpen(feed);
    feed.current!.deliver(2);
    feed.current!.skip(3);
    expect(feed.current).toBeNull();
    await until(() => feed.current !== null, "another subscription");
    expect(feed.asked).toEqual([cursorOf(0), cursorOf(2)]);
    expect(seqs).toEqual([1, 2]);
    feed.current!.deliver(99);
    await until(() => live.state === "live", "live");
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("drops what comes twice, without subscribing again", async () => {
    const feed = new FakeFeed();
    feed.head = 3;
    const { seqs, live } = follow(feed);
    await isOpen(feed);
    feed.current!.deliver(2);
    feed.current!.repeat(2);
    feed.current!.deliver(1);
    await until(() => live.state === "live", "live");
    expect([seqs, feed.asked]).toEqual([[1, 2, 3], [cursorOf(0)]]);
  });

  it("does not believe a later message without a position before it: the transport has started again elsewhere", async () => {
    const feed = new FakeFeed();
    feed.tellsStart = false;
    feed.head = 4;
    const { seqs, live } = follow(feed);
    await isOpen(feed);
    feed.current!.deliver(2);
    feed.current!.restart(cursorOf(3));
    feed.current!.deliver(1);
    await until(() => feed.current !== null, "another subscription");
    expect(feed.asked).toEqual([cursorOf(0), cursorOf(2)]);
    feed.current!.deliver(9);
    await until(() => live.state === "live", "live");
    expect(seqs).toEqual([1, 2, 3, 4]);
  });

  it("believes the first message of a server that does not tell where it started", async () => {
    const feed = new FakeFeed();
    feed.tellsStart = false;
    feed.head = 3;
    const { seqs } = follow(feed);
    await isOpen(feed);
    feed.current!.deliver(3);
    await until(() => seqs.length === 3, "three events");
    expect(feed.asked).toEqual([cursorOf(0)]);
  });

  it("keeps the payload's `after` at the last event, for transports that send it again by themselves", async () => {
    const feed = new FakeFeed();
    feed.head = 4;
    follow(feed);
    await isOpen(feed);
    feed.current!.deliver(4);
    expect(feed.current!.payload.variables["after"]).toBe(cursorOf(4));
  });

  it("4401 is tried once more, with what may be a new token, and is the end when it comes at once again", async () => {
    const feed = new FakeFeed();
    const { live } = follow(feed);
    await isOpen(feed);
    feed.current!.lose(4401);
    await isOpen(feed);
    await until(() => live.state === "live", "live");
    feed.current!.lose(4401);
    await isOpen(feed);
    feed.current!.lose(4401);
    expect(await live.ended).toMatchObject({ reason: "UNAUTHENTICATED", problem: { code: "CLOSE_4401" } });
    expect(feed.asked.length).toBe(3);
  });

  it("4429 is not answered by coming back at once: another window would be pushed out", async () => {
    const feed = new FakeFeed();
    const { live } = follow(feed);
    await isOpen(feed);
    feed.current!.lose(4429);
    await soon(200);
    expect([feed.asked.length, live.state]).toEqual([1, "connecting"]);
  });
});

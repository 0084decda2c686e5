import { afterEach, describe, expect, it } from "@jest/globals";
import { cursorOf, FakeFeed, soon } from "./fake-feed.js";
import { follow, isOpen, stopAll } from "./following.js";

describe("the end", () => {
  afterEach(stopAll);

  it.each([
    ["REVOKED", "REVOKED"],
    ["NOT_FOUND", "NOT_FOUND"],
    ["UNAUTHENTICATED", "UNAUTHENTICATED"],
    ["BAD_USER_INPUT", "REFUSED"],
    ["GRAPHQL_VALIDATION_FAILED", "REFUSED"],
  ])("%s ends with %s, after the events that came before it", async (code, reason) => {
    for (const asError of [false, true]) {
      const feed = new FakeFeed();
      feed.head = 2;
      const { seqs, live } = follow(feed, { onEvent: ({ data }) => soon(2).then(() => seqs.push(data!.seq)) });
      await isOpen(feed);
      feed.current!.deliver(2);
      feed.current!.refuse(code, asError);
      if (code === "UNAUTHENTICATED") {
        await isOpen(feed);
        feed.current!.refuse(code, asError);
      }
      expect(await live.ended).toMatchObject({ reason, cursor: cursorOf(2), problem: { code } });
      expect(seqs).toEqual([1, 2]);
      expect(feed.current).toBeNull();
    }
  });

  it("COMPLETED when the server completes without an error", async () => {
    const feed = new FakeFeed();
    const { live } = follow(feed);
    await isOpen(feed);
    feed.current!.sink.complete();
    expect(await live.ended).toEqual({ reason: "COMPLETED", cursor: cursorOf(0), problem: null });
  });

  it("NOT_FOUND when there is no snapshot any more", async () => {
    const feed = new FakeFeed();
    const { live } = follow(feed, { after: null, load: async () => null });
    expect(await live.ended).toMatchObject({ reason: "NOT_FOUND", cursor: null });
    expect(feed.asked).toEqual([]);
  });

  it("REFUSED when something on the way removes extensions.live: without it nothing can be promised", async () => {
    const feed = new FakeFeed();
    const { live } = follow(feed);
    await isOpen(feed);
    feed.current!.sink.next({ data: { seq: 1 } });
    expect(await live.ended).toMatchObject({ reason: "REFUSED", problem: { code: "NO_CURSOR" } });
  });

  it("stop() hands out nothing more, unsubscribes at once, and waits for the handler that is running", async () => {
    const feed = new FakeFeed();
    feed.head = 3;
    let release = (): void => undefined;
    const { seqs, live } = follow(feed, {
      onEvent: ({ data }) => new Promise<void>((resolve) => (release = resolve)).then(() => seqs.push(data!.seq)),
    });
    await isOpen(feed);
    feed.current!.deliver(3);
    await soon();
    live.stop();
    expect([feed.current, live.state]).toEqual([null, "ended"]);
    release();
    expect(await live.ended).toEqual({ reason: "STOPPED", cursor: cursorOf(1), problem: null });
    expect(seqs).toEqual([1]);
  });

  it.each(["before the first callback", "while loading", "while waiting for another try"])(
    "stop() works %s",
    async (moment) => {
      const feed = new FakeFeed();
      const { live } = follow(feed, {
        after: moment === "while loading" ? null : cursorOf(0),
        load: () => soon(30).then(() => cursorOf(0)),
        backoff: { from: 60_000, to: 60_000 },
      });
      if (moment === "while loading") await soon();
      if (moment === "while waiting for another try") {
        await isOpen(feed);
        feed.current!.refuse("UNAVAILABLE", false);
        await soon();
      }
      const asked = feed.asked.length;
      live.stop();
      expect((await live.ended).reason).toBe("STOPPED");
      expect(feed.asked.length).toBe(asked);
    },
  );
});

import { describe, expect, it } from "@jest/globals";
import { iterate, LiveEnded } from "../../client/iterate.js";
import { cursorOf, FakeFeed, soon, until } from "./fake-feed.js";

describe("a loop over events", () => {
  const loopOver = (feed: FakeFeed, more = {}) =>
    iterate<{ seq: number }>({
      subscribe: feed.subscribe,
      query: "subscription",
      after: cursorOf(0),
      load: async () => cursorOf(feed.head),
      backoff: { from: 0, to: 1 },
      quiet: 1,
      ...more,
    });
  /** Keeps the feed sending whatever there is. */
  const pump = (feed: FakeFeed): (() => void) => {
    const timer = setInterval(() => feed.current?.deliver(2), 1);
    return () => clearInterval(timer);
  };

  it("gets each event once, across lost sockets; leaving it ends the subscription", async () => {
    const feed = new FakeFeed();
    feed.head = 9;
    const stop = pump(feed);
    const seqs: number[] = [];
    const events = loopOver(feed);
    for await (const { data } of events) {
      seqs.push(data!.seq);
      if (data!.seq % 4 === 0) feed.current?.lose(1006);
      if (data!.seq === 9) break;
    }
    stop();
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([feed.current, events.live.state]).toEqual([null, "ended"]);
  });

  it("is asked for the next event before one counts as handled: what it was left at comes again", async () => {
    const feed = new FakeFeed();
    feed.head = 5;
    const stop = pump(feed);
    const events = loopOver(feed);
    await expect(
      (async () => {
        for await (const { data } of events) if (data!.seq === 3) throw new Error("app");
      })(),
    ).rejects.toThrow("app");
    stop();
    expect(await events.live.ended).toEqual({ reason: "STOPPED", cursor: cursorOf(2), problem: null });
  });

  it("is not run ahead of: while its body is busy no more than maxPending events wait", async () => {
    const feed = new FakeFeed();
    feed.head = 50;
    const stop = pump(feed);
    const seqs: number[] = [];
    for await (const { data } of loopOver(feed, { maxPending: 2 })) {
      seqs.push(data!.seq);
      await soon(1);
      if (data!.seq === 50) break;
    }
    stop();
    expect(seqs).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(feed.asked.length).toBeGreaterThan(2);
  });

  it("ends when the feed is completed, and throws the reason when it ended otherwise", async () => {
    const feed = new FakeFeed();
    feed.head = 2;
    const ending = async (end: () => void): Promise<number[]> => {
      const seqs: number[] = [];
      void until(() => feed.current !== null).then(() => {
        feed.current!.deliver(2);
        end();
      });
      for await (const { data } of loopOver(feed)) seqs.push(data!.seq);
      return seqs;
    };
    expect(await ending(() => feed.current!.sink.complete())).toEqual([1, 2]);
    const revoked = await ending(() => feed.current!.refuse("REVOKED", true)).catch((error: unknown) => error);
    expect(revoked).toBeInstanceOf(LiveEnded);
    expect((revoked as LiveEnded).ended).toMatchObject({ reason: "REVOKED", cursor: cursorOf(2) });
  });
});

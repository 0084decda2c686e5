import { afterEach, describe, expect, it } from "@jest/globals";
import { type LiveEvent } from "../../client/live.js";
import { cursorOf, FakeFeed, soon, until } from "./fake-feed.js";
import { follow, isOpen, stopAll } from "./following.js";

describe("the app's own functions", () => {
  afterEach(stopAll);

  it("onEvent is awaited before the next event", async () => {
    const feed = new FakeFeed();
    feed.head = 5;
    let running = 0;
    const most: number[] = [];
    const { live } = follow(feed, {
      onEvent: async () => {
        most.push((running += 1));
        await soon(2);
        running -= 1;
      },
    });
    await isOpen(feed);
    feed.current!.deliver(5);
    await until(() => live.cursor === cursorOf(5), "five events");
    expect(most).toEqual([1, 1, 1, 1, 1]);
  });

  it.each(["throws", "rejects"])(
    "when onEvent %s, it ends before that event, which comes again on resuming",
    async (how) => {
      const feed = new FakeFeed();
      feed.head = 3;
      const fault = new Error("no space on disk");
      const { live } = follow(feed, {
        onEvent: ({ data }) => {
          if (data!.seq !== 2) return;
          if (how === "throws") throw fault;
          return Promise.reject(fault);
        },
      });
      await isOpen(feed);
      feed.current!.deliver(3);
      const ended = await live.ended;
      expect(ended).toMatchObject({ reason: "FAILED", cursor: cursorOf(1), problem: { cause: fault } });
      expect(feed.current).toBeNull();
      const again = follow(feed, { after: ended.cursor });
      await isOpen(feed);
      feed.current!.deliver(3);
      await until(() => again.seqs.length === 2, "the rest");
      expect(again.seqs).toEqual([2, 3]);
    },
  );

  it("a load that fails is tried again, the screen saying why; one that is not allowed ends it", async () => {
    const feed = new FakeFeed();
    const faults = [new Error("fetch failed"), { errors: [{ message: "busy", extensions: { code: "UNAVAILABLE" } }] }];
    const { states, live } = follow(feed, {
      after: null,
      load: async () => {
        const fault = faults.shift();
        return fault ? Promise.reject(fault as Error) : cursorOf(0);
      },
    });
    await until(() => live.state === "live", "live");
    expect(states).toEqual(["reloading", "reloading ERROR", "reloading UNAVAILABLE", "catching up", "live"]);
    const refused = follow(new FakeFeed(), {
      after: null,
      load: () => Promise.reject(Object.assign(new Error("x"), { extensions: { code: "UNAUTHENTICATED" } })),
    });
    expect((await refused.live.ended).reason).toBe("UNAUTHENTICATED");
  });

  it("a slow app holds at most maxPending events: the subscription ends and is taken up again", async () => {
    const feed = new FakeFeed();
    feed.head = 10;
    const { seqs, live, states } = follow(feed, {
      maxPending: 3,
      onEvent: ({ data }) => soon(2).then(() => seqs.push(data!.seq)),
    });
    await isOpen(feed);
    feed.current!.deliver(10);
    expect([feed.current, live.state]).toEqual([null, "catching up"]);
    await until(() => feed.asked.length === 2, "another subscription");
    // One went to the handler only after the fourth had come.
    expect([feed.asked, seqs]).toEqual([
      [cursorOf(0), cursorOf(3)],
      [1, 2, 3],
    ]);
    expect(states).toContain("catching up BEHIND");
  });

  it("errors of single fields come with their event", async () => {
    const feed = new FakeFeed();
    const events: LiveEvent<{ seq: number }>[] = [];
    follow(feed, { onEvent: (event) => void events.push(event) });
    await isOpen(feed);
    const errors = [{ message: "No", extensions: { code: "INTERNAL_SERVER_ERROR" } }];
    feed.current!.sink.next({ ...feed.message(1), errors });
    await soon();
    expect(events).toEqual([{ data: { seq: 1 }, errors, cursor: cursorOf(1) }]);
  });
});

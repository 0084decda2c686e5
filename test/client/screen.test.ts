import { afterEach, describe, expect, it } from "@jest/globals";
import { cursorOf, FakeFeed, soon, until } from "./fake-feed.js";
import { follow, stopAll } from "./following.js";

describe("the state that a screen shows", () => {
  afterEach(stopAll);

  it("is live once connected and nothing more comes, connecting as soon as the socket is gone", async () => {
    const feed = new FakeFeed();
    const { states, live } = follow(feed);
    expect(live.state).toBe("connecting");
    await until(() => live.state === "live", "live");
    feed.current!.lose(1012);
    expect(live.state).toBe("connecting");
    await until(() => live.state === "live", "live again");
    live.stop();
    expect(live.state).toBe("ended");
    expect(states).toEqual(["catching up", "live", "connecting CLOSE_1012", "catching up", "live", "ended"]);
  });

  it("is connecting while the transport has no connection, and says so from the beginning", async () => {
    const feed = new FakeFeed();
    const { states } = follow(feed, {
      subscribe: () => () => undefined,
    });
    await soon(20);
    expect(states).toEqual(["connecting"]);
  });

  it("does not flicker while single events come", async () => {
    const feed = new FakeFeed();
    const { states, live } = follow(feed, { onEvent: () => soon(1) });
    await until(() => live.state === "live", "live");
    for (feed.head = 1; feed.head < 30; feed.head += 1) {
      feed.current!.deliver(1);
      await soon(1);
    }
    expect(live.cursor).not.toBe(cursorOf(0));
    expect(states).toEqual(["catching up", "live"]);
  });

  it("is catching up when the app has been busy for a second without a pause", async () => {
    const feed = new FakeFeed();
    let release = (): void => undefined;
    const { live } = follow(feed, { onEvent: () => new Promise<void>((resolve) => (release = resolve)) });
    await until(() => live.state === "live", "live");
    feed.head = 1;
    feed.current!.deliver(1);
    await soon(700);
    expect(live.state).toBe("live");
    feed.head = 2;
    feed.current!.deliver(1);
    await until(() => live.state === "catching up", "catching up", 600);
    release();
    await soon();
    release();
    await until(() => live.state === "live", "live");
  });

  it("is reloading while the snapshot loads", async () => {
    const feed = new FakeFeed();
    const { states, live } = follow(feed, { after: null, load: () => soon(10).then(() => cursorOf(0)) });
    await until(() => live.state === "live", "live");
    expect(states).toEqual(["reloading", "catching up", "live"]);
  });
});

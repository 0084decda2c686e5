import { describe, expect, it } from "@jest/globals";
import { followState } from "../../client/live.js";
import { FakeFeed, soon, until } from "./fake-feed.js";
import { isOpen } from "./following.js";

describe("a feed of states", () => {
  it("takes each state as it comes, shows a slow app only the newest, and subscribes again without a cursor", async () => {
    const feed = new FakeFeed();
    const seqs: number[] = [];
    const live = followState<{ seq: number }>({
      subscribe: feed.subscribe,
      query: "subscription",
      variables: { ballotId: "b" },
      onEvent: ({ data }) => soon(5).then(() => seqs.push(data!.seq)),
      backoff: { from: 1, to: 2 },
      quiet: 5,
    });

    await isOpen(feed);
    for (const seq of [1, 2, 5, 6, 9]) feed.current!.sink.next(feed.message(seq));
    await until(() => live.state === "live", "live");
    expect(seqs.at(-1)).toBe(9);
    expect(seqs.length).toBeLessThan(3);
    feed.current!.lose(1006);
    await until(() => feed.current !== null, "another subscription");
    expect(feed.current!.payload.variables).toEqual({ ballotId: "b" });
    feed.current!.sink.next(feed.message(9));
    await until(() => live.state === "live", "live again");
    expect(seqs.slice(-2)).toEqual([9, 9]);
    live.stop();
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Live, type LiveState, resume } from "../../client/live.js";
import { cursorOf, FakeFeed, soon, until } from "./fake-feed.js";

/** An app whose state is the number of the last event; it complains of each event that is not the next one. */
class App {
  position = 0;
  readonly complaints: string[] = [];
  readonly states: LiveState[] = [];
  reloads = 0;
  firstLoaded: number | null = null;
  handled = 0;
  readonly live: Live;

  constructor(
    readonly feed: FakeFeed,
    slowness: number,
    maxPending: number,
  ) {
    this.live = resume<{ seq: number }>({
      subscribe: feed.subscribe,
      query: "subscription",
      load: async () => {
        if (slowness > 0) await soon(slowness);
        this.reloads += 1;
        this.position = feed.head;
        this.firstLoaded ??= feed.head;
        return cursorOf(feed.head, feed.epoch);
      },
      onEvent: ({ data }) => {
        if (data?.seq !== this.position + 1) this.complaints.push(`${data?.seq} behind ${this.position}`);
        this.position = data?.seq ?? NaN;
        this.handled += 1;
        return slowness > 0 && this.handled % 7 === 0 ? soon(slowness) : undefined;
      },
      onState: (state) => void this.states.push(state),
      maxPending,
      backoff: { from: 0, to: 1 },
      quiet: 1,
    });
  }

  /** From now on the network behaves. */
  async calm(): Promise<void> {
    await until(
      () => {
        this.feed.current?.deliver(1_000);
        return this.position === this.feed.head && this.live.state === "live";
      },
      `number ${this.feed.head}`,
      2_000,
    );
  }
}

type Act = (app: App) => unknown;
const act = (name: string, run: Act): fc.Arbitrary<{ name: string; run: Act }> => fc.constant({ name, run });
const small = fc.integer({ min: 1, max: 6 });
const acts = (destroysTheLog: boolean): fc.Arbitrary<{ name: string; run: Act }[]> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: small.map((n) => ({ name: `+${n}`, run: ({ feed }: App) => (feed.head += n) })) },
      {
        weight: 6,
        arbitrary: small.map((n) => ({ name: `send ${n}`, run: ({ feed }: App) => feed.current?.deliver(n) })),
      },
      { weight: 4, arbitrary: act("wait", () => soon(1)) },
      small.map((n) => ({ name: `skip ${n}`, run: ({ feed }: App) => feed.current?.skip(n) })),
      small.map((n) => ({ name: `repeat ${n}`, run: ({ feed }: App) => feed.current?.repeat(n) })),
      act("start again as sent", ({ feed }) => feed.current?.restart(feed.asked.at(-1))),
      act("start again as it is", ({ feed }) => feed.current?.restart(feed.current.payload.variables["after"])),
      act("lose 1006", ({ feed }) => feed.current?.lose(1006)),
      act("lose 1012", ({ feed }) => feed.current?.lose(1012)),
      act("close event", ({ feed }) => feed.current?.sink.error({ code: 1013, reason: "slow" })),
      act("network error", ({ feed }) => feed.current?.sink.error(new Error("network"))),
      fc.boolean().map((asError) => ({
        name: "UNAVAILABLE",
        run: ({ feed }: App) => feed.current?.refuse("UNAVAILABLE", asError),
      })),
      ...(destroysTheLog
        ? [
            act("expire", ({ feed }) => (feed.low = feed.head + 1)),
            act("restore", ({ feed }) => {
              feed.epoch += 1;
              feed.current?.lose(1006);
            }),
            act("lose the tail", ({ feed }) => {
              feed.head = Math.max(0, feed.head - 2);
              feed.low = Math.min(feed.low, feed.head + 1);
              feed.epoch += 1;
              feed.current?.lose(1012);
            }),
          ]
        : []),
    ),
    { minLength: 5, maxLength: 60 },
  );

const history = (destroysTheLog: boolean) =>
  fc.asyncProperty(
    acts(destroysTheLog),
    fc.boolean(),
    fc.constantFrom(0, 0, 2),
    fc.constantFrom(1, 3, 1_000),
    async (script, tellsStart, slowness, maxPending) => {
      const feed = new FakeFeed();
      feed.tellsStart = tellsStart;
      feed.head = 3;
      const app = new App(feed, slowness, maxPending);
      for (const { run } of script) await run(app);
      await app.calm();
      app.live.stop();
      const ended = await app.live.ended;
      expect(app.complaints).toEqual([]);
      expect(ended).toEqual({ reason: "STOPPED", problem: null, cursor: cursorOf(feed.head, feed.epoch) });
      if (destroysTheLog) return;
      expect(app.reloads).toBe(1);
      expect(app.handled).toBe(feed.head - app.firstLoaded!);
    },
  );

describe("whatever the network does", () => {
  it("hands out each event exactly once and in order, and never one behind a hole", async () => {
    await fc.assert(history(false), { numRuns: 250 });
  }, 60_000);

  it("hands out what follows the loaded state, when the log itself expires, shrinks or is restored", async () => {
    await fc.assert(history(true), { numRuns: 250 });
  }, 60_000);
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CONNECTION_LIMITS } from "../../src/platform/http/limits.js";
import { Window } from "../../src/platform/http/window.js";

const { windowBytes, bufferedBytes, pingBytes } = CONNECTION_LIMITS;

function made(): { window: Window; pings: string[]; line: { writableLength: number } } {
  const pings: string[] = [];
  const line = { writableLength: 0 };
  return { window: new Window({ ping: (payload) => void pings.push(payload) }, line), pings, line };
}

type Step = { write: number } | { pong: "oldest" | "all" | "forged" | "stale" | "noise" };
const steps = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 90_000 }).map((write): Step => ({ write })),
    fc.constantFrom("oldest", "all", "forged", "stale", "noise").map((pong): Step => ({ pong: pong as "oldest" })),
  ),
  { maxLength: 200 },
);

describe("the window of a socket", () => {
  it("never lets more be on its way than its size and one frame, whatever the reader answers", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { window, pings } = made();
        let largest = 0;
        let sent = 0;
        let trulyRead = 0;
        for (const step of all) {
          if ("write" in step) {
            if (window.room() <= 0) continue;
            window.wrote(step.write);
            sent += step.write;
            largest = Math.max(largest, step.write);
          } else if (step.pong === "oldest" || step.pong === "all") {
            const answered = step.pong === "all" ? pings.splice(0) : pings.splice(0, 1);
            for (const payload of answered) {
              trulyRead = Math.max(trulyRead, Number(payload));
              window.pong(payload);
            }
          } else window.pong({ forged: String(sent + 1_000_000), stale: "0", noise: "-1e9" }[step.pong]);
          // What was asked for and answered is the only progress; a forged answer makes no room.
          expect(window.inFlight).toBe(sent - trulyRead);
          expect(window.inFlight).toBeLessThanOrEqual(windowBytes + largest);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("asks after so many bytes how far the reader is, and opens again when it answers", () => {
    const { window, pings } = made();
    let ready = 0;
    while (window.room() > 0) window.wrote(pingBytes / 2);
    expect(pings.length).toBe(windowBytes / pingBytes);
    window.whenReady(() => (ready += 1));
    window.release();
    expect(ready).toBe(0);
    window.pong(pings[0]!);
    expect(ready).toBe(1);
    expect(window.room()).toBe(pingBytes);
  });

  it("is closed while too much waits in this process, even for a reader who claims to have read all", () => {
    const { window, line } = made();
    line.writableLength = bufferedBytes + 1;
    expect(window.room()).toBe(0);
    line.writableLength = 0;
    expect(window.room()).toBe(windowBytes);
  });
});

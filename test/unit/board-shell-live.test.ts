import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import type { Client as Sockets } from "graphql-ws";
import type { Client } from "urql";
import { entriesToCome, seatsToCome } from "../../board/src/api/cache.js";
import { ServerClock } from "../../board/src/live/clock.js";
import { type Phase, watchConnection } from "../../board/src/live/connection.js";
import { Pace } from "../../board/src/live/pacing.js";
import { AT_LEISURE, settling } from "../../board/src/parts/room-query.js";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  entriesToCome.length = 0;
});

interface Event {
  readonly __typename: string;
  readonly seq: number;
  readonly ballot?: { readonly id: string };
  readonly entry?: object | null;
}
const vote = (seq: number, ballot = "b1", entry: object | null = { seq }): Event => ({
  __typename: seq % 2 ? "VoteCastEvent" : "VoteChangedEvent",
  seq,
  ballot: { id: ballot },
  entry,
});
const other = (seq: number): Event => ({ __typename: "BallotClosedEvent", seq, ballot: { id: "b1" } });

/** A pace with what it shows: when, which event, and the entries of the roll that were waiting by then. */
function paced() {
  const shown: { at: number; seq: number; entries: number[] }[] = [];
  const pace = new Pace((result) => {
    const { seq } = (result.data as { roundTableEvents: Event }).roundTableEvents;
    const entries = (entriesToCome.splice(0) as unknown as { seq: number }[]).map((entry) => entry.seq);
    shown.push({ at: performance.now(), seq, entries });
  });
  return { pace, shown, take: (event: Event) => pace.take({ data: { roundTableEvents: event } }) };
}

describe("votes that come faster than anybody can look", () => {
  it("are shown at once, then four times a second, the last one always", () => {
    const { shown, take } = paced();
    const start = performance.now();
    for (let seq = 1; seq <= 100; seq += 1) {
      take(vote(seq));
      jest.advanceTimersByTime(10);
    }
    jest.advanceTimersByTime(1_000);
    expect(shown[0]).toMatchObject({ at: start, seq: 1 });
    expect(shown.at(-1)!.seq).toBe(100);
    expect(shown.length).toBeLessThanOrEqual(6);
    shown.slice(1).forEach(({ at }, index) => expect(at - shown[index]!.at).toBeGreaterThanOrEqual(250));
  });

  it("keep who has voted, also of votes that were not shown themselves, and when the last came without an entry", () => {
    const { shown, take } = paced();
    [vote(1), vote(2), vote(3), vote(4, "b1", null)].forEach(take);
    jest.advanceTimersByTime(1_000);
    expect(shown.map(({ seq }) => seq)).toEqual([1, 4]);
    expect(shown.map(({ entries }) => entries)).toEqual([[1], [2, 3]]);
  });

  it("come with people who come in and go out, of whom every seat is kept", () => {
    const { shown, take } = paced();
    const comes = (seq: number): Event & { seat: object } => ({
      __typename: seq % 2 ? "DelegateCheckedInEvent" : "DelegateCheckedOutEvent",
      seq,
      seat: { id: `s${seq}` },
    });
    [comes(1), comes(2), comes(3), vote(4), comes(5)].forEach(take);
    jest.advanceTimersByTime(250);
    expect(shown.map(({ seq }) => seq)).toEqual([1, 4, 5]);
    expect((seatsToCome.splice(0) as unknown as { id: string }[]).map(({ id }) => id)).toEqual([
      "s1",
      "s2",
      "s3",
      "s5",
    ]);
  });

  it("stand before whatever comes after them", () => {
    const { shown, take } = paced();
    [vote(1), vote(2), vote(3), other(4), vote(5)].forEach(take);
    expect(shown.map(({ seq }) => seq)).toEqual([1, 3, 4]);
    jest.advanceTimersByTime(250);
    expect(shown.map(({ seq }) => seq)).toEqual([1, 3, 4, 5]);
  });

  it("show all ballots, in the order of their last votes, and nothing is held back when the room is left", () => {
    const { pace, shown, take } = paced();
    [vote(1), vote(2, "b1"), vote(3, "b2"), vote(4, "b1")].forEach(take);
    pace.flush();
    expect(shown.map(({ seq }) => seq)).toEqual([1, 3, 4]);
    jest.advanceTimersByTime(10_000);
    expect(shown).toHaveLength(3);
  });

  it("leave the screen as all events one by one would, whatever comes and whenever", () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 400 }),
      kind: fc.constantFrom("vote", "vote", "vote", "silent", "other"),
      ballot: fc.constantFrom("b1", "b2"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        entriesToCome.length = 0;
        const { shown, take } = paced();
        const events = steps.map(({ kind, ballot }, seq) =>
          kind === "other" ? other(seq) : vote(seq, ballot, kind === "silent" ? null : { seq }),
        );
        events.forEach((event, index) => {
          jest.advanceTimersByTime(steps[index]!.wait);
          take(event);
        });
        jest.advanceTimersByTime(1_000);
        const came = events.map(({ seq }) => seq);
        const seqs = shown.map(({ seq }) => seq);
        // In order, every other event, the last vote of each ballot, and each entry once, not after its own vote's successor.
        expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
        expect(new Set(seqs).size).toBe(seqs.length);
        expect(came.filter((seq) => events[seq]!.__typename === "BallotClosedEvent" && !seqs.includes(seq))).toEqual(
          [],
        );
        for (const ballot of ["b1", "b2"]) {
          const last = events.findLast(
            (event) => event.ballot?.id === ballot && event.__typename !== "BallotClosedEvent",
          );
          if (last) expect(seqs).toContain(last.seq);
        }
        const entries = shown.flatMap((one) => one.entries);
        expect(entries.sort((a, b) => a - b)).toEqual(events.filter(({ entry }) => entry).map(({ seq }) => seq));
      }),
      { numRuns: 150 },
    );
  });
});

/** A connection under a clock that the test moves: what it said, and the pings of a server that answers while it is there. */
function watched() {
  const listeners = new Map<string, () => void>();
  const sockets = {
    on: (name: string, listener: () => void) => (listeners.set(name, listener), () => listeners.delete(name)),
  };
  const told: { phase: Phase; trueUntil: number }[] = [];
  const connection = watchConnection(sockets as unknown as Sockets, (phase, trueUntil) =>
    told.push({ phase, trueUntil }),
  );
  return {
    connection,
    told,
    listeners,
    phases: () => told.map(({ phase }) => phase),
    hear: (kind = "message") => listeners.get(kind)!(),
    /** So many seconds in which the server answers each ping, every five seconds. */
    healthy: (seconds: number) => {
      for (let second = 1; second <= seconds; second += 1) {
        jest.advanceTimersByTime(1_000);
        if (second % 5 === 0) listeners.get("pong")!();
      }
    },
    silent: (seconds: number) => jest.advanceTimersByTime(seconds * 1_000),
  };
}

describe("how true a screen is", () => {
  it("is live once the feed is, and says so once", () => {
    const { connection, phases, healthy, hear } = watched();
    hear("connected");
    connection.follow("live");
    healthy(60);
    expect(phases()).toEqual(["live"]);
  });

  it("says nothing of a connection that comes back within seconds", () => {
    const { connection, phases, healthy, silent, hear } = watched();
    hear("connected");
    connection.follow("live");
    healthy(10);
    connection.follow("connecting");
    silent(5);
    hear("connected");
    connection.follow("catching up");
    connection.follow("live");
    healthy(20);
    expect(phases()).toEqual(["live"]);
  });

  it("checks after seven seconds of silence, is behind after ten with the moment that was true, and is back before it is live", () => {
    const { connection, told, phases, healthy, silent, hear } = watched();
    hear("connected");
    connection.follow("live");
    healthy(10);
    const heardLast = performance.now();
    silent(9);
    expect(phases()).toEqual(["live", "checking"]);
    silent(6);
    const behind = told.filter(({ phase }) => phase === "behind");
    expect(behind.length).toBeGreaterThanOrEqual(5);
    expect(behind.every(({ trueUntil }) => trueUntil === heardLast)).toBe(true);
    hear("connected");
    connection.follow("live");
    expect(phases().at(-1)).toBe("back");
    healthy(10);
    expect(phases().slice(phases().lastIndexOf("behind"))).toEqual(["behind", "back", "live"]);
  });

  it("is behind when the socket answers but the feed does not come back", () => {
    const { connection, phases, healthy, hear } = watched();
    hear("connected");
    connection.follow("live");
    healthy(5);
    connection.follow("reloading");
    healthy(15);
    expect(phases().at(-1)).toBe("behind");
  });

  const storm = (seconds: number, hear: () => void): void => {
    for (let tick = 0; tick < seconds * 10; tick += 1) {
      jest.advanceTimersByTime(100);
      hear();
    }
  };

  it("is live while events come all the time, though the feed is never done with them", () => {
    const { connection, phases, hear } = watched();
    hear("connected");
    connection.follow("live");
    storm(2, hear);
    connection.follow("catching up");
    storm(30, hear);
    expect(phases()).toEqual(["live"]);
  });

  it("is live soon after a cut in the middle of a storm, and not while what was missed is coming", () => {
    const { connection, phases, hear, silent } = watched();
    hear("connected");
    connection.follow("live");
    storm(2, hear);
    connection.follow("connecting");
    silent(15);
    expect(phases().at(-1)).toBe("behind");
    hear("connected");
    connection.follow("catching up");
    storm(2, hear);
    expect(phases().at(-1)).toBe("behind");
    storm(2, hear);
    expect(phases().at(-1)).toBe("back");
    storm(10, hear);
    expect(phases().at(-1)).toBe("live");
  });

  it("is starting for ten seconds, and behind if nothing came by then", () => {
    const { phases, silent } = watched();
    silent(9);
    expect(phases()).toEqual([]);
    silent(3);
    expect(phases()[0]).toBe("behind");
  });

  it("lets go of the socket when the room is left", () => {
    const { connection, listeners, told, silent } = watched();
    connection.stop();
    silent(60);
    expect([listeners.size, told.length]).toEqual([0, 0]);
  });
});

describe("the server's time", () => {
  /** A server whose clock is off from the device's, and whose answers take so long, half of it each way unless told. */
  function server(offset: number, trips: readonly number[], way = 0.5) {
    const started = { device: Date.now(), ticks: performance.now() };
    const wrong = { offset };
    let asked = 0;
    const truth = (): number => started.device + wrong.offset + (performance.now() - started.ticks);
    const query = () => ({
      toPromise: async () => {
        const trip = trips[asked % trips.length]!;
        asked += 1;
        await jest.advanceTimersByTimeAsync(trip * way);
        const serverTime = new Date(truth()).toISOString();
        await jest.advanceTimersByTimeAsync(trip * (1 - way));
        return trip > 5_000 ? {} : { data: { serverTime } };
      },
    });
    return { clock: new ServerClock({ query } as unknown as Client), truth, wrong, asked: () => asked };
  }
  const HOUR = 3_600_000;

  it.each([-7 * HOUR, -1_500, 0, 3 * HOUR])("is told by a device whose own clock is off by %d ms", async (offset) => {
    const { clock, truth } = server(offset, [80]);
    await clock.measure();
    expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(2);
    await jest.advanceTimersByTimeAsync(HOUR);
    expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(2);
  });

  it("is taken from the answer that came fastest", async () => {
    // All delay is on the way there: an answer misleads by half its trip.
    const { clock, truth, asked } = server(0, [900, 700, 20, 800, 600], 1);
    await clock.measure();
    expect(asked()).toBe(5);
    expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(11);
  });

  it("is the device's while no answer comes", async () => {
    const { clock } = server(HOUR, [6_000]);
    await clock.measure();
    expect(clock.now()).toBe(Date.now());
  });

  it("is put right by at most a tenth of a second each second, and never runs backwards", async () => {
    const { clock, truth, wrong } = server(0, [20]);
    await clock.measure();
    clock.now();
    for (const change of [-1_000, 1_500]) {
      wrong.offset += change;
      await clock.measure();
      let before = clock.now();
      for (let tick = 0; tick < 100; tick += 1) {
        await jest.advanceTimersByTimeAsync(200);
        const now = clock.now();
        expect(now - before).toBeGreaterThanOrEqual(179);
        expect(now - before).toBeLessThanOrEqual(221);
        before = now;
      }
      expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(2);
    }
  });

  it("is put right at once where the device slept and its monotonic clock stood still", async () => {
    const { clock, truth, wrong } = server(0, [20]);
    await clock.measure();
    clock.now();
    wrong.offset += 5 * 60_000;
    await clock.measure();
    expect(Math.abs(clock.now() - truth())).toBeLessThanOrEqual(2);
  });

  it("is asked for once by all who want it at the same time", async () => {
    const { clock, asked } = server(0, [20]);
    await Promise.all([clock.measure(), clock.measure()]);
    expect(asked()).toBe(5);
  });
});

describe("what two hundred phones ask again after one event", () => {
  it("is spread over the time that it has, and no two tenths of it get half of them", () => {
    const waits = Array.from({ length: 200 }, () => settling(AT_LEISURE));
    const tenths = Array.from({ length: 10 }, (_, tenth) => {
      const from = 300 + (AT_LEISURE / 10) * tenth;
      return waits.filter((wait) => wait >= from && wait < from + AT_LEISURE / 10).length;
    });
    expect(tenths.reduce((sum, one) => sum + one, 0)).toBe(200);
    for (let tenth = 1; tenth < 10; tenth += 1) expect(tenths[tenth - 1]! + tenths[tenth]!).toBeLessThan(100);
  });

  it("is asked soon by the few who conduct or show", () => expect(settling(0)).toBe(300));
});

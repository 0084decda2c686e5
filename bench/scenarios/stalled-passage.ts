import { setTimeout as sleep } from "node:timers/promises";
import type { Delays, Emitted, StragglerOrder, Told } from "../messages.js";
import { type Child, ChildEnded } from "../processes.js";
import type { Room } from "../room.js";
import { round } from "../statistics.js";

/** Bytes, after garbage collection; `peak` is resident before it. */
export interface Weight {
  readonly rss: number;
  readonly held: number;
  readonly peak: number;
}

/** How long the readers waited: from COMMIT's return, and from when the schedule wanted the event. */
export interface Waited {
  readonly emitted: Delays;
  readonly due: Delays;
}

/** One server while megabytes pass its readers on a fixed schedule, and one more subscriber that stops or is not there. */
export interface Passage {
  readonly before: Weight;
  /** One a second: while it does not read, then after it read on. */
  readonly stopped: readonly Weight[];
  readonly resumed: readonly Weight[];
  /** Of the readers; null when the server died. */
  readonly waited: { readonly stopped: Waited; readonly resumed: Waited } | null;
  /** Null when there is none. */
  readonly straggler: (Told & { readonly caughtUp: boolean; readonly seconds: number }) | null;
  /** How the server ended, after how many megabytes; null: it did not. */
  readonly died: string | null;
}

export interface Terms {
  readonly readers: number;
  /** Seconds of the schedule: first for warming up, then while the straggler does not read, then while it reads on. */
  readonly seconds: { readonly warmUp: number; readonly stopped: number; readonly resumed: number };
  /** Bytes of text that pass in a second. */
  readonly bytesPerSecond: number;
  /** The straggler's connection is lost before it reads on. */
  readonly anew: boolean;
}

/** A second of the schedule: 50 ticks of four events in 800 ms, then a pause in which garbage is collected. */
const TICKS = 50;
const BURST = 4;
const TICK_MS = 16;
const LOOK_MS = 850;
const PATIENCE_MS = 60_000;

interface Passed {
  readonly from: number;
  readonly dues: bigint[];
  readonly emits: Promise<Emitted | null>[];
  readonly weights: Weight[];
}

/** Without `straggler` the same happens, and nobody stops. */
export async function passage(room: Room, straggler: Child | null, terms: Terms): Promise<Passage> {
  const { seconds, readers } = terms;
  const tell = (order: StragglerOrder): Promise<Told> | null => straggler && straggler.ask<Told>(order);
  await tell({ do: "connect", port: room.server.port, path: room.subject.path });
  await room.fill(readers);
  await room.tellSink({ do: "record" });
  const [before] = (await pass(room, seconds.warmUp, terms)).weights.slice(-1);
  await tell({ do: "stop" });
  const stopped = await pass(room, seconds.stopped, terms);
  if (room.server.ended !== null) return dead(before!, stopped, room.server.ended, terms);
  const began = performance.now();
  await tell({ do: "resume", anew: terms.anew });
  const resumed = await pass(room, seconds.resumed, terms);
  await room.arrived(PATIENCE_MS);
  await room.verified();
  const found = straggler && (await caughtUp(straggler, room, began));
  const waited = { stopped: await waitedIn(room, stopped), resumed: await waitedIn(room, resumed) };
  const last = await weigh(room);
  await tell({ do: "leave" });
  return {
    ...{ before: before!, stopped: stopped.weights, resumed: [...resumed.weights, last], waited, straggler: found },
    died: null,
  };
}

/** Emits for so many seconds, whether or not what was emitted before has arrived; ends early when the server does. */
async function pass(room: Room, seconds: number, { bytesPerSecond }: Terms): Promise<Passed> {
  const text = Math.round(bytesPerSecond / TICKS / BURST);
  const passed: Passed = { from: room.emitted + 1, dues: [], emits: [], weights: [] };
  const begin = process.hrtime.bigint() + 20_000_000n;
  for (let second = 0; second < seconds && room.server.ended === null; second += 1) {
    const start = begin + BigInt(second) * 1_000_000_000n;
    for (let tick = 0; tick < TICKS && room.server.ended === null; tick += 1) {
      const due = start + BigInt(tick * TICK_MS) * 1_000_000n;
      await until(due);
      passed.dues.push(due);
      passed.emits.push(room.emit(BURST, text).catch(() => null)); // its end is looked at, once a tick
    }
    await until(start + BigInt(LOOK_MS) * 1_000_000n);
    if (room.server.ended !== null) break;
    try {
      passed.weights.push(await weigh(room));
    } catch (error) {
      if (!(error instanceof ChildEnded)) throw error;
    }
  }
  await until(begin + BigInt(seconds) * (room.server.ended === null ? 1_000_000_000n : 0n));
  return passed;
}

async function until(moment: bigint): Promise<void> {
  const left = Number(moment - process.hrtime.bigint()) / 1e6;
  if (left > 0) await sleep(left);
}

async function weigh(room: Room): Promise<Weight> {
  const { rss: peak } = await room.usage();
  const { rss, held } = await room.usage(true);
  return { rss, held, peak };
}

async function waitedIn(room: Room, { from, dues, emits }: Passed): Promise<Waited> {
  const emitted = await Promise.all(emits);
  const since = (moments: readonly string[]): Promise<Delays> =>
    room.tellSink<Delays>({ do: "delays", from, since: moments.flatMap((one) => Array<string>(BURST).fill(one)) });
  return { emitted: await since(emitted.map((one) => one!.at)), due: await since(dues.map(String)) };
}

/** Waits until it has the newest event. */
async function caughtUp(straggler: Child, room: Room, began: number): Promise<Passage["straggler"]> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const told = await straggler.ask<Told>({ do: "tell" });
    const done = told.events === room.emitted;
    if (done || told.faults.length > 0 || performance.now() > deadline)
      return { ...told, caughtUp: done && told.faults.length === 0, seconds: (performance.now() - began) / 1_000 };
    await sleep(20);
  }
}

function dead(before: Weight, stopped: Passed, how: string, { bytesPerSecond }: Terms): Passage {
  const megabytes = round((stopped.dues.length / TICKS) * (bytesPerSecond / 1e6));
  return {
    ...{ before, stopped: stopped.weights, resumed: [], waited: null, straggler: null },
    died: `the server died after ${megabytes} MB: ${how}`,
  };
}

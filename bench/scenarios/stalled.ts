import { setTimeout as sleep } from "node:timers/promises";
import type { Counts } from "../messages.js";
import { ChildEnded } from "../processes.js";
import type { Room } from "../room.js";
import { progress } from "../scenario.js";
import { round } from "../statistics.js";

/** What became of a server while one of its subscribers did not read. Resident bytes. */
export interface Stalled {
  readonly server: string;
  readonly before: number;
  readonly peak: number;
  /** After garbage collection, the subscriber still not reading. */
  readonly after: number;
  /** In words: whether the subscriber caught up when it read again, or the server ended. */
  readonly outcome: string;
}

const READERS = 5;
/** Characters of an event's text, and events of one tick: large and few, for it is bytes that are measured. */
const TEXT = 8_000;
const BURST = 8;
const PATIENCE_MS = 20_000;

/** Lets so many megabytes of events pass five readers and one that does not read. Every event is an object of its own. */
export async function stalled(room: Room, megabytes: number): Promise<Stalled> {
  const server = room.subject.name;
  await room.fill(READERS + 1);
  for (let tick = 0; tick < 20; tick += 1) await room.tick(BURST, TEXT);
  const before = (await room.usage(true)).rss;
  await room.tellSink({ do: "pause", count: 1 });
  let peak = before;
  let passed = 0;
  const found = (after: number, outcome: string): Stalled => {
    progress(`${server}: ${round(before / 2 ** 20)} MiB, then ${round(peak / 2 ** 20)} MiB: ${outcome}`);
    return { server, before, peak, after, outcome };
  };
  try {
    while (passed < megabytes * 1e6) {
      await room.tick(BURST, TEXT);
      passed += BURST * TEXT;
      peak = Math.max(peak, (await room.usage()).rss);
    }
    const after = (await room.usage(true)).rss;
    peak = Math.max(peak, after);
    return found(after, await readAgain(room));
  } catch (error) {
    if (!(error instanceof ChildEnded)) throw error;
    return found(peak, `the server died after ${round(passed / 1e6)} MB: ${error.message}`);
  }
}

async function readAgain(room: Room): Promise<string> {
  const began = performance.now();
  await room.tellSink({ do: "resume" });
  for (;;) {
    const { least, closes } = await room.tellSink<Counts>({ do: "counts" });
    if (closes.length > 0) return `its socket was closed: ${closes[0]}`;
    if (least === room.emitted) break;
    if (performance.now() - began > PATIENCE_MS) return `it has ${least} of ${room.emitted} events after 20 s`;
    await sleep(20);
  }
  await room.verified(); // not more than was emitted either
  return "caught up, nothing lost";
}

import { setTimeout as sleep } from "node:timers/promises";
import { FIRST_SEQ, frameBytes, makeEvent, messageOf } from "./events.js";
import type { Counts, Emitted, Reached, ServerOrder, SinkOrder, Usage } from "./messages.js";
import { Child, ChildEnded } from "./processes.js";
import { progress } from "./scenario.js";

/** A server of the live scenarios. */
export interface Subject {
  /** Its word on the command line. */
  readonly key: string;
  readonly name: string;
  /** Its file below dist/bench/servers/. */
  readonly file: string;
  readonly path: string;
  readonly options?: object;
}

const RAW: Subject = { key: "raw", name: "raw ws", file: "raw-ws.js", path: "/" };
export const SUBJECTS = {
  raw: RAW,
  corked: { ...RAW, key: "corked", name: "raw ws, corked", options: { corked: true } },
  stock: { key: "stock", name: "graphql-ws + PubSub", file: "stock.js", path: "/graphql" },
  mercurius: { key: "mercurius", name: "Mercurius", file: "mercurius.js", path: "/graphql" },
  yoga: { key: "yoga", name: "Yoga", file: "yoga.js", path: "/graphql" },
  rotunda: { key: "rotunda", name: "Rotunda", file: "rotunda.js", path: "/graphql" },
} as const satisfies Record<string, Subject>;

/** Not a failure of a run: this server's file says that it is not there yet. */
export const NOT_WIRED = "not wired yet";

/** One server, the sink, and as many sockets between them as were asked for. */
export class Room {
  /** Events emitted since the last connection; the number that the next `reached` waits for. */
  emitted = 0;

  private constructor(
    readonly subject: Subject,
    readonly server: Child,
    private readonly sink: Child,
  ) {}

  static async open(subject: Subject, sink: Child, options: object = {}): Promise<Room> {
    const server = await Child.start(`servers/${subject.file}`, { ...subject.options, ...options });
    return new Room(subject, server, sink);
  }

  /** Connects and waits until the server has nothing more to do for them. */
  async fill(count: number): Promise<void> {
    await this.tellSink({ do: "connect", port: this.server.port, path: this.subject.path, count });
    await this.settle();
  }

  emit(count: number, text?: number): Promise<Emitted> {
    this.emitted += count;
    return this.tellServer({ do: "emit", count, ...(text === undefined ? {} : { text }) });
  }

  /** When everything emitted so far reached the first and the last socket. Rejects when the server ends meanwhile. */
  arrived(milliseconds = 30_000): Promise<Reached> {
    const reached = this.tellSink<Reached>({ do: "await", event: this.emitted }, milliseconds);
    reached.catch(() => undefined); // its time-out comes when nobody waits for it any more, should the server end
    return Promise.race([reached, this.server.closed.then((how) => Promise.reject(new ChildEnded(how)))]);
  }

  async tick(count: number, text?: number): Promise<void> {
    await this.emit(count, text);
    await this.arrived();
  }

  usage(gc = false): Promise<Usage> {
    return this.tellServer({ do: "usage", gc });
  }

  tellServer<T>(order: ServerOrder): Promise<T> {
    return this.server.ask<T>(order);
  }

  tellSink<T>(order: SinkOrder, milliseconds = 60_000): Promise<T> {
    return this.sink.ask<T>(order, milliseconds);
  }

  /** What has come so far; throws when a socket ended, or one has more or fewer frames than were emitted. */
  async verified(): Promise<Counts> {
    const counts = await this.tellSink<Counts>({ do: "counts" });
    const { least, most, closes } = counts;
    const paused = Math.min(...counts.paused, least);
    if (closes.length > 0) throw new Error(`${this.subject.name}: ${closes.length} sockets ended: ${closes[0]}`);
    if (most !== this.emitted || (counts.paused.length === 0 && least !== this.emitted))
      throw new Error(`${this.subject.name}: ${this.emitted} events, but sockets got ${paused} to ${most} frames`);
    return counts;
  }

  async close(): Promise<void> {
    await this.tellSink({ do: "disconnect" });
    await this.tellServer({ do: "end" }).catch(() => undefined); // one that has ended by itself says nothing more
    await this.server.stop();
  }

  /** Waits until the server's CPU rests. */
  async settle(): Promise<void> {
    let before = await this.usage();
    for (let calm = 0, turn = 0; calm < 2 && turn < 100; turn += 1) {
      await sleep(100);
      const now = await this.usage();
      calm = now.user + now.system - before.user - before.system < 5_000 ? calm + 1 : 0;
      before = now;
    }
  }
}

/** The size of Rotunda's frames, so that the raw loops send as many bytes; modelled when Rotunda cannot tell. */
export async function rotundaFrameBytes(sink: Child): Promise<number> {
  try {
    return await measuredFrameBytes(sink);
  } catch (error) {
    progress(`Rotunda's frames are taken as modelled: ${error instanceof Error ? error.message : String(error)}`);
    return frameBytes(messageOf(makeEvent(FIRST_SEQ)));
  }
}

async function measuredFrameBytes(sink: Child): Promise<number> {
  const room = await Room.open(SUBJECTS.rotunda, sink);
  try {
    await room.fill(1);
    await room.tick(1); // has no cursor before it
    const { bytes } = await room.verified();
    await room.tick(1);
    return (await room.verified()).bytes - bytes;
  } finally {
    await room.close();
  }
}

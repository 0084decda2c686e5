import { Listener } from "./listener.js";
import type { Counts, Delays, Envelope, Reached, Report, SinkOrder } from "./messages.js";

/** Sockets that are opened at a time: less than a server's queue of connections. */
const BATCH = 100;

interface Waiting {
  readonly event: number;
  readonly resolve: (reached: Reached) => void;
}

/**
 * The other end of the measured sockets, in a process of its own: it counts frames and bytes and knows when an event has
 * reached every socket. It must be cheaper than the server, which a client library would not be.
 */
class Sink {
  private listeners: Listener[] = [];
  /** Sockets that have got event k, by k; counted from 1. */
  private reached: number[] = [];
  private first: bigint[] = [];
  private last: bigint[] = [];
  /** When event k came to each socket, by k, once that is asked for. */
  private arrivals: number[][] | null = null;
  private waiting: Waiting[] = [];
  private closes: string[] = [];
  private readers = 0;

  async obey(order: SinkOrder): Promise<unknown> {
    switch (order.do) {
      case "connect":
        return this.connect(order.port, order.path, order.count, order.room);
      case "await":
        return this.await(order.event);
      case "pause":
        for (const listener of this.listeners.slice(-order.count)) listener.pause();
        return this.count();
      case "resume":
        for (const listener of this.listeners) if (listener.paused) listener.resume();
        return;
      case "counts":
        return this.counts();
      case "times":
        return this.first.slice(order.from).map((first, index) => this.timesOf(first, this.last[order.from + index]));
      case "record":
        this.arrivals = [];
        return;
      case "delays":
        return this.delays(order.from, order.since);
      case "disconnect":
        return this.disconnect();
    }
  }

  private async connect(port: number, path: string, count: number, room?: string): Promise<void> {
    const heard = {
      onEvent: (listener: Listener): void => this.onEvent(listener),
      onEnd: (reason: string): void => void this.closes.push(reason),
    };
    const asked = room === undefined ? {} : { room };
    for (let left = count; left > 0; left -= BATCH) {
      const opening = Array.from({ length: Math.min(BATCH, left) }, () => Listener.open(port, path, heard, asked));
      this.listeners.push(...(await Promise.all(opening)));
    }
    this.count();
  }

  private count(): void {
    this.readers = this.listeners.filter(({ paused }) => !paused).length;
  }

  private onEvent(listener: Listener): void {
    if (listener.paused) return;
    const event = listener.events;
    if (this.arrivals) (this.arrivals[event] ??= []).push(Number(process.hrtime.bigint()));
    const reached = (this.reached[event] = (this.reached[event] ?? 0) + 1);
    if (reached === 1) this.first[event] = process.hrtime.bigint();
    if (reached !== this.readers) return;
    this.last[event] = process.hrtime.bigint();
    const ready = this.waiting.filter((one) => one.event <= event);
    if (ready.length === 0) return;
    this.waiting = this.waiting.filter((one) => one.event > event);
    for (const one of ready) one.resolve(this.timesOf(this.first[one.event], this.last[one.event]));
  }

  private await(event: number): Promise<Reached> {
    if (this.last[event] !== undefined) return Promise.resolve(this.timesOf(this.first[event], this.last[event]));
    return new Promise((resolve) => this.waiting.push({ event, resolve }));
  }

  private timesOf(first: bigint | undefined, last: bigint | undefined): Reached {
    return { first: String(first ?? 0n), last: String(last ?? 0n) };
  }

  /** Over all sockets and all events from `from` on, event by event from its own moment. */
  private delays(from: number, since: readonly string[]): Delays {
    const all = since.flatMap((moment, index) =>
      (this.arrivals?.[from + index] ?? []).map((arrival) => (arrival - Number(moment)) / 1e6),
    );
    const sorted = Float64Array.from(all).sort();
    const at = (percent: number): number => sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
    return { deliveries: sorted.length, p50: at(50), p99: at(99), most: at(100) };
  }

  private counts(): Counts {
    const events = this.listeners.map((listener) => listener.events);
    const { user, system } = process.cpuUsage();
    return {
      sockets: this.listeners.length,
      frames: events.reduce((sum, one) => sum + one, 0),
      bytes: this.listeners.reduce((sum, { bytes }) => sum + bytes, 0),
      least: events.length > 0 ? events.reduce((a, b) => Math.min(a, b)) : 0,
      most: events.reduce((a, b) => Math.max(a, b), 0),
      paused: this.listeners.filter(({ paused }) => paused).map((listener) => listener.events),
      closes: this.closes,
      cpu: user + system,
    };
  }

  private disconnect(): void {
    for (const listener of this.listeners) listener.leave();
    this.listeners = [];
    this.reached = [];
    this.first = [];
    this.last = [];
    this.arrivals = null;
    this.waiting = [];
    this.closes = [];
    this.count();
  }
}

const sink = new Sink();
const tell = (report: Report): void => void process.send?.(report);
process.on("disconnect", () => process.exit(0));
process.on("message", ({ id, order }: Envelope<SinkOrder>) => {
  sink.obey(order).then(
    (answer) => tell({ id, answer }),
    (error: unknown) => tell({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
tell({ ready: true, port: 0 });

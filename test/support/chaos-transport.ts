import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { LiveEvent, TopicHead } from "../../src/live/live-event.js";
import { InProcessTransport, type Transport } from "../../src/live/transport.js";

export interface Chaos {
  /** The same seed makes the same choices; put `story()` into what a failing test says. */
  readonly seed: number;
  /** Shares between 0 and 1. */
  readonly drop?: number;
  readonly double?: number;
  /** The longest delay in milliseconds; differing delays reorder. */
  readonly delay?: number;
}

/** Wraps a transport and loses, doubles, delays and reorders what this node hears, each event and each ring by itself. */
export class ChaosTransport implements Transport {
  readonly counts = { heard: 0, dropped: 0, doubled: 0, delivered: 0 };
  private readonly random: () => number;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly inner: Transport,
    private readonly chaos: Chaos,
  ) {
    this.random = randomOf(chaos.seed);
  }

  story(): string {
    return `seed ${this.chaos.seed}: ${JSON.stringify(this.counts)}`;
  }

  publish(events: readonly LiveEvent[]): void {
    this.inner.publish(events);
  }

  follow(topic: Pick<TopicHead, "topicId" | "epoch" | "head">): void {
    this.inner.follow(topic);
  }

  unfollow(topicId: string): void {
    this.inner.unfollow(topicId);
  }

  onEvents(listener: (events: readonly LiveEvent[]) => void): void {
    this.inner.onEvents((events) => {
      for (const event of events) this.garble(() => listener([event]));
    });
  }

  onRing(listener: (topicIds: readonly string[]) => void): void {
    this.inner.onRing((topicIds) => {
      for (const topicId of topicIds) this.garble(() => listener([topicId]));
    });
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    await this.inner.close();
  }

  private garble(deliver: () => void): void {
    const { drop = 0.3, double = 0.2, delay = 50 } = this.chaos;
    this.counts.heard += 1;
    const choice = this.random();
    if (choice < drop) {
      this.counts.dropped += 1;
      return;
    }
    const copies = choice < drop + double ? 2 : 1;
    this.counts.doubled += copies - 1;
    for (let copy = 0; copy < copies; copy += 1) this.later(this.random() * delay, deliver);
  }

  private later(milliseconds: number, deliver: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.counts.delivered += 1;
      deliver();
    }, milliseconds);
    this.timers.add(timer);
  }
}

/** Joins nodes in one process, so that two of them can be tested without a service: what one publishes all hear. */
export class Wire {
  private readonly nodes = new Set<InProcessTransport>();

  /** A further node; closing it takes it off the wire. */
  node(): Transport {
    const near = new InProcessTransport();
    this.nodes.add(near);
    return {
      publish: (events) => {
        if (!this.nodes.has(near)) return;
        // Another process never gets the very object, so nothing may hang on its identity.
        for (const node of this.nodes) node.publish(node === near ? events : structuredClone(events));
      },
      follow: () => undefined,
      unfollow: () => undefined,
      onEvents: (listener) => near.onEvents(listener),
      onRing: () => undefined,
      close: async () => {
        this.nodes.delete(near);
        await near.close();
      },
    };
  }
}

/** A TCP line to a service, which can be broken, or go silent as when a cable is pulled: then neither end learns of it. */
export class Line {
  private readonly silent = new WeakSet<Socket>();
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  /** `url`: that of the service. */
  constructor(private readonly service: URL) {}

  /** The service by way of this line. */
  get url(): string {
    const url = new URL(this.service);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  /** Carries connections from now on, the second time at the same place as the first. */
  async mend(): Promise<this> {
    this.server = createServer((near) => {
      const far = connect(Number(this.service.port), this.service.hostname);
      this.join(near, far);
      this.join(far, near);
    });
    await new Promise<void>((resolve) => this.server!.listen(this.port, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Ends all connections and takes no more. */
  async break(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    if (this.server?.listening) await closed;
  }

  /** The connections that there are carry nothing more; new ones do. */
  silence(): void {
    for (const socket of this.sockets) this.silent.add(socket);
  }

  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on("data", (data) => {
      if (!this.silent.has(from)) to.write(data);
    });
    from.on("error", () => undefined); // "close" follows
    from.on("close", () => {
      this.sockets.delete(from);
      if (!this.silent.has(from)) to.destroy();
    });
  }
}

/** mulberry32: numbers from 0 up to 1. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

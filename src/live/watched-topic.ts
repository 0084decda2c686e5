import type { LiveEvent } from "./live-event.js";

/** A subscriber, as far as its topic needs to know it. */
export interface Watcher {
  /** Told of every event that ends somebody's admission, as it comes in. */
  notice(event: LiveEvent): void;
  /** Told that there is something new. */
  wake(): void;
  return(): Promise<unknown>;
}

/** A topic that somebody watches on this node: its newest number here and a ring of recent events. */
export class WatchedTopic {
  private readonly ring: LiveEvent[] = [];
  private readonly watchers = new Set<Watcher>();

  constructor(
    readonly topicId: string,
    public head: number,
    private readonly ringSize: number,
  ) {}

  /** Adds a watcher that starts behind `after`; it hears of the cuts that came in before it joined. */
  join(watcher: Watcher, after: number): void {
    this.watchers.add(watcher);
    for (const event of this.ring) if (event.seq > after && event.cuts.length > 0) watcher.notice(event);
  }

  /** True when nobody is left. */
  leave(watcher: Watcher): boolean {
    this.watchers.delete(watcher);
    return this.watchers.size === 0;
  }

  /**
   * Takes the next event of the log; one that is here already is ignored. False when numbers between are missing: the
   * answer was asked for before this topic was watched again, and the next one will be right.
   */
  push(event: LiveEvent): boolean {
    if (event.seq <= this.head) return true;
    if (event.seq !== this.head + 1) return false;
    this.head = event.seq;
    this.ring.push(event);
    if (this.ring.length > this.ringSize) this.ring.shift();
    if (event.cuts.length > 0) for (const watcher of this.watchers) watcher.notice(event);
    return true;
  }

  /** The event behind `after` if the ring still holds it. */
  after(after: number): LiveEvent | undefined {
    const first = this.ring[0];
    return first && after + 1 >= first.seq ? this.ring[after + 1 - first.seq] : undefined;
  }

  newest(): LiveEvent | undefined {
    return this.ring.at(-1);
  }

  wake(): void {
    for (const watcher of this.watchers) watcher.wake();
  }

  endAll(): void {
    for (const watcher of [...this.watchers]) void watcher.return();
  }
}

import type { LiveEvent, TopicHead } from "./live-event.js";

/**
 * How nodes tell each other what was committed. It carries hints (rings) or copies (events) and may lose, double or
 * reorder both: the log is the truth, a missing number is visible, and a hub that hears nothing finds out by polling.
 */
export interface Transport {
  /** Tells every node, this one included, what a transaction committed. Called after the commit; returns at once, never throws. */
  publish(events: readonly LiveEvent[]): void;
  /** This node watches the topic and holds everything up to `head`. */
  follow(topic: Pick<TopicHead, "topicId" | "epoch" | "head">): void;
  unfollow(topicId: string): void;
  /** Copies of events; of followed topics at least, others may come along. */
  onEvents(listener: (events: readonly LiveEvent[]) => void): void;
  /** Hints that the log has something newer. */
  onRing(listener: (topicIds: readonly string[]) => void): void;
  close(): Promise<void>;
}

/** One process: copies are heard in the same process, gathered per turn of the event loop. Also the near half of the others. */
export class InProcessTransport implements Transport {
  private readonly listeners: ((events: readonly LiveEvent[]) => void)[] = [];
  private waiting: LiveEvent[] = [];

  publish(events: readonly LiveEvent[]): void {
    if (this.waiting.length === 0) setImmediate(() => this.deliver());
    this.waiting.push(...events);
  }

  follow(): void {
    // Everything that this process commits passes here anyway.
  }

  unfollow(): void {
    // As above.
  }

  onEvents(listener: (events: readonly LiveEvent[]) => void): void {
    this.listeners.push(listener);
  }

  onRing(): void {
    // Never rings: it has the events themselves.
  }

  async close(): Promise<void> {
    this.listeners.length = 0;
  }

  private deliver(): void {
    const events = this.waiting;
    this.waiting = [];
    for (const listener of this.listeners) listener(events);
  }
}

/**
 * How nodes tell each other that a topic has something new. It may lose, double or reorder rings: the log is the truth,
 * and a hub that hears nothing finds out by polling.
 */
export interface Transport {
  ring(topicIds: readonly string[]): void;
  onRing(listener: (topicIds: readonly string[]) => void): void;
  close(): Promise<void>;
}

/** One process: rings are heard in the same process, coalesced per turn of the event loop. */
export class InProcessTransport implements Transport {
  private readonly listeners: ((topicIds: readonly string[]) => void)[] = [];
  private readonly rung = new Set<string>();

  ring(topicIds: readonly string[]): void {
    if (this.rung.size === 0) setImmediate(() => this.deliver());
    for (const id of topicIds) this.rung.add(id);
  }

  onRing(listener: (topicIds: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  async close(): Promise<void> {
    this.listeners.length = 0;
  }

  private deliver(): void {
    const ids = [...this.rung];
    this.rung.clear();
    for (const listener of this.listeners) listener(ids);
  }
}

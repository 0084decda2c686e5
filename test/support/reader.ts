import { randomUUID } from "node:crypto";
import type { Hub, HubOptions } from "../../src/live/hub.js";
import type { LiveEvent } from "../../src/live/live-event.js";
import type { Attributes, Sink } from "../../src/live/watching.js";

/** Options of a hub for tests: small, so that its borders are met soon. */
export const QUIET_HUB: HubOptions = {
  pollMilliseconds: 200,
  renewMilliseconds: 60_000,
  ring: 16,
  page: 10,
  catchUps: 2,
  renderedBytes: 1_000_000,
  renew: async (asked) => asked.map(({ attributes }) => attributes),
  onError: (error) => console.error(error),
};

export interface ReaderOptions {
  readonly topicId: string;
  readonly principalId?: string;
  readonly after?: number;
  readonly head?: number;
  /** The mark of the event at the head, and of the one behind which to start. */
  readonly marks?: { readonly head?: number; readonly after?: number };
  readonly epoch?: number;
  readonly ended?: boolean;
  /** When the head was asked for, by performance.now(); long ago when omitted. */
  readonly asOf?: number;
  readonly states?: boolean;
  readonly attributes?: Attributes;
  /** Called for each execution; what it answers is the payload in JSON. */
  readonly show?: (event: LiveEvent, alone: boolean) => Promise<string>;
}

/** A subscriber without a socket: reads what the hub writes, and can stop reading. */
export class Reader implements Sink {
  readonly seen: number[] = [];
  readonly payloads: any[] = [];
  /** Null when it completed, else the error. */
  readonly ended: Promise<Error | null>;
  readonly leave: () => void;
  private isOpen = true;
  private limit = Infinity;
  private gone: () => void = () => undefined;
  private ready: (() => void)[] = [];

  constructor(hub: Hub, options: ReaderOptions) {
    const { topicId, principalId = randomUUID(), after = 0, head = 0, epoch = 1, states = false, marks = {} } = options;
    const show = options.show ?? (async (event: LiveEvent) => JSON.stringify({ data: { seq: event.seq } }));
    let end: (error: Error | null) => void = () => undefined;
    this.ended = new Promise((resolve) => (end = resolve));
    const subscriber = hub.join(
      {
        topic: {
          topicId,
          epoch,
          head,
          mark: marks.head ?? 0,
          low: 1,
          ended: options.ended ?? false,
          asOf: options.asOf ?? 0,
        },
        after,
        mark: marks.after ?? 0,
        principalId,
        attributes: options.attributes ?? {},
        states,
      },
      {
        classFor: (attributes, alone) => ({
          key: JSON.stringify([attributes, alone && principalId]),
          show: (event) => show(event, alone),
        }),
      },
      this,
      { complete: () => end(null), fail: (error) => end(error) },
    );
    this.leave = () => subscriber.leave();
  }

  isReady(): boolean {
    return this.isOpen;
  }

  write(bodies: readonly Buffer[]): boolean {
    if (!this.isOpen) return false;
    for (const body of bodies) {
      if (this.seen.length + 1 >= this.limit) this.isOpen = false;
      const payload = JSON.parse(body.toString().slice(0, -1)) as { data: { seq: number } };
      this.payloads.push(payload);
      this.seen.push(payload.data.seq);
    }
    return true;
  }

  whenReady(callback: () => void): void {
    this.ready.push(callback);
  }

  whenGone(callback: () => void): void {
    this.gone = callback;
  }

  pause(): void {
    this.isOpen = false;
  }

  /** Takes so many in all, then stops reading. */
  pauseAfter(count: number): void {
    this.limit = count;
  }

  resume(): void {
    this.isOpen = true;
    this.limit = Infinity;
    for (const callback of this.ready.splice(0)) callback();
  }

  /** As when the socket closes. */
  disconnect(): void {
    this.gone();
  }

  async until(count: number, milliseconds = 10_000): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (this.seen.length < count) {
      if (Date.now() > deadline) throw new Error(`only ${this.seen.length} of ${count} came`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

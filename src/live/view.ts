import { setImmediate as nextTurn } from "node:timers/promises";
import { encodeCursor } from "./cursor.js";
import type { LiveCounters } from "./counters.js";
import type { LiveEvent } from "./live-event.js";
import type { Rendered, RenderedBodies } from "./rendered-bodies.js";
import type { Audience, Member, WatchedTopic } from "./watched-topic.js";
import type { ViewClass } from "./watching.js";

/** Events shown and written together at most. */
const BATCH = 32;
/** Sockets written to before others get their turn of the event loop. */
const SLICE = 256;

export interface ViewParts {
  readonly topic: WatchedTopic;
  readonly of: ViewClass;
  /** Its events are states: only the newest counts. */
  readonly states: boolean;
  readonly bodies: RenderedBodies;
  readonly counters: LiveCounters;
}

/** A class of subscribers of one topic: shows each event once, and hands the bytes to all who keep up. */
export class View implements Audience {
  readonly subscribers = new Set<Member>();
  /** Everything up to here was offered to those who keep up. */
  shown: number;
  private busy = false;

  constructor(readonly parts: ViewParts) {
    this.shown = parts.topic.head;
  }

  /** Goes on showing unless it does so already. */
  wake(): void {
    if (!this.busy && this.shown < this.parts.topic.head) void this.run();
  }

  /** The message of one event; shared by all who ask for it at about the same time. */
  render(event: LiveEvent): Promise<Rendered> {
    return this.parts.bodies.get(this, event, () => this.show(event));
  }

  /** The same message for whoever skipped states, or begins: null. */
  withPrevious(rendered: Rendered, event: LiveEvent, previous: number | null): Buffer {
    return previous === event.seq - 1 ? rendered.body : this.frame(rendered.json, event, previous);
  }

  private async run(): Promise<void> {
    this.busy = true;
    const { topic, states } = this.parts;
    try {
      while (this.subscribers.size > 0 && this.shown < topic.head) {
        const before = this.shown;
        const newest = states ? topic.newest() : undefined;
        const events = newest ? [newest] : topic.after(before, BATCH);
        // The ring has gone past this class: whoever waits here reads the log instead.
        if (!events) this.shown = topic.head;
        else await this.offer(events, before);
        if (!events) for (const subscriber of this.subscribers) subscriber.fallBehind();
      }
    } finally {
      this.busy = false;
    }
  }

  private async offer(events: readonly LiveEvent[], before: number): Promise<void> {
    let rendered: Rendered[];
    try {
      rendered = await Promise.all(events.map((event) => this.render(event)));
    } catch {
      // Each subscriber meets the same failure by itself, where it is told or tried again in a class of its own.
      this.shown = events.at(-1)!.seq;
      for (const subscriber of this.subscribers) subscriber.fallBehind();
      return;
    }
    this.shown = events.at(-1)!.seq;
    const bodies = this.parts.states
      ? [this.withPrevious(rendered[0]!, events[0]!, before)]
      : rendered.map((one) => one.body);
    let count = 0;
    for (const subscriber of this.subscribers) {
      subscriber.offer(events, bodies, before);
      count += 1;
      if (count % SLICE === 0) await nextTurn();
    }
  }

  private async show(event: LiveEvent): Promise<Rendered> {
    const { counters } = this.parts;
    counters.executions += 1;
    const json = await this.parts.of.show(event);
    counters.encodings += 1;
    // Kept apart from the body only where a subscriber may need another `previous`.
    return { json: this.parts.states ? json : "", body: this.frame(json, event, event.seq - 1) };
  }

  /** `{"data":…}` becomes `{"data":…,"extensions":{"live":{…}}}` and the brace that closes the message around it. */
  private frame(json: string, event: LiveEvent, previous: number | null): Buffer {
    const cursorOf = (seq: number | null): string | null =>
      seq === null ? null : encodeCursor(event.topicId, event.epoch, seq);
    const live = `"extensions":${JSON.stringify({ live: { cursor: cursorOf(event.seq), previous: cursorOf(previous) } })}`;
    return Buffer.from(`${json.slice(0, -1)},${live}}}`);
  }
}

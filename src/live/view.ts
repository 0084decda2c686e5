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

type Numbered = Pick<LiveEvent, "seq" | "mark">;

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
  /** The mark of that event. */
  private mark: number;
  private busy = false;

  constructor(readonly parts: ViewParts) {
    this.shown = parts.topic.head;
    this.mark = parts.topic.mark;
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
  withPrevious(rendered: Rendered, event: LiveEvent, previous: Numbered | null): Buffer {
    return previous?.seq === event.seq - 1 ? rendered.body : this.frame(rendered.json, event, previous);
  }

  private async run(): Promise<void> {
    this.busy = true;
    const { topic, states } = this.parts;
    try {
      while (this.subscribers.size > 0 && this.shown < topic.head) {
        const before = { seq: this.shown, mark: this.mark };
        const newest = states ? topic.newest() : undefined;
        const events = newest ? [newest] : topic.after(before.seq, BATCH);
        // The ring has gone past this class: whoever waits here reads the log instead.
        if (!events) this.reached({ seq: topic.head, mark: topic.mark });
        else await this.offer(events, before);
        if (!events) for (const subscriber of this.subscribers) subscriber.fallBehind();
      }
    } finally {
      this.busy = false;
    }
  }

  private reached({ seq, mark }: Numbered): void {
    this.shown = seq;
    this.mark = mark;
  }

  private async offer(events: readonly LiveEvent[], before: Numbered): Promise<void> {
    let rendered: Rendered[];
    try {
      rendered = await Promise.all(events.map((event) => this.render(event)));
    } catch {
      // Each subscriber meets the same failure by itself, where it is told or tried again in a class of its own.
      this.reached(events.at(-1)!);
      for (const subscriber of this.subscribers) subscriber.fallBehind();
      return;
    }
    this.reached(events.at(-1)!);
    const bodies = this.parts.states
      ? [this.withPrevious(rendered[0]!, events[0]!, before)]
      : rendered.map((one) => one.body);
    let count = 0;
    for (const subscriber of this.subscribers) {
      subscriber.offer(events, bodies, before.seq);
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
    return {
      json: this.parts.states ? json : "",
      body: this.frame(json, event, { seq: event.seq - 1, mark: event.prior }),
    };
  }

  /** `{"data":…}` becomes `{"data":…,"extensions":{"live":{…}}}` and the brace that closes the message around it. */
  private frame(json: string, event: LiveEvent, previous: Numbered | null): Buffer {
    const { topicId, epoch } = event;
    const places = {
      cursor: encodeCursor(event),
      previous: previous && encodeCursor({ topicId, epoch, ...previous }),
    };
    const live = `"extensions":${JSON.stringify({ live: places })}`;
    return Buffer.from(`${json.slice(0, -1)},${live}}}`);
  }
}

import { follows, type LiveEvent, type TopicHead } from "./live-event.js";

/** A subscriber, as far as its topic and its class need to know it. */
export interface Member {
  /** Told of every event that cuts or renews somebody, as it comes in. */
  notice(event: LiveEvent): void;
  /** Takes what its class shows now, when it stands at `before`. */
  offer(events: readonly LiveEvent[], bodies: readonly Buffer[], before: number): void;
  /** Reads by itself from here on. */
  fallBehind(): void;
}

/** A class of subscribers, as far as its topic needs to know it. */
export interface Audience {
  readonly subscribers: ReadonlySet<Member>;
  wake(): void;
}

/** A topic that somebody watches on this node: its newest number here, a ring of recent events, and the classes that watch. */
export class WatchedTopic<View extends Audience = Audience> {
  readonly views = new Map<string, View>();
  readonly epoch: number;
  readonly topicId: string;
  head: number;
  /** The mark of the event at the head. */
  mark: number;
  /** When that came, by `performance.now()`. */
  since = performance.now();
  /** Nothing comes after the head. */
  ended: boolean;
  private readonly ring: LiveEvent[] = [];

  constructor(
    at: TopicHead,
    private readonly ringSize: number,
  ) {
    this.topicId = at.topicId;
    this.epoch = at.epoch;
    this.head = at.head;
    this.mark = at.mark;
    this.ended = at.ended;
  }

  /**
   * Takes the next event of the log; one that is here already is ignored. False when it does not fit: numbers between are
   * missing, or it follows another event than the one that is here.
   */
  push(event: LiveEvent): boolean {
    if (event.seq <= this.head) return true;
    if (!follows(event, this.head, this.mark)) return false;
    this.head = event.seq;
    this.mark = event.mark;
    this.since = performance.now();
    this.ended ||= event.ends;
    this.ring.push(event);
    if (this.ring.length > this.ringSize) this.ring.shift();
    if (event.cuts.length > 0 || event.renews.length > 0)
      for (const view of this.views.values()) for (const subscriber of view.subscribers) subscriber.notice(event);
    return true;
  }

  /** At most `limit` events behind `after`, in order; null when the ring no longer holds the first of them. */
  after(after: number, limit: number): LiveEvent[] | null {
    const start = this.ring.length - (this.head - after);
    return start >= 0 ? this.ring.slice(start, start + limit) : null;
  }

  newest(): LiveEvent | undefined {
    return this.ring.at(-1);
  }

  wake(): void {
    for (const view of this.views.values()) view.wake();
  }
}

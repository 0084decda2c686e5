import { setTimeout as sleep } from "node:timers/promises";
import { Gate } from "../platform/kernel/gate.js";
import { Cursor, type CursorOptions } from "./subscriber.js";
import type { Journal } from "./journal.js";
import type { LiveEvent } from "./live-event.js";
import { WatchedTopic } from "./watched-topic.js";
import type { Transport } from "./transport.js";

const ATTEMPTS = 8;
const PAUSE_MS = 100;
/** A reader that cannot even begin to catch up in this time is told so and comes back. */
const PATIENCE_MS = 30_000;

export interface HubOptions {
  /** Longest delay when every ring was lost, in milliseconds. */
  readonly pollMilliseconds: number;
  /** Recent events kept per watched topic for those who are a little behind. */
  readonly ring: number;
  /** Rows of one catch-up page, and of one tail query per topic. */
  readonly page: number;
  /** Catch-up pages read from the database at once. */
  readonly catchUps: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Reads the log once per topic for all who watch it on this node. A subscriber is a cursor that pulls at its own pace:
 * nothing is queued for it, so what it costs does not depend on how slow it is.
 */
export class Hub {
  private readonly topics = new Map<string, WatchedTopic>();
  private readonly pages: Gate;
  private readonly timer: NodeJS.Timeout;
  private tailing: Promise<void> | null = null;
  private again = false;
  private closed = false;

  constructor(
    private readonly journal: Journal,
    transport: Transport,
    private readonly options: HubOptions,
  ) {
    this.pages = new Gate(options.catchUps, PATIENCE_MS);
    transport.onRing((topicIds) => {
      if (topicIds.some((id) => this.topics.has(id))) this.tail();
    });
    this.timer = setInterval(() => this.tail(), options.pollMilliseconds);
    this.timer.unref();
  }

  /** Joins a topic behind `after`, a number that `readCursor` or a head query has vouched for. */
  watch(options: CursorOptions): Cursor {
    let topic = this.topics.get(options.topicId);
    if (!topic) {
      topic = new WatchedTopic(options.topicId, options.head, this.options.ring);
      this.topics.set(options.topicId, topic);
    }
    const cursor = new Cursor(options, topic, {
      page: (after) => this.page(options.topicId, after),
      leave: () => this.leave(cursor),
    });
    topic.join(cursor, options.after);
    this.tail();
    return cursor;
  }

  /** Ends every subscription; they complete. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    for (const topic of this.topics.values()) topic.endAll();
    this.topics.clear();
    await this.tailing;
  }

  private leave(cursor: Cursor): void {
    const topic = this.topics.get(cursor.topicId);
    if (topic?.leave(cursor)) this.topics.delete(cursor.topicId);
  }

  /** Runs the tail query; a ring that arrives meanwhile makes it run once more. */
  private tail(): void {
    if (this.tailing) {
      this.again = true;
      return;
    }
    if (this.closed || this.topics.size === 0) return;
    this.tailing = this.readTail()
      .catch((error: unknown) => this.options.onError(error))
      .then((more) => {
        this.tailing = null;
        if (this.again || more === true) {
          this.again = false;
          this.tail();
        }
      });
  }

  private async readTail(): Promise<boolean> {
    const asked = new Map(this.topics);
    const heads = new Map([...asked.values()].map((topic) => [topic.topicId, topic.head]));
    const events = await this.journal.tail(heads, this.options.page);
    const counts = new Map<string, number>();
    const holes = new Set<string>();
    for (const event of events) {
      const topic = this.topics.get(event.topicId);
      // Numbers are missing: this topic was watched anew since we asked, or the log has a hole. The next poll tells.
      if (topic?.push(event) === false && topic === asked.get(event.topicId)) holes.add(event.topicId);
      counts.set(event.topicId, (counts.get(event.topicId) ?? 0) + 1);
    }
    for (const topicId of counts.keys()) this.topics.get(topicId)?.wake();
    if (holes.size > 0) this.options.onError(new Error(`The log has a hole in ${[...holes].join(", ")}`));
    return holes.size === 0 && [...counts.values()].some((count) => count === this.options.page);
  }

  /** One page for a subscriber that is behind the ring; at most `catchUps` of them run at once. Tried again on a fault. */
  private async page(topicId: string, after: number): Promise<LiveEvent[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.pages.through(() => this.journal.tail(new Map([[topicId, after]]), this.options.page));
      } catch (error) {
        if (attempt === ATTEMPTS || this.closed) throw error;
        this.options.onError(error);
        await sleep(PAUSE_MS * attempt);
      }
    }
  }
}

import type { LiveCounters } from "./counters.js";
import type { Journal } from "./journal.js";
import { areSame, type LiveEvent } from "./live-event.js";
import type { WatchedTopic } from "./watched-topic.js";

export interface TailOptions {
  readonly pollMilliseconds: number;
  readonly page: number;
  readonly counters: LiveCounters;
  /** Called when a topic's log turns out to be another one: restored, or another server took over. */
  readonly restored: (topic: WatchedTopic) => void;
  readonly onError: (error: unknown) => void;
}

/** Every so many polls the identity of the database is looked at as well. */
const POLLS_PER_IDENTITY = 5;

/**
 * Keeps the watched topics of a node at the head of the log. Copies that fit are taken as they come; a hint, or a number
 * that is missing, makes it read; and a poll finds what no hint told. One reading runs at a time, for all topics that
 * were named meanwhile.
 */
export class Tail {
  private readonly timer: NodeJS.Timeout;
  private readonly wanted = new Set<string>();
  private reading: Promise<void> | null = null;
  private polling: Promise<void> | null = null;
  private polls = 0;
  private closed = false;

  constructor(
    private readonly topics: ReadonlyMap<string, WatchedTopic>,
    private readonly journal: Journal,
    private readonly options: TailOptions,
  ) {
    this.timer = setInterval(() => this.poll(), options.pollMilliseconds).unref();
  }

  /** Takes copies of events: those that fit; a missing number makes it read the log. */
  take(events: readonly LiveEvent[]): void {
    const touched = new Set<WatchedTopic>();
    const missing = new Set<string>();
    for (const event of events) {
      const topic = this.topics.get(event.topicId);
      if (!topic || event.seq <= topic.head || event.epoch !== topic.epoch) continue;
      if (!topic.push(event)) missing.add(event.topicId);
      else {
        touched.add(topic);
        this.options.counters.copies += 1;
      }
    }
    for (const topic of touched) topic.wake();
    if (missing.size > 0) this.read([...missing]);
  }

  /** Reads what these topics have that is newer than what is here; those that nobody watches are left out. */
  read(topicIds: readonly string[]): void {
    for (const id of topicIds) if (this.topics.has(id)) this.wanted.add(id);
    if (this.reading || this.closed || this.wanted.size === 0) return;
    this.reading = this.readWanted()
      .catch((error: unknown) => this.options.onError(error)) // the next poll tries again
      .then(() => {
        this.reading = null;
        this.read([]);
      });
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await Promise.all([this.reading, this.polling]);
  }

  private async readWanted(): Promise<void> {
    const asked = new Map<string, WatchedTopic>();
    for (const id of this.wanted) {
      const topic = this.topics.get(id);
      if (topic) asked.set(id, topic);
    }
    this.wanted.clear();
    if (asked.size === 0) return;
    this.options.counters.tails += 1;
    const heads = new Map([...asked].map(([id, topic]) => [id, topic.head]));
    const counts = new Map<WatchedTopic, number>();
    for (const event of await this.journal.tail(heads, this.options.page)) {
      const topic = asked.get(event.topicId);
      if (!topic || this.topics.get(event.topicId) !== topic) continue; // left, or ended, meanwhile
      if (event.epoch !== topic.epoch || !topic.push(event)) {
        // The log has no holes: what does not fit follows another past than the one that was shown here.
        this.options.restored(topic);
        asked.delete(event.topicId);
        continue;
      }
      counts.set(topic, (counts.get(topic) ?? 0) + 1);
    }
    for (const [topic, count] of counts) {
      topic.wake();
      if (count === this.options.page) this.wanted.add(topic.topicId);
    }
  }

  private poll(): void {
    if (this.polling || this.closed || this.topics.size === 0) return;
    this.polling = this.lookAtHeads()
      .catch((error: unknown) => this.options.onError(error))
      .then(() => {
        this.polling = null;
      });
  }

  private async lookAtHeads(): Promise<void> {
    this.polls += 1;
    if (this.polls % POLLS_PER_IDENTITY === 1) await this.journal.checkIdentity();
    const before = [...this.topics.values()].map((topic) => ({ topic, head: topic.head, mark: topic.mark }));
    const heads = await this.journal.headsNow(before.map(({ topic }) => topic.topicId));
    const byTopic = new Map(heads.map((now) => [now.topicId, now]));
    for (const { topic, head, mark } of before) {
      if (this.topics.get(topic.topicId) !== topic) continue;
      const now = byTopic.get(topic.topicId);
      // What was shown is gone, or another event has its number: a state from before was put back. When other events
      // have already gone beyond it, the next one does not fit.
      const isAnother =
        !now || now.epoch !== topic.epoch || now.head < head || (now.head === head && !areSame(now.mark, mark));
      if (isAnother) this.options.restored(topic);
      else if (now.head > topic.head) this.read([topic.topicId]);
    }
  }
}

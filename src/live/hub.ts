import { setTimeout as sleep } from "node:timers/promises";
import { Gate } from "../platform/kernel/gate.js";
import { LiveCounters } from "./counters.js";
import { epochChanged } from "./cursor.js";
import type { Journal } from "./journal.js";
import { areSame, type LiveEvent, type TopicHead } from "./live-event.js";
import { RenderedBodies } from "./rendered-bodies.js";
import { type Host, Subscriber } from "./subscriber.js";
import { Tail } from "./tail.js";
import type { Transport } from "./transport.js";
import { View } from "./view.js";
import { WatchedTopic } from "./watched-topic.js";
import type { Attributes, Ending, Showing, Sink, Watching } from "./watching.js";

const ATTEMPTS = 8;
const PAUSE_MS = 100;
/** A reader that cannot even begin to catch up in this time is told so and comes back. */
const PATIENCE_MS = 30_000;

/** A subscriber, as far as asking about its permission needs it. */
export type Asked = Pick<Watching, "principalId"> & { readonly topicId: string; readonly attributes: Attributes };

export interface HubOptions {
  /** Longest delay when every hint was lost, in milliseconds. */
  readonly pollMilliseconds: number;
  /** What each subscriber may see is asked again at least this often, in milliseconds: belt and braces. */
  readonly renewMilliseconds: number;
  /** Recent events kept per watched topic for those who are a little behind. */
  readonly ring: number;
  /** Rows of one catch-up page, and of one tail query per topic. */
  readonly page: number;
  /** Catch-up pages read from the database at once. */
  readonly catchUps: number;
  /** Shown bytes kept for those who ask for them at about the same time. */
  readonly renderedBytes: number;
  /** What these may see now, in their order; null for whoever is not admitted any more. */
  readonly renew: (asked: readonly Asked[]) => Promise<(Attributes | null)[]>;
  readonly onError: (error: unknown) => void;
}

/**
 * Reads the log once per topic for all who watch it on this node. Subscribers who may see the same share a class, in
 * which each event is executed and encoded once; a subscriber itself is a number, so what it costs does not depend on
 * how slow it is.
 */
export class Hub implements Host {
  readonly counters = new LiveCounters();
  private readonly topics = new Map<string, WatchedTopic<View>>();
  private readonly subscribers = new Set<Subscriber>();
  private readonly bodies: RenderedBodies;
  private readonly pages: Gate;
  private readonly tail: Tail;
  private readonly renewing: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly journal: Journal,
    private readonly transport: Transport,
    private readonly options: HubOptions,
  ) {
    this.bodies = new RenderedBodies(options.renderedBytes);
    this.pages = new Gate(options.catchUps, PATIENCE_MS);
    this.tail = new Tail(this.topics, journal, {
      ...options,
      restored: (topic) => this.restored(topic),
      counters: this.counters,
    });
    transport.onRing((topicIds) => this.tail.read(topicIds));
    transport.onEvents((events) => this.tail.take(events));
    this.renewing = setInterval(() => this.renewAll(), options.renewMilliseconds).unref();
  }

  /** Joins a topic behind `watching.after`, a number that `readCursor` or a head query has vouched for. */
  join(watching: Watching, showing: Showing, sink: Sink, ending: Ending): Subscriber {
    if (watching.after < watching.topic.head) this.counters.resumes += 1;
    return new Subscriber(watching, showing, sink, ending, this);
  }

  /** Ends every subscription; they complete. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.renewing);
    for (const subscriber of [...this.subscribers]) subscriber.complete();
    this.bodies.clear();
    await this.tail.close();
  }

  enter(subscriber: Subscriber, attributes: Attributes, alone: boolean): View {
    const { topic: at, states } = subscriber.watching;
    const topic = this.topicAt(at);
    if (subscriber.view) this.leaveView(subscriber);
    this.subscribers.add(subscriber);
    this.counters.subscribers = this.subscribers.size;
    const of = subscriber.showing.classFor(attributes, alone);
    let view = topic.views.get(of.key);
    if (!view) {
      view = new View({ topic, of, states, bodies: this.bodies, counters: this.counters });
      topic.views.set(of.key, view);
    }
    view.subscribers.add(subscriber);
    return view;
  }

  /** What was committed between the question of permission and now may have been about this very principal. */
  remind(subscriber: Subscriber): void {
    const { topic } = subscriber.view.parts;
    const { head } = subscriber.watching.topic;
    const missed = topic.after(head, topic.head - head);
    if (missed) for (const event of missed) subscriber.notice(event);
    else if (topic.head > head) subscriber.renewSoon();
  }

  leave(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    this.counters.subscribers = this.subscribers.size;
    this.leaveView(subscriber);
    const topic = this.topics.get(subscriber.topicId);
    if (!topic || topic !== subscriber.view.parts.topic || topic.views.size > 0) return;
    this.topics.delete(topic.topicId);
    this.counters.topics = this.topics.size;
    this.transport.unfollow(topic.topicId);
  }

  /** One page for a subscriber that is behind the ring; at most `catchUps` of them run at once. Tried again on a fault. */
  async page(topicId: string, after: number): Promise<LiveEvent[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.counters.pages += 1;
        return await this.pages.through(() => this.journal.tail(new Map([[topicId, after]]), this.options.page));
      } catch (error) {
        if (attempt === ATTEMPTS || this.closed) throw error;
        this.options.onError(error);
        await sleep(PAUSE_MS * attempt);
      }
    }
  }

  async renew(subscriber: Subscriber): Promise<Attributes | null> {
    const [attributes] = await this.options.renew([asked(subscriber)]);
    return attributes ?? null;
  }

  private topicAt(at: TopicHead): WatchedTopic<View> {
    const known = this.topics.get(at.topicId);
    const isAnother = known && isUndone(known, at);
    if (known?.epoch === at.epoch && !isAnother) return known;
    // Asked for permission before the epoch was raised, and late.
    if (known && at.epoch < known.epoch) throw epochChanged();
    if (known) this.restored(known);
    const topic = new WatchedTopic<View>(at, this.options.ring);
    this.topics.set(at.topicId, topic);
    this.counters.topics = this.topics.size;
    this.transport.follow(at);
    // Something may have been committed since the head was read.
    this.tail.read([at.topicId]);
    return topic;
  }

  private leaveView(subscriber: Subscriber): void {
    const { view } = subscriber;
    view.subscribers.delete(subscriber);
    const { of } = view.parts;
    const topic = view.parts.topic as WatchedTopic<View>;
    if (view.subscribers.size === 0 && topic.views.get(of.key) === view) topic.views.delete(of.key);
  }

  /** The log is another one than these subscribers hold numbers of. */
  private restored(topic: WatchedTopic): void {
    for (const subscriber of [...this.subscribers].filter((one) => one.view.parts.topic === topic))
      subscriber.fail(epochChanged());
  }

  private renewAll(): void {
    const all = [...this.subscribers];
    if (all.length === 0) return;
    this.options.renew(all.map(asked)).then(
      (answers) => {
        for (const [index, subscriber] of all.entries())
          if (JSON.stringify(answers[index]) !== JSON.stringify(subscriber.attributes)) subscriber.renewSoon();
      },
      (error: unknown) => this.options.onError(error),
    );
  }
}

/** Whether the log, as it was found, lacks what is shown here: another event has the number, or it was asked later and has less. */
function isUndone(known: WatchedTopic, at: TopicHead): boolean {
  if (known.head === at.head) return !areSame(known.mark, at.mark);
  return at.head < known.head && known.since < at.asOf;
}

function asked({ topicId, watching, attributes }: Subscriber): Asked {
  return { topicId, principalId: watching.principalId, attributes };
}

import { randomUUID, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { ChainableCommander, Redis, RedisOptions } from "ioredis";
import type { LiveEvent, TopicHead } from "./live-event.js";
import { InProcessTransport, type Transport } from "./transport.js";

export interface StreamsOptions {
  /** redis:// or rediss://, to one Redis of 6.2 or newer, or a Valkey; not to a cluster. */
  readonly url: string;
  /** A keyed hash that all nodes share: who can write to Redis must not be able to show a false tally. */
  sign(text: string): string;
  /** Told at most every ten seconds for each message. */
  onError(message: string, error: unknown): void;
  /** Before every key; nodes with the same one hear each other. */
  readonly prefix?: string;
  /** How long Redis may leave a command unanswered before the connection counts as dead. */
  readonly patienceMilliseconds?: number;
}

interface Followed {
  readonly key: string;
  /** The last entry that was read, as Redis names it: `<seq>-0`. */
  last: string;
  /** Whether something was read already. */
  met: boolean;
}

type Entry = [id: string, fields: string[]];

/** Its number goes up when the shape of LiveEvent changes: nodes of two versions then meet in the log only. */
const PREFIX = "rotunda:live:2";
const KEPT_ENTRIES = 1_000;
const KEPT_SECONDS = 3_600;
/** Of each topic, in one answer. */
const PAGE = 50;
/** Entries on their way to Redis. Beyond, they are dropped, and other nodes find them in the log. */
const MOST_UNDERWAY = 10_000;
/** Every read names every topic, so reads keep a distance that grows with their number: the more, the more one carries. */
const READ_DISTANCE = { least: 2, topicsPerMillisecond: 100 };
const SHORTEST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;
const OPEN_PATIENCE = 2_000;
const CLOSE_PATIENCE = 500;
const COMPLAINT_DISTANCE = 10_000;

/**
 * The transport for more nodes than can all read PostgreSQL: signed copies of events, one Redis stream per topic, under
 * the event's own number. Redis refuses a number that is not above the last, so a stream is in order and has nothing
 * twice; what it lacks is a gap that the hub sees.
 */
export class RedisStreams implements Transport {
  /** Entries ignored because they are not signed by one of our nodes. */
  forged = 0;
  private readonly near = new InProcessTransport();
  private readonly eventListeners: ((events: readonly LiveEvent[]) => void)[] = [];
  private readonly ringListeners: ((topicIds: readonly string[]) => void)[] = [];
  private readonly followed = new Map<string, Followed>();
  private readonly node = randomUUID();
  /** A stream that ends this node's blocked read, so that it names a new topic. It cannot come too early, as CLIENT UNBLOCK can. */
  private readonly wakeKey: string;
  private wakeLast = "0-0";
  private waking = false;
  private waiting: LiveEvent[] = [];
  private underway = 0;
  private sent: Promise<void> = Promise.resolve();
  private readonly complaints = new Map<string, number>();
  private readonly closed = new AbortController();
  private goOn: () => void = () => undefined;
  private readonly reading: Promise<void>;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly options: Required<StreamsOptions>,
    private readonly writer: Redis,
    private readonly reader: Redis,
  ) {
    this.wakeKey = `${options.prefix}:wake:${this.node}`;
    for (const redis of [writer, reader])
      redis.on("error", (error) => this.complain("Redis does not answer; it is tried again", error));
    reader.on("ready", () => {
      this.goOn();
      this.ring(); // for what was dropped while there was no Redis
    });
    this.reading = this.read();
  }

  /** Resolves when it is connected or the first attempt has failed; then it goes on trying by itself. */
  static async open(given: StreamsOptions): Promise<RedisStreams> {
    const options = { prefix: PREFIX, patienceMilliseconds: 10_000, ...given };
    // Only here, so that a server without Redis never loads it.
    const { Redis } = await import("ioredis");
    const writer = new Redis(options.url, connection(options, "writer"));
    const reader = new Redis(options.url, connection(options, "reader"));
    const streams = new RedisStreams(options, writer, reader);
    const ready = Promise.all([once(writer, "ready"), once(reader, "ready")]).catch(() => undefined);
    await Promise.race([ready, pause(OPEN_PATIENCE, undefined, { ref: false })]);
    return streams;
  }

  publish(events: readonly LiveEvent[]): void {
    if (this.closing) return;
    this.near.publish(events);
    if (this.waiting.length === 0) setImmediate(() => this.write());
    this.waiting.push(...events);
  }

  /** A topic that is followed already is read on from where it is. */
  follow(topic: Pick<TopicHead, "topicId" | "epoch" | "head">): void {
    const key = this.keyOf(topic);
    if (this.closing || this.followed.get(topic.topicId)?.key === key) return;
    this.followed.set(topic.topicId, { key, last: `${topic.head}-0`, met: false });
    this.goOn();
    if (!this.waking) setImmediate(() => this.wake());
    this.waking = true;
  }

  unfollow(topicId: string): void {
    this.followed.delete(topicId);
  }

  onEvents(listener: (events: readonly LiveEvent[]) => void): void {
    this.near.onEvents(listener);
    this.eventListeners.push(listener);
  }

  onRing(listener: (topicIds: readonly string[]) => void): void {
    this.ringListeners.push(listener);
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.followed.clear();
    await this.near.close();
    this.write();
    if (this.writer.status === "ready") this.send(this.writer.pipeline().del(this.wakeKey), 1);
    await Promise.race([this.sent, pause(CLOSE_PATIENCE, undefined, { ref: false })]);
    this.closed.abort();
    this.goOn();
    for (const redis of [this.writer, this.reader]) {
      redis.disconnect();
      // Does not wait for the other side, which may be gone. Absent before the first connection.
      (redis.stream as typeof redis.stream | undefined)?.destroy();
    }
    await this.reading;
  }

  private write(): void {
    const events = this.waiting;
    this.waiting = [];
    if (events.length === 0 || this.writer.status !== "ready") return;
    if (this.underway + events.length > MOST_UNDERWAY)
      return this.complain("Redis is too slow; events are dropped, other nodes read them from the log", null);
    const pipeline = this.writer.pipeline();
    for (const event of events) {
      const [key, id] = [this.keyOf(event), `${event.seq}-0`];
      const json = JSON.stringify(event);
      const mac = this.options.sign(signedText(key, id, json));
      pipeline.xadd(key, "MAXLEN", "~", KEPT_ENTRIES, id, "e", json, "m", mac, "n", this.node);
    }
    for (const key of new Set(events.map((event) => this.keyOf(event)))) pipeline.expire(key, KEPT_SECONDS);
    this.send(pipeline, events.length);
  }

  private wake(): void {
    this.waking = false;
    // Without a connection the reader has none either, or asks again when its read runs out.
    if (this.closing || this.writer.status !== "ready") return;
    const pipeline = this.writer.pipeline().xadd(this.wakeKey, "MAXLEN", "~", 1, "*", "w", "");
    this.send(pipeline.expire(this.wakeKey, KEPT_SECONDS), 1);
  }

  private send(pipeline: ChainableCommander, entries: number): void {
    this.underway += entries;
    this.sent = this.answered(pipeline).finally(() => (this.underway -= entries));
  }

  private async answered(pipeline: ChainableCommander): Promise<void> {
    const results = await pipeline.exec().catch((error: Error) => [[error] as const]);
    for (const [error] of results ?? []) {
      // A number that Redis has, or has a later one of, is no fault: the commits of two nodes overtake each other here.
      if (error && !error.message.includes("equal or smaller")) return this.fault(this.writer, error);
    }
  }

  private async read(): Promise<void> {
    for (let failures = 0; !this.closed.signal.aborted;) {
      if (this.followed.size === 0 || this.reader.status !== "ready") {
        await new Promise<void>((resolve) => (this.goOn = resolve));
        continue;
      }
      const { least, topicsPerMillisecond } = READ_DISTANCE;
      let distance = least + this.followed.size / topicsPerMillisecond;
      try {
        this.take(await this.ask());
        failures = 0;
      } catch (error) {
        distance = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** failures++);
        this.fault(this.reader, error);
        this.ring();
      }
      const { signal } = this.closed;
      await pause(distance, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  private ask(): Promise<[key: string, entries: Entry[]][] | null> {
    const topics = [...this.followed.values()];
    const keys = [this.wakeKey, ...topics.map((topic) => topic.key)];
    const lasts = [this.wakeLast, ...topics.map((topic) => topic.last)];
    const block = Math.ceil(this.options.patienceMilliseconds / 2);
    return this.reader.xread("COUNT", PAGE, "BLOCK", block, "STREAMS", ...keys, ...lasts);
  }

  private take(answer: [key: string, entries: Entry[]][] | null): void {
    const events: LiveEvent[] = [];
    const hints: string[] = [];
    for (const [key, entries] of answer ?? []) {
      const last = entries.at(-1)?.[0];
      if (last && key === this.wakeKey) this.wakeLast = last;
      const topic = this.followed.get(key.slice(key.lastIndexOf(":") + 1));
      if (!last || topic?.key !== key) continue; // unfollowed meanwhile
      topic.last = last;
      const copies = entries.map((entry) => this.eventOf(key, entry)).filter((event) => event !== null);
      // What the stream held before this node followed it may be of a state that a restore has undone: ask the log.
      if (topic.met) events.push(...copies);
      else if (copies.length > 0) hints.push(copies[0]!.topicId);
      topic.met ||= copies.length > 0;
    }
    if (hints.length > 0) for (const listener of this.ringListeners) listener(hints);
    if (events.length > 0) for (const listener of this.eventListeners) listener(events);
  }

  /** Null for what this node wrote itself, which was heard already, and for what no node of ours has signed. */
  private eventOf(key: string, [id, fields]: Entry): LiveEvent | null {
    const [, json = "", , mac = "", , node] = fields;
    if (node === this.node) return null;
    if (!isSame(mac, this.options.sign(signedText(key, id, json)))) {
      this.forged += 1;
      this.complain("Redis holds entries that no node of ours has signed; they are ignored", null);
      return null;
    }
    const event = JSON.parse(json) as Omit<LiveEvent, "at"> & { at: string };
    return { ...event, at: new Date(event.at) };
  }

  private ring(): void {
    const topicIds = [...this.followed.keys()];
    if (topicIds.length > 0) for (const listener of this.ringListeners) listener(topicIds);
  }

  private fault(redis: Redis, error: unknown): void {
    if (this.closing) return;
    this.complain("Redis has refused a command or did not answer it", error);
    // A half-open connection gives no error of its own.
    if (error instanceof Error && error.message === "Command timed out") redis.stream.destroy();
  }

  private complain(message: string, error: unknown): void {
    const now = performance.now();
    if (this.closing || now - (this.complaints.get(message) ?? -Infinity) < COMPLAINT_DISTANCE) return;
    this.complaints.set(message, now);
    this.options.onError(message, error);
  }

  private keyOf(topic: { readonly topicId: string; readonly epoch: number }): string {
    return `${this.options.prefix}:${topic.epoch}:${topic.topicId}`;
  }
}

/** Nothing waits for a Redis that is away: a command fails at once, and is never sent again. */
function connection(options: Required<StreamsOptions>, role: string): RedisOptions {
  return {
    connectionName: `${options.prefix}:${role}`,
    disableClientInfo: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: options.patienceMilliseconds,
    connectTimeout: OPEN_PATIENCE,
    disconnectTimeout: 100,
    keepAlive: 10_000,
    retryStrategy: (times) =>
      Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(times, 10)) * (0.5 + Math.random() / 2),
    // After a failover the address may still lead to the one that only reads.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  };
}

/** Key and id are part of it, so that a true entry cannot be shown as another topic's or under another number. */
function signedText(key: string, id: string, json: string): string {
  return `${key} ${id} ${json}`;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { SteadyClient } from "../platform/database/steady-client.js";
import { isUuid } from "../platform/kernel/ids.js";
import type { LiveEvent } from "./live-event.js";
import { InProcessTransport, type Transport } from "./transport.js";

export interface DoorbellOptions {
  /** Straight to PostgreSQL: behind a pooler that hands out transactions nothing is ever heard. */
  readonly connectionString: string;
  /** Told once per reason of an outage. */
  onError(message: string, error: unknown): void;
  /** How often this node rings itself; a connection that has not heard that by the next time is dead. */
  readonly heartbeatMilliseconds?: number;
  /** The shortest time between two NOTIFYs of this node. */
  readonly intervalMilliseconds?: number;
}

const CHANNEL = "rotunda_live";
/** A UUID as base64url. A payload is such ids and nothing between them: the node's, then the topics'. */
const ID_LENGTH = 22;
/** PostgreSQL takes payloads below 8000 bytes. */
const TOPICS_PER_PAYLOAD = Math.floor(7_999 / ID_LENGTH) - 1;
/** What does not fit is found by the hub's own look at the log. */
const MOST_PENDING = 10_000;
const SHORTEST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
const CONNECT_PATIENCE = 5_000;
const CLOSE_PATIENCE = 500;

/**
 * The transport between nodes that share nothing but PostgreSQL: copies for its own process, and a NOTIFY with ids of
 * topics for the others. A NOTIFY holds one lock for all commits of the cluster that notify, so it never stands in a
 * writer's transaction: it has a session of its own, and what many commits tell goes out together.
 */
export class PostgresDoorbell implements Transport {
  private readonly near = new InProcessTransport();
  private readonly listeners: ((topicIds: readonly string[]) => void)[] = [];
  private readonly followed = new Set<string>();
  private readonly pending = new Set<string>();
  private readonly node = compact(randomUUID());
  private readonly closed = new AbortController();
  private session: Session | undefined;
  private sending: Promise<void> | undefined;
  private soon = false;
  private sentAt = 0;
  private failures = 0;
  private lastTold = "";
  private living: Promise<void> = Promise.resolve();
  private closing: Promise<void> | undefined;

  private constructor(private readonly options: DoorbellOptions) {}

  /** Resolves when it listens or the first attempt has failed; then it goes on trying by itself. Never rejects. */
  static async open(options: DoorbellOptions): Promise<PostgresDoorbell> {
    const doorbell = new PostgresDoorbell(options);
    await new Promise<void>((resolve) => {
      doorbell.living = doorbell.live(resolve);
    });
    return doorbell;
  }

  publish(events: readonly LiveEvent[]): void {
    if (this.closing) return;
    this.near.publish(events);
    for (const event of events) this.keep(event.topicId);
    this.sendSoon();
  }

  follow(topic: { readonly topicId: string }): void {
    this.followed.add(topic.topicId);
  }

  unfollow(topicId: string): void {
    this.followed.delete(topicId);
  }

  onEvents(listener: (events: readonly LiveEvent[]) => void): void {
    this.near.onEvents(listener);
  }

  onRing(listener: (topicIds: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.listeners.length = 0;
    await this.near.close();
    await Promise.race([this.flush(), pause(CLOSE_PATIENCE, undefined, { ref: false })]);
    this.closed.abort();
    await this.session?.end();
    await this.living;
  }

  private async flush(): Promise<void> {
    await this.sending;
    while (this.session?.listening && this.pending.size > 0) await this.send(this.session);
  }

  /** One session after another. `onFirst` is called once the first listens or has failed. */
  private async live(onFirst: () => void): Promise<void> {
    while (!this.closed.signal.aborted) {
      try {
        this.session = new Session(this.options, this.node, (payload) => this.hear(payload));
        await this.session.begin();
        onFirst();
        // Whatever was rung while nobody listened.
        this.ring([...this.followed]);
        this.sendSoon();
        throw await this.session.ended;
      } catch (error) {
        this.session?.drop();
        this.session = undefined;
        this.tell(error);
      }
      onFirst();
      const longest = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** this.failures++);
      const { signal } = this.closed;
      await pause(longest * (0.5 + Math.random() / 2), undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  private tell(error: unknown): void {
    if (this.closing || String(error) === this.lastTold) return;
    this.lastTold = String(error);
    this.options.onError("the doorbell has no connection to PostgreSQL; it is tried again", error);
  }

  private hear(payload: string): void {
    const ids = unpack(payload);
    if (!ids) return;
    if (ids[0] !== this.node) return this.ring(ids.slice(1).map(spread));
    this.session?.heardItself();
    this.failures = 0;
    this.lastTold = "";
  }

  private ring(topicIds: readonly string[]): void {
    if (topicIds.length > 0) for (const listener of this.listeners) listener(topicIds);
  }

  private keep(topicId: string): void {
    if (this.pending.size < MOST_PENDING && isUuid(topicId)) this.pending.add(topicId);
  }

  private sendSoon(): void {
    const { session } = this;
    if (this.closing || this.soon || this.sending || !session?.listening || this.pending.size === 0) return;
    this.soon = true;
    const go = (): void => {
      this.soon = false;
      if (this.closing) return;
      this.sending = this.send(session).then(() => {
        this.sending = undefined;
        this.sendSoon();
      });
    };
    // Timers count whole milliseconds and would cut the rest off.
    const wait = Math.ceil(this.sentAt + (this.options.intervalMilliseconds ?? 3) - performance.now());
    if (wait > 0) setTimeout(go, wait).unref();
    else setImmediate(go);
  }

  /** Rings as much as fits into one payload. An id that comes while this one is on its way is newer, so it goes again. */
  private async send(session: Session): Promise<void> {
    const topicIds = [...this.pending].slice(0, TOPICS_PER_PAYLOAD);
    for (const topicId of topicIds) this.pending.delete(topicId);
    this.sentAt = performance.now();
    const sent = await session.notify([this.node, ...topicIds.map(compact)].join(""));
    if (!sent) for (const topicId of topicIds) this.keep(topicId);
  }
}

/** A connection that listens, until it ends, fails, or no longer hears itself: a half-open one gives no error. */
class Session {
  /** Resolves with the reason. */
  readonly ended: Promise<unknown>;
  listening = false;
  private readonly client: SteadyClient;
  private readonly heartbeatMilliseconds: number;
  private fail!: (reason: unknown) => void;
  private heartbeat: NodeJS.Timeout | undefined;
  private unheard = true;

  constructor(
    options: DoorbellOptions,
    private readonly node: string,
    onPayload: (payload: string) => void,
  ) {
    this.heartbeatMilliseconds = options.heartbeatMilliseconds ?? 5_000;
    this.ended = new Promise((resolve) => (this.fail = resolve));
    this.client = new SteadyClient({
      connectionString: options.connectionString,
      application_name: "rotunda doorbell",
      connectionTimeoutMillis: CONNECT_PATIENCE,
      keepAlive: true,
    });
    this.client.on("error", (error) => this.fail(error));
    this.client.on("end", () => this.fail(new Error("PostgreSQL has ended the connection")));
    this.client.on("notification", ({ payload }) => onPayload(payload ?? ""));
  }

  async begin(): Promise<void> {
    await this.client.connect();
    this.heartbeat = setInterval(() => this.beat(), this.heartbeatMilliseconds).unref();
    await this.client.query(`LISTEN ${CHANNEL}`);
    this.listening = true;
    void this.notify(this.node);
  }

  heardItself(): void {
    this.unheard = false;
  }

  /** False when it failed; the session is over then. */
  async notify(payload: string): Promise<boolean> {
    try {
      await this.client.query("SELECT pg_notify($1, $2)", [CHANNEL, payload]);
      return true;
    } catch (error) {
      this.drop(error);
      return false;
    }
  }

  async end(): Promise<void> {
    if (this.listening) await Promise.race([this.client.end(), pause(CLOSE_PATIENCE, undefined, { ref: false })]);
    this.drop();
  }

  drop(reason?: unknown): void {
    this.listening = false;
    clearInterval(this.heartbeat);
    this.fail(reason);
    this.client.connection.stream.destroy();
  }

  private beat(): void {
    // After a busy stretch timers come before what the socket holds: read that first.
    setImmediate(() => {
      if (this.unheard) return this.drop(new Error(`nothing heard for ${this.heartbeatMilliseconds} ms`));
      this.unheard = true;
      void this.notify(this.node);
    });
  }
}

function compact(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

function spread(id: string): string {
  const hex = Buffer.from(id, "base64url").toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The ids of a payload; null when it is not one of ours. */
function unpack(payload: string): string[] | null {
  if (!/^[\w-]+$/.test(payload) || payload.length % ID_LENGTH !== 0) return null;
  return payload.match(/.{22}/g);
}

import type { Message, Payload, Sink, Subscribe } from "../../client/live.js";

/** A message number as its cursor. `epoch` changes as after a restore. */
export const cursorOf = (seq: number, epoch = 1): string => `${epoch}.${seq}`;

/** A server with one feed of `head` events, and a transport that tests tear apart. Everything happens when told to. */
export class FakeFeed {
  head = 0;
  /** The first number that is still kept. */
  low = 1;
  epoch = 1;
  /** Refuses the next subscriptions with these codes, one each. */
  readonly refusals: string[] = [];
  /** What each subscription asked for. */
  readonly asked: unknown[] = [];
  /** Answers the position behind which it starts as `previous` of the first message, as newer servers do. */
  tellsStart = true;
  private open: FakeSubscription | null = null;

  readonly subscribe: Subscribe<string> = (payload, sink) => {
    if (this.open) throw new Error("two subscriptions at once");
    this.asked.push(payload.variables["after"]);
    const subscription = new FakeSubscription(this, payload, sink);
    this.open = subscription;
    sink.opened();
    return () => {
      subscription.isOver = true;
      if (this.open === subscription) this.open = null;
    };
  };

  /** The subscription that runs now. */
  get current(): FakeSubscription | null {
    return this.open;
  }

  message(seq: number, previous: string | null = cursorOf(seq - 1, this.epoch)): Message {
    const live = { cursor: cursorOf(seq, this.epoch), previous };
    return { data: { seq }, extensions: { live } };
  }

  /** Why `after` is refused, as src/live/cursor.ts does. */
  refusalOf(after: string): string | null {
    const [epoch, seq] = after.split(".").map(Number) as [number, number];
    if (epoch !== this.epoch) return "EPOCH_CHANGED";
    if (seq > this.head) return "CURSOR_AHEAD";
    return seq < this.low - 1 ? "CURSOR_EXPIRED" : null;
  }
}

export class FakeSubscription {
  isOver = false;
  private at: number | null = null;
  private isFirst = true;

  constructor(
    private readonly feed: FakeFeed,
    readonly payload: Payload<string>,
    readonly sink: Sink,
  ) {}

  /** Sends up to `count` of the next events; a refusal comes instead, in either of its two forms. */
  deliver(count: number, asError = false): void {
    if (this.at === null && !this.start(asError)) return;
    for (let sent = 0; sent < count && this.at! < this.feed.head && !this.isOver; sent += 1) this.send(this.at! + 1);
  }

  /** Leaves out up to `count` events and sends the next: a hole at the very end could be seen only by what follows it. */
  skip(count: number): void {
    if (this.at === null && !this.start(false)) return;
    const left = Math.min(count, this.feed.head - this.at! - 1);
    if (left < 1) return;
    this.at = this.at! + left;
    this.isFirst = false;
    this.deliver(1);
  }

  /** Sends again what was sent, from `back` events ago. */
  repeat(back: number): void {
    if (this.at === null) return;
    for (let seq = Math.max(this.feed.low, this.at - back + 1); seq <= this.at; seq += 1)
      this.sink.next(this.feed.message(seq));
  }

  /** The transport connects again without a word and sends its payload again, or a copy of what it once was. */
  restart(after: unknown): void {
    this.at = null;
    this.isFirst = true;
    this.from = after;
  }

  refuse(code: string, asError: boolean, facts: object = {}): void {
    const errors = [{ message: code, extensions: { code, ...facts } }];
    if (asError) return this.sink.error(errors);
    this.sink.next({ data: null, errors });
    this.sink.complete();
  }

  lose(code: number): void {
    this.sink.lost({ code, reason: "" });
  }

  private from: unknown = undefined;

  private start(asError: boolean): boolean {
    const after = (this.from ?? this.payload.variables["after"]) as string;
    const refusal = this.feed.refusals.shift() ?? this.feed.refusalOf(after);
    if (refusal) {
      this.refuse(refusal, asError);
      return false;
    }
    this.at = Number(after.split(".")[1]);
    return true;
  }

  private send(seq: number): void {
    this.at = seq;
    const previous = this.isFirst && !this.feed.tellsStart ? null : undefined;
    this.isFirst = false;
    this.sink.next(this.feed.message(seq, previous));
  }
}

/** Lets everything that is ready happen, timers of a few milliseconds included. */
export const soon = async (milliseconds = 8): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until it is so. */
export async function until(isSo: () => boolean, what = "it", milliseconds = 10_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`${what} did not happen`);
    await soon(2);
  }
}

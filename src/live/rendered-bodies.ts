import type { LiveEvent } from "./live-event.js";

/** One event as one class sees it. */
export interface Rendered {
  /** The payload in JSON without extensions; empty where nobody will need it. */
  readonly json: string;
  /** The payload with extensions.live, and the brace that closes the message. */
  readonly body: Buffer;
}

interface Kept {
  readonly owner: object;
  readonly seq: number;
  readonly since: number;
  readonly rendered: Promise<Rendered>;
  bytes: number;
}

/** Objects are shown as of now: bytes are shared by those who ask within this time, and made anew for whoever comes later. */
const FRESH_MS = 500;

/** Bytes that several subscribers want at about the same time, for all classes of this node, bounded in age and in size. */
export class RenderedBodies {
  private readonly kept = new Map<object, Map<number, Kept>>();
  private readonly order: Kept[] = [];
  private bytes = 0;
  private sweep: NodeJS.Timeout | null = null;

  constructor(private readonly maximumBytes: number) {}

  get(owner: object, event: LiveEvent, make: () => Promise<Rendered>): Promise<Rendered> {
    let mine = this.kept.get(owner);
    if (!mine) this.kept.set(owner, (mine = new Map()));
    const known = mine.get(event.seq);
    if (known && performance.now() - known.since < FRESH_MS) return known.rendered;
    const one: Kept = { owner, seq: event.seq, since: performance.now(), rendered: make(), bytes: 0 };
    mine.set(event.seq, one);
    this.order.push(one);
    this.sweepLater();
    one.rendered.then(
      ({ body, json }) => this.weigh(one, body.length + json.length),
      () => this.drop(one), // whoever asks next tries again
    );
    return one.rendered;
  }

  clear(): void {
    if (this.sweep) clearTimeout(this.sweep);
    this.kept.clear();
    this.order.length = 0;
    this.bytes = 0;
  }

  private weigh(one: Kept, bytes: number): void {
    if (this.kept.get(one.owner)?.get(one.seq) !== one) return;
    one.bytes = bytes;
    this.bytes += bytes;
    while (this.bytes > this.maximumBytes && this.order.length > 1) this.drop(this.order.shift()!);
  }

  private drop(one: Kept): void {
    const mine = this.kept.get(one.owner);
    if (mine?.get(one.seq) === one) {
      mine.delete(one.seq);
      if (mine.size === 0) this.kept.delete(one.owner);
    }
    this.bytes -= one.bytes;
    one.bytes = 0;
  }

  private sweepLater(): void {
    this.sweep ??= setTimeout(() => {
      this.sweep = null;
      const old = performance.now() - FRESH_MS;
      while (this.order[0] && this.order[0].since <= old) this.drop(this.order.shift()!);
      if (this.order.length > 0) this.sweepLater();
    }, FRESH_MS).unref();
  }
}

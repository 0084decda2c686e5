import { RequestError } from "../platform/graphql/errors.js";
import type { LiveEvent } from "./live-event.js";
import type { WatchedTopic, Watcher } from "./watched-topic.js";

export interface CursorOptions {
  readonly topicId: string;
  /** Whose cuts end it. */
  readonly principalId: string;
  /** The number behind which to start. */
  readonly after: number;
  /** Where the topic stood when `after` was vouched for; `after` is never larger. */
  readonly head: number;
  /** True: go straight to the newest event when behind. Only for topics whose events are states. */
  readonly conflate?: boolean;
}

interface Source {
  page(after: number): Promise<LiveEvent[]>;
  leave(): void;
}

/**
 * A subscriber: one number and at most one page of events. It is pulled by whoever writes to the socket, so a slow
 * reader costs nothing but its number, and it never skips unless it conflates.
 */
export class Cursor implements AsyncIterableIterator<LiveEvent>, Watcher {
  private position: number;
  private page: LiveEvent[] = [];
  private waiting: (() => void) | null = null;
  private ended = false;
  /** Set as soon as a cut is seen: a conflating cursor must not jump over it. */
  private cut = false;

  constructor(
    private readonly options: CursorOptions,
    private readonly topic: WatchedTopic,
    private readonly source: Source,
  ) {
    this.position = options.after;
  }

  get topicId(): string {
    return this.options.topicId;
  }

  /** The next event; waits for it. Throws REVOKED at the number that ends this principal's admission. */
  async next(): Promise<IteratorResult<LiveEvent, undefined>> {
    for (;;) {
      if (this.ended) return { done: true, value: undefined };
      const event = await this.take();
      if (event) return this.deliver(event);
      if (!this.ended && this.position >= this.topic.head)
        await new Promise<void>((resolve) => (this.waiting = resolve));
    }
  }

  async return(): Promise<IteratorResult<LiveEvent, undefined>> {
    if (!this.ended) {
      this.ended = true;
      this.source.leave();
      this.wake();
    }
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Called for every event of the topic that ends somebody's admission, as it comes in. */
  notice(event: LiveEvent): void {
    if (this.isCutBy(event)) this.cut = true;
  }

  /** Called when the topic has something new. */
  wake(): void {
    this.waiting?.();
    this.waiting = null;
  }

  private async take(): Promise<LiveEvent | undefined> {
    if (this.position >= this.topic.head) return undefined;
    if (this.options.conflate) return this.topic.newest();
    const recent = this.topic.after(this.position);
    if (recent) return recent;
    if (this.page[0]?.seq !== this.position + 1) this.page = await this.nextPage();
    return this.page.shift();
  }

  /** A page from the log. Whatever goes wrong ends this cursor: its topic must not stay watched for nobody. */
  private async nextPage(): Promise<LiveEvent[]> {
    try {
      const page = await this.source.page(this.position);
      if (page[0]?.seq === this.position + 1) return page;
      throw new RequestError(
        "CURSOR_EXPIRED",
        "Events behind this cursor are no longer kept. Load the snapshot again.",
      );
    } catch (error) {
      await this.return();
      throw error;
    }
  }

  /** Whoever subscribed was admitted as of `head`: only what came after that can end it. */
  private isCutBy(event: LiveEvent): boolean {
    return event.seq > this.options.head && event.cuts.includes(this.options.principalId);
  }

  private async deliver(event: LiveEvent): Promise<IteratorResult<LiveEvent, undefined>> {
    if (this.isCutBy(event) || (this.cut && this.options.conflate)) {
      await this.return();
      throw new RequestError("REVOKED", "Your admission has ended. Nothing newer is sent.");
    }
    this.position = event.seq;
    if (event.ends) await this.return();
    return { done: false, value: event };
  }
}

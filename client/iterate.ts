import { type Ended, type Live, type LiveEvent, resume, type ResumeOptions } from "./live.js";

/**
 * `resume` for `for await`. Nothing is read ahead of the loop beyond `maxPending`; asking for the next event says that this one
 * is handled. The loop ends when the feed has COMPLETED or was STOPPED (`break` stops it) and throws `LiveEnded` otherwise.
 */
export function iterate<Data, Query = string>(
  options: Omit<ResumeOptions<Data, Query>, "onEvent">,
): AsyncIterableIterator<LiveEvent<Data>> & { readonly live: Live } {
  return new Iteration<Data, Query>(options);
}

/** Why a loop over events ended though nobody left it. */
export class LiveEnded extends Error {
  override readonly name = "LiveEnded";

  constructor(readonly ended: Ended) {
    super(`${ended.reason}: ${ended.problem?.message ?? ""}`, { cause: ended.problem?.cause });
  }
}

class Iteration<Data, Query> implements AsyncIterableIterator<LiveEvent<Data>> {
  /** `live.cursor` is behind the last event after which another was asked for: left early, the last one comes again. */
  readonly live: Live;
  private event: LiveEvent<Data> | null = null;
  private ended: Ended | null = null;
  private handled: (() => void) | null = null;
  private abandon: (() => void) | null = null;
  private wake: (() => void) | null = null;

  constructor(options: Omit<ResumeOptions<Data, Query>, "onEvent">) {
    this.live = resume<Data, Query>({ ...options, onEvent: (event) => this.offer(event) });
    void this.live.ended.then((ended) => {
      this.ended = ended;
      this.wake?.();
    });
  }

  async next(): Promise<IteratorResult<LiveEvent<Data>, undefined>> {
    this.handled?.();
    this.handled = null;
    while (!this.event && !this.ended) await new Promise<void>((resolve) => (this.wake = resolve));
    const { event, ended } = this;
    this.event = null;
    if (event) return { done: false, value: event };
    if (ended && ended.reason !== "COMPLETED" && ended.reason !== "STOPPED") throw new LiveEnded(ended);
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<LiveEvent<Data>, undefined>> {
    this.live.stop();
    this.abandon?.();
    this.event = null;
    await this.live.ended;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private offer(event: LiveEvent<Data>): Promise<void> {
    this.event = event;
    const asked = new Promise<void>((resolve, reject) => {
      this.handled = resolve;
      this.abandon = () => reject(new Error("The loop was left before this event was handled."));
    });
    this.wake?.();
    return asked;
  }
}

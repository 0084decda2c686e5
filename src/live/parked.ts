import type { Ending } from "./watching.js";

type Done = IteratorResult<never, undefined>;

/**
 * What graphql-ws gets to iterate: it never yields, because the hub writes to the socket itself. It ends when the
 * subscription completes, and throws what it fails with; ended from outside, it leaves the hub.
 */
export class Parked implements AsyncIterableIterator<never>, Ending {
  private resolve!: (done: Done) => void;
  private reject!: (error: Error) => void;
  private readonly end = new Promise<Done>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
  /** Called once when it is ended from outside. */
  leave: () => unknown = () => undefined;

  constructor() {
    this.end.catch(() => undefined); // it may fail before anybody iterates it
  }

  complete(): void {
    this.resolve({ done: true, value: undefined });
  }

  fail(error: Error): void {
    this.reject(error);
  }

  next(): Promise<Done> {
    return this.end;
  }

  async return(): Promise<Done> {
    this.leave();
    this.complete();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

import type { LiveEvent, TopicHead } from "./live-event.js";

/** What of a viewer decides what an event shows, computed by the server: equal attributes see equal bytes. Never an id or a token. */
export type Attributes = Readonly<Record<string, string>>;

/** What somebody may watch, as the service that asked for permission vouches for it. */
export interface Watching {
  /** Where the topic stood in the very statement that asked for permission. */
  readonly topic: TopicHead;
  /** The number behind which to start; never larger than the head. */
  readonly after: number;
  /** The mark of the event with that number. */
  readonly mark: number;
  /** Whose cuts end it. */
  readonly principalId: string;
  readonly attributes: Attributes;
  /** True: begin with the state as it is, then skip to the newest when behind. Only for topics whose events are states. */
  readonly states: boolean;
}

/** What a subscription's resolver answers. The hub takes `watching` out of it; nobody ever iterates it. */
export class LiveSource implements AsyncIterable<never> {
  constructor(readonly watching: Watching) {}

  [Symbol.asyncIterator](): AsyncIterator<never> {
    throw new Error("A live source is joined, not iterated");
  }
}

/** All who send the same document and may see the same: each event is executed and encoded once for them. */
export interface ViewClass {
  readonly key: string;
  /** The payload of an event as JSON. Throws NotShareable when only a class of one may show it, RequestError to end it. */
  show(event: LiveEvent): Promise<string>;
}

/** Finds the class of a subscription; asked again when its viewer's attributes change. `alone`: a class of one. */
export interface Showing {
  classFor(attributes: Attributes, alone: boolean): ViewClass;
}

/** Where messages go: one operation on one socket. It never queues. */
export interface Sink {
  /** Whether its reader takes more now; if not, wait for `whenReady`. */
  isReady(): boolean;
  /**
   * Writes a message for each body, all in one go; false, and nothing is written, when they do not fit into what the
   * reader takes now. One message always fits while it is ready. A body is a payload in JSON and the brace that closes
   * the message.
   */
  write(bodies: readonly Buffer[]): boolean;
  /** Calls back once it is ready again. */
  whenReady(callback: () => void): void;
  /** Calls back once when the socket is gone. */
  whenGone(callback: () => void): void;
}

/** How a subscription ends, as the protocol needs to hear it. */
export interface Ending {
  complete(): void;
  fail(error: Error): void;
}

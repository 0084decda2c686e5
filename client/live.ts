import { Following } from "./following.js";
import type { Problem } from "./problems.js";

/**
 * Follows a subscription that takes `after`, for ever: every event exactly once and in order, across lost sockets, restarts
 * and renewed tokens. Begins in the next microtask, so the handle is there before the first callback. Never throws.
 */
export function resume<Data, Query = string>(options: ResumeOptions<Data, Query>): Live {
  return new Following<Data, Query>({ ...options, variables: { ...options.variables } });
}

/**
 * The same for a subscription without `after` that starts with the current state, such as `ballotTally`: the newest state,
 * for ever. A slow `onEvent` skips states, never the last one; after a reconnection the state comes again though it may be the same.
 */
export function followState<Data, Query = string>(options: FollowStateOptions<Data, Query>): Live {
  return new Following<Data, Query>({ ...options, variables: { ...options.variables } });
}

/**
 * - `connecting`: nothing can be heard now; the helper is coming back by itself.
 * - `catching up`: connected; what happened meanwhile is coming in, or the app has not handled it yet.
 * - `live`: connected, and everything that came has been handled.
 * - `reloading`: `load` is running.
 * - `ended`: for good; `Live.ended` says why.
 */
export type LiveState = "connecting" | "catching up" | "live" | "reloading" | "ended";

/**
 * - `REVOKED`, `NOT_FOUND`: nothing to watch (any more) for this person. `UNAUTHENTICATED`: sign in again.
 * - `COMPLETED`: the server has ended the feed in good order (the table was cancelled, say), or the client was disposed.
 * - `REFUSED`: the request is wrong and would be refused again; `problem` says what to correct.
 * - `FAILED`: a callback of the app threw; `problem.cause` is what it threw.
 * - `STOPPED`: `stop()` was called.
 */
export type EndReason = "REVOKED" | "NOT_FOUND" | "UNAUTHENTICATED" | "COMPLETED" | "REFUSED" | "FAILED" | "STOPPED";

export interface Ended {
  readonly reason: EndReason;
  /** Behind the last event that was handled. After FAILED the event that failed comes again when you resume from here. */
  readonly cursor: string | null;
  readonly problem: Problem | null;
}

/** A subscription that is being followed. */
export interface Live {
  readonly state: LiveState;
  /** Behind the last event that was handled: keep it with the state that you made of the events, if you keep that. */
  readonly cursor: string | null;
  /** Resolves when it is over and no callback runs any more; never rejects. */
  readonly ended: Promise<Ended>;
  /** Ends it now. No event is handed out after this; a handler that is running may finish. */
  stop(): void;
}

export interface LiveEvent<Data> {
  /** What the document selected; null or with holes where `errors` say so. */
  readonly data: Data | null;
  /** Errors of single fields. The event happened all the same. Empty nearly always. */
  readonly errors: readonly GraphQLErrorLike[];
  /** The position of this event; opaque. */
  readonly cursor: string;
}

export interface FollowStateOptions<Data, Query> {
  /** How to subscribe: `overGraphqlWs(…)`, `overApollo(…)`, `overUrql(…)`, or a function of yours. */
  readonly subscribe: Subscribe<Query>;
  /** The document, in the form that `subscribe` takes: text for graphql-ws, a parsed document for Apollo and urql. */
  readonly query: Query;
  /** Needed only where the document has several operations. */
  readonly operationName?: string;
  /** All variables except `after`. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /**
   * Takes one event. A promise is awaited: the next event comes only after it, so writing to a slow store is safe. When it
   * throws or rejects, it ends with FAILED and the position before this event.
   */
  readonly onEvent: (event: LiveEvent<Data>) => unknown;
  /** Whenever the state, or the reason for it, changes. `why` is null where nothing is wrong. Should not throw. */
  readonly onState?: (state: LiveState, why: Problem | null) => void;
  /** Waiting before another try, in milliseconds: at random between `from` and a ceiling that doubles up to `to`. Default 500, 10,000. */
  readonly backoff?: { readonly from: number; readonly to: number };
  /** How long nothing may come before what was "catching up" is called "live", in milliseconds. Default 100. */
  readonly quiet?: number;
}

export interface ResumeOptions<Data, Query> extends FollowStateOptions<Data, Query> {
  /** Where to begin: the `liveCursor` of what the app shows already. Without it, `load` is called first. */
  readonly after?: string | null;
  /**
   * Loads the app's state with a query that selects `liveCursor`, shows it, and answers that cursor; null when there is
   * nothing (any more) for this person. When it throws, it is called again after a while, unless the error carries the
   * code UNAUTHENTICATED, NOT_FOUND or FORBIDDEN. No event is handed out meanwhile.
   */
  readonly load: (why: LoadReason) => Promise<string | null>;
  /** After `load` succeeded, unless it was the first time: what happened in between is in the state, not in events. */
  readonly onReload?: (why: LoadReason) => void;
  /**
   * Events that may wait while `onEvent` is busy. Beyond that the subscription is ended, and taken up again when all of
   * them have been handled: memory is bounded, and nothing is lost. Default 1,000.
   */
  readonly maxPending?: number;
}

export type LoadReason = "START" | "CURSOR_EXPIRED" | "CURSOR_AHEAD" | "EPOCH_CHANGED";

/**
 * Subscribes once and answers how to unsubscribe. `(payload, sink) => client.subscribe(payload, sink)` of graphql-ws is
 * enough for exactly once; a transport that calls `opened` and `lost` as well makes the state true while nothing happens.
 */
export type Subscribe<Query> = (payload: Payload<Query>, sink: Sink) => () => void;

export interface Payload<Query> {
  readonly query: Query;
  readonly operationName?: string;
  /** `after` is kept at the last event that came: a transport that sends this object again resumes. */
  readonly variables: Record<string, unknown>;
}

/** What a transport tells. Calls after `error`, `complete` or `lost` are ignored. */
export interface Sink {
  /** A message as it came; answers whether it is a new event in its place, for who keeps a cache. */
  next(message: Message): boolean;
  /** GraphQL errors as a list, a close event, or an Error. */
  error(error: unknown): void;
  complete(): void;
  /** There is a connection, and the subscription is on its way to the server. */
  opened(): void;
  /** The connection is gone. Subscribing again is right at once: the transport waits before it connects. */
  lost(event: unknown): void;
}

export interface Message {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLErrorLike[] | undefined;
  readonly extensions?: unknown;
}

export interface GraphQLErrorLike {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

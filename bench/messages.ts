/** What the runner and its children say to each other over IPC. Times are CLOCK_MONOTONIC nanoseconds, in decimal digits. */

/** To a server. */
export type ServerOrder =
  /** `count` events in one tick, each with a text of `text` characters (the usual small one when omitted). */
  | { readonly do: "emit"; readonly count: number; readonly text?: number }
  | { readonly do: "usage"; readonly gc: boolean }
  /** It is about to be stopped: what it made outside of its process goes. */
  | { readonly do: "end" };

export interface Emitted {
  /** From when on the events may be delivered: for Rotunda when COMMIT had returned. */
  readonly at: string;
}

export interface Usage {
  /** CPU microseconds since the process began. */
  readonly user: number;
  readonly system: number;
  /** Resident bytes, after garbage collection when that was asked for. */
  readonly rss: number;
  /** Bytes that JavaScript holds, buffers outside of the heap included; exact only after garbage collection. */
  readonly held: number;
}

/** To the sink. */
export type SinkOrder =
  /** So many sockets more, each subscribed to the room (the usual one when omitted); answers when all of them are. */
  | {
      readonly do: "connect";
      readonly port: number;
      readonly path: string;
      readonly count: number;
      readonly room?: string;
    }
  /** Answers when every socket that reads has got `event` frames since it was connected. */
  | { readonly do: "await"; readonly event: number }
  /** The last `count` sockets stop reading. */
  | { readonly do: "pause"; readonly count: number }
  | { readonly do: "resume" }
  | { readonly do: "counts" }
  /** When each event since `from` reached the first and the last socket. */
  | { readonly do: "times"; readonly from: number }
  /** From here on it notes when each event came to each socket. */
  | { readonly do: "record" }
  /** How long each event since `from` took to each socket, counted from the moment of `since` that is its own. */
  | { readonly do: "delays"; readonly from: number; readonly since: readonly string[] }
  | { readonly do: "disconnect" };

/** Milliseconds. */
export interface Delays {
  readonly deliveries: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

/** To the straggler; each is answered with what it has so far. */
export type StragglerOrder =
  | { readonly do: "connect"; readonly port: number; readonly path: string }
  /** It reads no more. */
  | { readonly do: "stop" }
  /** It reads on; `anew`: its connection was lost meanwhile, with all that was in it. */
  | { readonly do: "resume"; readonly anew: boolean }
  | { readonly do: "tell" }
  | { readonly do: "leave" };

/** What the straggler has. */
export interface Told {
  readonly events: number;
  /** The number of the newest. */
  readonly last: number;
  /** How often it came back with its cursor. */
  readonly resumed: number;
  /** Events that came twice, in the wrong order, or not at all. */
  readonly faults: readonly string[];
  /** Why its connections ended. */
  readonly closes: readonly string[];
}

export interface Reached {
  readonly first: string;
  readonly last: string;
}

export interface Counts {
  readonly sockets: number;
  readonly frames: number;
  readonly bytes: number;
  /** Frames of the socket with the fewest, and with the most. */
  readonly least: number;
  readonly most: number;
  /** Frames of each paused socket. */
  readonly paused: readonly number[];
  /** Why sockets ended. */
  readonly closes: readonly string[];
  /** CPU microseconds of the sink itself. */
  readonly cpu: number;
}

export interface Envelope<T> {
  readonly id: number;
  readonly order: T;
}

export type Report =
  | { readonly ready: true; readonly port: number }
  | { readonly failed: string }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string };

/** To the load generator. */
export interface LoadOrder {
  readonly port: number;
  readonly requests: readonly GraphqlRequest[];
  /** How often all of them are sent. */
  readonly repeat: number;
  /** Requests under way at a time, each on a connection of its own. */
  readonly concurrency: number;
  /** What every answer must hold. */
  readonly expects: string;
}

export interface GraphqlRequest {
  readonly token?: string | undefined;
  readonly query: string;
  readonly operationName: string;
  readonly variables: object;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

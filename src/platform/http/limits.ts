import { LIMITS } from "../graphql/limits.js";

/** What a connection may cost; what an operation may cost stands in graphql/limits.ts. Times in milliseconds. */
export const CONNECTION_LIMITS = {
  payloadBytes: LIMITS.payloadBytes,
  headersTimeout: 5_000,
  requestTimeout: 12_000,
  /** How often Node looks for requests that took too long. */
  checkingInterval: 1_000,
  headerBytes: 16 * 1024,
  subscriptionsPerSocket: 20,
  /** The next socket of an identity closes its oldest. */
  socketsPerIdentity: 5,
  uninitialisedSockets: 200,
  /** Token bucket of messages per socket. */
  messageBurst: 50,
  messagesPerMinute: 100,
  initWait: 3_000,
  pingInterval: 12_000,
  /** A reader that takes nothing for so long is cut with 1013; it loses nothing when it resumes. */
  stalledAfter: 30_000,
  /** Bytes on their way to a reader that it has not said to have read; then it waits, and one frame may be above it. */
  windowBytes: 256 * 1024,
  /** Bytes that wait in this process for a reader. */
  bufferedBytes: 64 * 1024,
  /** A ping after so many bytes asks how far the reader is. */
  pingBytes: 32 * 1024,
  /** Sessions that ended elsewhere are noticed at least this often. */
  sessionCheck: 3_000,
} as const;

/** Close codes. graphql-ws clients retry 1012 and 1013 and give up on 44xx except 4403. */
export const CLOSE = {
  restart: [1012, "The server restarts. Connect again and resume."],
  tooSlow: [1013, "The reader was too slow. Connect again and resume."],
  unavailable: [1013, "The server could not check the token right now. Connect again in a moment."],
  badRequest: [4400, "The message is not of the graphql-transport-ws protocol."],
  sessionEnded: [4401, "Your sign-in has ended. Sign in again."],
  badToken: [
    4401,
    "The token in connection_init.authorization does not work. Sign in for a new one and send it as “Bearer …”.",
  ],
  tooManyMessages: [4429, "Too many messages on this socket."],
  tooManySockets: [4429, "You opened another socket; this was the oldest."],
} as const satisfies Record<string, readonly [number, string]>;

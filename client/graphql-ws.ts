import type { Client, ClientOptions } from "graphql-ws";
import type { Sink, Subscribe } from "./live.js";
import { problemOf } from "./problems.js";
import { jitter } from "./waiting.js";

export interface LiveClientSettings {
  /** `wss://…/graphql` */
  readonly url: string;
  /**
   * The access token for each connection. `rejected`: the server closed with 4401, so the last one does not work any more;
   * use `refreshSession` and answer the new one. Null: nobody is signed in, and subscriptions end with UNAUTHENTICATED.
   * When it throws (the network is away), it is asked again after a while.
   */
  readonly token: (rejected: boolean) => string | null | Promise<string | null>;
  /** Node below 22 has no WebSocket of its own: give the one of `ws`. */
  readonly webSocketImpl?: unknown;
  /** Waiting before a new connection, in milliseconds; default 500 to 10,000. See `jitter`. */
  readonly backoff?: { readonly from: number; readonly to: number };
  /** How often the server is asked whether it is there, and how long it may take to answer, in milliseconds. Default 10,000 and 5,000. */
  readonly ping?: { readonly every: number; readonly answerWithin: number };
}

const PING = { every: 10_000, answerWithin: 5_000 };

/**
 * A graphql-ws client with the settings for a conference: `createLiveClient(createClient, { url, token })`. One per page: a
 * person has at most 5 sockets. Sockets that died silently are noticed within 15 seconds.
 */
export function createLiveClient(
  createClient: (options: ClientOptions) => Client,
  settings: LiveClientSettings,
): Client {
  const client = createClient(liveClientOptions(settings));
  const { answerWithin } = settings.ping ?? PING;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const calm = (): void => clearTimeout(timer);
  client.on("ping", (received) => {
    if (received) return;
    calm();
    timer = setTimeout(() => client.terminate(), answerWithin);
  });
  client.on("message", calm);
  client.on("closed", calm);
  return client;
}

/** Those settings alone, for who wants to change one. */
export function liveClientOptions({ url, token, webSocketImpl, backoff, ping }: LiveClientSettings): ClientOptions {
  let rejected = false;
  let id = 0;
  return {
    url,
    ...(webSocketImpl ? { webSocketImpl } : {}),
    connectionParams: async () => {
      const answer = await token(rejected);
      if (answer === null) throw new SignedOut();
      return { authorization: `Bearer ${answer}` };
    },
    on: {
      connected: () => void (rejected = false),
      // Stays so when renewing fails for now: the old token must not be tried again.
      closed: (event) => void (rejected ||= problemOf(event).code === "CLOSE_4401"),
    },
    lazy: true,
    // Between two subscriptions nobody needs the socket for a moment.
    lazyCloseTimeout: 3_000,
    keepAlive: (ping ?? PING).every,
    connectionAckWaitTimeout: 10_000,
    // The defaults give up after 5 attempts, and at once where no connection came about: a conference outlives both.
    retryAttempts: Infinity,
    shouldRetry: (error) => !(error instanceof SignedOut),
    retryWait: (retries) =>
      new Promise((resolve) => setTimeout(resolve, jitter(backoff ?? { from: 500, to: 10_000 }, retries + 1))),
    // The same small ids on all clients: the server can send all of them the same bytes.
    generateID: () => String((id += 1)),
  };
}

/** Subscribes over a graphql-ws client. Make it once, right after the client. */
export function overGraphqlWs(client: Client): Subscribe<string> {
  return withConnection(client, (payload, sink) => client.subscribe(payload, sink));
}

/** Lets a sink know of the client's connection: what every way over a graphql-ws client needs. */
export function withConnection<Query>(client: Client, subscribe: Subscribe<Query>): Subscribe<Query> {
  const sinks = new Set<Sink>();
  let isConnected = false;
  const connected = (): void => {
    if (isConnected) return;
    isConnected = true;
    for (const sink of sinks) sink.opened();
  };
  client.on("connected", connected);
  client.on("message", ({ type }) => String(type) !== "connection_ack" && connected());
  client.on("closed", (event) => {
    // Before there was a connection the client goes on trying with the same payload, except after 44xx.
    const isFatal = /^CLOSE_44/.test(problemOf(event).code);
    const concerned = isConnected || isFatal ? [...sinks] : [];
    isConnected = false;
    for (const sink of concerned) sink.lost(event);
  });
  return (payload, sink) => {
    sinks.add(sink);
    const unsubscribe = subscribe(payload, sink);
    if (isConnected) sink.opened();
    return () => {
      sinks.delete(sink);
      unsubscribe();
    };
  };
}

/** Nobody is signed in: `token` answered null. */
class SignedOut extends Error {
  readonly code = "SIGNED_OUT";
  override readonly message = "There is no token: sign in again.";
}

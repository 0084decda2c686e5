import { createClient } from "./graphql-ws.js";
import { token } from "./token.js";

const endpoint = new URL(location.pathname, location.href);
const socketUrl = endpoint.href.replace(/^http/, "ws");

/**
 * The fetcher handed to GraphiQL: queries and mutations over HTTP, subscriptions over `graphql-transport-ws`.
 *
 * GraphiQL by itself sends its headers over HTTP only and offers no `connection_init` payload that follows a field
 * (graphql/graphiql#2181, #3736). YogaGraphiQL accepts a `fetcher` that replaces its own, so no global is wrapped: both
 * transports are ours and both ask `token` at the moment they connect.
 *
 * @param {{ onResult(result: unknown, operationName?: string): void, onSocket(state: string, detail?: string): void }} on
 */
export function createTransport(on) {
  const subscribe = createSubscriber(on);
  const seen = (result, params) => {
    on.onResult(result, params.operationName);
    return result;
  };
  return {
    fetcher(params, options) {
      if (isSubscription(params, options?.documentAST)) return subscribe(params, (result) => seen(result, params));
      return post(params).then((result) => seen(result, params));
    },
    post,
    closeSockets: subscribe.closeAll,
  };
}

async function post({ query, variables, operationName }) {
  const authorization = token.authorization();
  const response = await fetch(endpoint, {
    method: "POST",
    credentials: "omit",
    headers: {
      accept: "application/graphql-response+json, application/json",
      "content-type": "application/json",
      ...(authorization ? { authorization } : {}),
    },
    body: JSON.stringify({ query, variables, operationName: operationName ?? undefined }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw readable(`The server answered HTTP ${response.status} without JSON: ${text.slice(0, 200) || "(empty)"}`);
  }
}

function isSubscription({ operationName }, document) {
  const operations = (document?.definitions ?? []).filter((node) => node.kind === "OperationDefinition");
  const chosen = operations.find((node) => node.name?.value === operationName) ?? operations[0];
  return chosen?.operation === "subscription";
}

/**
 * One socket per token: a changed token opens a new socket for the next subscription, while one that runs keeps the identity
 * it was started with until it is stopped. A socket closes itself with its last subscription.
 */
function createSubscriber(on) {
  let current = { client: undefined, authorization: undefined };
  const open = new Set();
  const clientFor = (authorization) => {
    if (current.client && current.authorization === authorization) return current.client;
    const mine = (current = { client: undefined, authorization });
    // the bar shows the newest socket; the late end of an earlier one must not look like its end
    const report = (state, detail) => mine === current && on.onSocket(state, detail);
    mine.client = openClient(authorization, report);
    open.add(mine.client);
    return mine.client;
  };
  const subscribe = (params, seen) => watch(clientFor(token.authorization()).iterate(params), seen, on);
  subscribe.closeAll = () => {
    for (const client of open) client.dispose();
    open.clear();
    current = { client: undefined, authorization: undefined };
    on.onSocket("idle");
  };
  return subscribe;
}

/**
 * The events as GraphiQL consumes them. Written as an object and not as an async generator: a generator would queue `return`
 * behind the pending `next`, so that "Stop" did nothing until the following event. And a stopped iterator ends at once, not
 * when the socket has closed: GraphiQL would take that late end for the end of the operation started meanwhile.
 */
function watch(events, seen, on) {
  let count = 0;
  let lastCursor;
  let stop;
  const stopped = new Promise((resolve) => (stop = () => resolve({ done: true, value: undefined })));
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const { done, value } = await Promise.race([stopped, events.next()]);
        if (done) return { done, value };
        on.onSocket("live", `${++count} received`);
        lastCursor = Object.values(value.data ?? {})[0]?.cursor ?? lastCursor;
        return { done: false, value: seen(value) };
      } catch (failure) {
        throw explain(failure, seen, lastCursor);
      }
    },
    return() {
      stop();
      return events.return();
    },
  };
}

function openClient(authorization, report) {
  return createClient({
    url: socketUrl,
    connectionParams: () => (authorization ? { authorization } : undefined),
    // A silent reconnect would hide a gap between two events. Here a person watches: say that it ended instead.
    retryAttempts: 0,
    keepAlive: 15_000,
    on: {
      connecting: () => report("connecting"),
      connected: () => report("live", "connected"),
      closed: ({ code, reason }) => (code === 1000 ? report("idle") : report("closed", `${code} ${reason}`.trim())),
    },
  });
}

/** GraphiQL prints an Error's message; of a CloseEvent or of a list of GraphQL errors it would print nothing readable. */
function explain(failure, seen, lastCursor) {
  if (Array.isArray(failure)) {
    seen({ errors: failure });
    return readable(failure.map((error) => `${error.extensions?.code ?? "ERROR"}: ${error.message}`).join("\n"));
  }
  if (failure instanceof Error) return readable(failure.message);
  if (failure?.code === undefined) return readable("The socket could not be opened.");
  const message = `The server closed the socket: ${failure.code} ${failure.reason || "(no reason given)"}.`;
  const refused = failure.code === 4401 || failure.code === 4403;
  if (refused) seen({ errors: [{ message, extensions: { code: "UNAUTHENTICATED" } }] });
  return readable(lastCursor ? `${message} To go on without a gap, run again with after: "${lastCursor}".` : message);
}

/** GraphiQL prints an Error's stack below its message, which tells people about our files and not about their operation. */
export function readable(message) {
  return Object.assign(new Error(message), { stack: undefined });
}

import type { Client as UrqlClient, ExecutionResult, SubscriptionForwarder } from "@urql/core";
import type { DocumentNode } from "graphql";
import type { Client } from "graphql-ws";
import { withConnection } from "./graphql-ws.js";
import type { Sink, Subscribe } from "./live.js";

/**
 * Subscribes through an urql client whose `subscriptionExchange` has `forwardOver(sockets)`: its exchanges run and its cache
 * takes what events carry before `onEvent` sees them. `sockets` is the same graphql-ws client.
 */
export function overUrql(urql: UrqlClient, sockets: Client): Subscribe<DocumentNode> {
  return withConnection(sockets, ({ query, variables }, sink) => {
    const results = urql.executeSubscription({ key: (key += 1), query, variables }, { [SINK]: sink });
    const running = results.subscribe(() => undefined);
    return () => running.unsubscribe();
  });
}

/**
 * `subscriptionExchange({ forwardSubscription: forwardOver(sockets) })`. Messages of `overUrql` reach the helper here, as they
 * came: urql merges each result of a subscription with the one before, and a refusal would pass for the last event.
 */
export function forwardOver(sockets: Client): SubscriptionForwarder {
  return ({ query, operationName, variables, extensions }, { context }) => ({
    subscribe(results) {
      const live = context[SINK] as Sink | undefined;
      const payload = { query: query ?? "", operationName: operationName ?? null, variables, extensions };
      const unsubscribe = sockets.subscribe(payload, {
        next: (message) => {
          if (!live || live.next(message)) results.next(message as ExecutionResult);
        },
        error: (error) => (live ?? results).error(error),
        complete: () => (live ?? results).complete(),
      });
      return { unsubscribe };
    },
  });
}

const SINK = "rotundaLive";
/** urql shares one running subscription among equal requests, and who joined later would miss events: none are equal. */
let key = 0;

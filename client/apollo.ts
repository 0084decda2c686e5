import type { ApolloClient } from "@apollo/client";
import type { DocumentNode } from "graphql";
import type { Client } from "graphql-ws";
import { withConnection } from "./graphql-ws.js";
import type { GraphQLErrorLike, Subscribe } from "./live.js";
import { isObject } from "./problems.js";

/**
 * Subscribes through Apollo Client, so that its links run and its cache takes what events carry before `onEvent` sees them;
 * `{ fetchPolicy: "no-cache" }` leaves the cache alone. `sockets` is the graphql-ws client of its GraphQLWsLink.
 */
export function overApollo(
  apollo: ApolloClient,
  sockets: Client,
  options: { readonly fetchPolicy?: "no-cache" } = {},
): Subscribe<DocumentNode> {
  return withConnection(sockets, ({ query, variables }, sink) => {
    // Never shared with another subscription: that one may already be further on.
    const context = { queryDeduplication: false };
    const results = apollo.subscribe({ query, variables, ...options, errorPolicy: "all", context });
    const subscription = results.subscribe({
      next: ({ data, error, extensions }) => {
        if (error && !extensions?.["live"]) sink.error(error);
        else sink.next({ data, errors: fieldErrors(error), extensions });
      },
      error: (error: unknown) => sink.error(error),
      complete: () => sink.complete(),
    });
    return () => subscription.unsubscribe();
  });
}

function fieldErrors(error: unknown): readonly GraphQLErrorLike[] {
  return isObject(error) && Array.isArray(error["errors"]) ? (error["errors"] as GraphQLErrorLike[]) : [];
}

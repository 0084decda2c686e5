import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode } from "graphql";
import type { Context } from "../graphql/context.js";
import { RequestError } from "../graphql/errors.js";
import { LIMITS, limitRules, requireFewRows } from "../graphql/limits.js";
import { wantsSnapshot } from "../graphql/snapshot.js";

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly mask: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
}

/** Holds an operation against what needs its variables, and gives a snapshot to those that ask for a live cursor. */
const perOperation: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, operationName, contextValue }) => {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
        throw new RequestError(
          "BAD_REQUEST",
          "Subscriptions run over WebSocket at this same address, with the protocol graphql-transport-ws.",
          { http: { status: 400 } },
        );
      }
      requireFewRows(schema, document, operationName, request.variables ?? {});
      if (wantsSnapshot(document, operationName)) contextValue.useSnapshot();
    },
    willSendResponse: async ({ contextValue, response }) => {
      await contextValue.release();
      if (response.body.kind === "single" && response.body.singleResult.errors) {
        response.body.singleResult.errors = response.body.singleResult.errors.slice(0, LIMITS.validationErrors);
      }
    },
  }),
};

/** Apollo behind our own HTTP handler. Its reporting and cache-control plugins are off: the latter wraps every field. */
export function apolloServer({ schema, introspection, mask }: ApolloParts): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true, // limitRules switches it off, on both doors alike
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: limitRules(introspection),
    validationOptions: { maxErrors: LIMITS.validationErrors },
    executionOptions: { maxCoercionErrors: LIMITS.coercionErrors },
    formatError: mask,
    plugins: [
      perOperation,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

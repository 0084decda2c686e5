/** Apollo as its first page says: the standalone server with everything at its default. */
import "reflect-metadata";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import type { Context } from "../../../src/platform/graphql/context.js";
import { openProduct, type Place, prepareContext } from "../../product.js";
import { serve } from "../../serving.js";

const snapshots: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operationName, contextValue }) =>
      prepareContext(contextValue, document, operationName),
    willSendResponse: ({ contextValue }) => contextValue.release(),
  }),
};

serve(async (place: Place) => {
  const { schema, makeContext } = await openProduct(place);
  const apollo = new ApolloServer<Context>({ schema, plugins: [snapshots] });
  const { url } = await startStandaloneServer(apollo, {
    context: ({ req }) => makeContext(req.headers.authorization),
    listen: { port: 0, host: "127.0.0.1" },
  });
  return { port: Number(new URL(url).port) };
});

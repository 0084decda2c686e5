/** Mercurius on Fastify with its defaults: parsed and validated documents are cached, nothing is compiled. */
import "reflect-metadata";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import type { DocumentNode } from "graphql";
import type { Context } from "../../../src/platform/graphql/context.js";
import { peer } from "../../peers.js";
import { openProduct, type Place, prepareContext } from "../../product.js";
import { serve } from "../../serving.js";

interface Request {
  readonly headers: { readonly authorization?: string };
  readonly body: { readonly operationName?: string };
}
/** Mercurius adds the reply to the context. */
type MercuriusContext = Context & { readonly reply: { readonly request: Request } };
interface Fastify {
  register(plugin: unknown, options: object): Promise<void>;
  listen(options: object): Promise<string>;
  readonly server: Server;
  readonly graphql: {
    addHook(
      name: "preExecution",
      hook: (schema: unknown, document: DocumentNode, context: MercuriusContext) => Promise<void>,
    ): void;
    addHook(name: "onResolution", hook: (execution: unknown, context: MercuriusContext) => Promise<void>): void;
  };
}

serve(async (place: Place) => {
  const { schema, makeContext } = await openProduct(place);
  const app = peer<(options: object) => Fastify>("fastify")({ logger: false });
  const context = ({ headers }: Request): Promise<Context> => makeContext(headers.authorization);
  await app.register(peer("mercurius"), { schema, context });
  app.graphql.addHook("preExecution", async (_schema, document, context) =>
    prepareContext(context, document, context.reply.request.body.operationName),
  );
  app.graphql.addHook("onResolution", async (_execution, context) => context.release());
  await app.listen({ port: 0, host: "127.0.0.1" });
  return { port: (app.server.address() as AddressInfo).port };
});

/** GraphQL Yoga on node:http with its defaults. */
import "reflect-metadata";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { ExecutionArgs } from "graphql";
import type { Context } from "../../../src/platform/graphql/context.js";
import { peer } from "../../peers.js";
import { openProduct, type Place, prepareContext } from "../../product.js";
import { serve } from "../../serving.js";

/** Yoga copies what the context factory answers into an object of its own; ours has methods, so it travels as a field. */
interface YogaContext {
  readonly rotunda: Context;
}
interface Executing {
  readonly args: ExecutionArgs & { contextValue: YogaContext };
  readonly executeFn: (args: ExecutionArgs) => unknown;
  readonly setExecuteFn: (execute: (args: ExecutionArgs) => unknown) => void;
}

const ownContext = {
  onExecute: ({ args, executeFn, setExecuteFn }: Executing) => {
    const context = args.contextValue.rotunda;
    prepareContext(context, args.document, args.operationName);
    setExecuteFn((given) => executeFn({ ...given, contextValue: context }));
    return { onExecuteDone: () => context.release() };
  },
};

serve(async (place: Place) => {
  const { schema, makeContext } = await openProduct(place);
  const { createYoga } = peer<{ createYoga: (options: object) => RequestListener }>("graphql-yoga");
  const context = async ({ request }: { request: Request }): Promise<YogaContext> => ({
    rotunda: await makeContext(request.headers.get("authorization") ?? undefined),
  });
  const server = createServer(createYoga({ schema, context, plugins: [ownContext], logging: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port };
});

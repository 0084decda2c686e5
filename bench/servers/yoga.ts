/** GraphQL Yoga with graphql-ws, put together as its documentation says. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ExecutionArgs, GraphQLSchema, parse, validate } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { peer } from "../peers.js";
import { makeSchema, ROOM } from "../schema.js";
import { type BenchServer, serve } from "../serving.js";
import type { PubSub } from "./stock.js";

type Run = (args: ExecutionArgs) => never;
interface Enveloped {
  readonly schema: GraphQLSchema;
  readonly execute: Run;
  readonly subscribe: Run;
  readonly contextFactory: () => Promise<unknown>;
  readonly parse: typeof parse;
  readonly validate: typeof validate;
}
interface Yoga {
  (request: IncomingMessage, response: ServerResponse): void;
  readonly graphqlEndpoint: string;
  readonly getEnveloped: (context: object) => Enveloped;
}
interface YogaPackage {
  readonly createYoga: (options: object) => Yoga;
  readonly createPubSub: () => PubSub;
}

async function start(): Promise<BenchServer> {
  const { createYoga, createPubSub } = peer<YogaPackage>("graphql-yoga");
  const pubSub = createPubSub();
  const schema = makeSchema((_root, { room }) => pubSub.subscribe("roomEvents", room));
  const yoga = createYoga({ schema, logging: false });
  const server = createServer(yoga);
  const wss = new WebSocketServer({ server, path: yoga.graphqlEndpoint, perMessageDeflate: false });
  useServer(
    {
      execute: (args) => (args.rootValue as Enveloped).execute(args),
      subscribe: (args) => (args.rootValue as Enveloped).subscribe(args),
      onSubscribe: async (context, _id, params) => {
        const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
          ...context,
          req: context.extra.request,
          socket: context.extra.socket,
          params,
        });
        const args = {
          schema,
          operationName: params.operationName,
          document: parse(params.query),
          variableValues: params.variables,
          contextValue: await contextFactory(),
          rootValue: { execute, subscribe },
        };
        const errors = validate(args.schema, args.document);
        return errors.length > 0 ? errors : args;
      },
    },
    wss,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 4096, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    emit: (events) => {
      for (const event of events) pubSub.publish("roomEvents", ROOM, event);
    },
  };
}

serve(start);

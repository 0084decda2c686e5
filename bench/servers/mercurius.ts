/** Mercurius on Fastify, with its own subscription transport and its own emitter. */
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import type { RoomEvent } from "../events.js";
import { peer } from "../peers.js";
import { makeSchema, ROOM } from "../schema.js";
import { type BenchServer, serve } from "../serving.js";

interface PubSub {
  subscribe(topic: string): Promise<AsyncIterable<RoomEvent>>;
  publish(event: { topic: string; payload: RoomEvent }): Promise<void>;
}
interface App {
  register(plugin: unknown, options: object): Promise<void>;
  listen(options: object): Promise<string>;
  readonly server: Server;
  readonly graphql: { readonly pubsub: PubSub };
}

async function start(): Promise<BenchServer> {
  const app = peer<(options: object) => App>("fastify")({ logger: false });
  const schema = makeSchema<{ pubsub: PubSub }>((_root, { room }, { pubsub }) =>
    pubsub.subscribe(`roomEvents:${room}`),
  );
  await app.register(peer("mercurius"), { schema, subscription: true });
  await app.listen({ port: 0, host: "127.0.0.1", backlog: 4096 });
  return {
    port: (app.server.address() as AddressInfo).port,
    emit: (events) => {
      for (const event of events) void app.graphql.pubsub.publish({ topic: `roomEvents:${ROOM}`, payload: event });
    },
  };
}

serve(start);

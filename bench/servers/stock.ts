/** What most GraphQL servers with subscriptions are: graphql-ws over `ws`, events through the PubSub that type-graphql uses. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import type { RoomEvent } from "../events.js";
import { peer } from "../peers.js";
import { makeSchema, ROOM } from "../schema.js";
import { type BenchServer, serve } from "../serving.js";

export interface PubSub {
  readonly publish: (topic: string, id: string, event: RoomEvent) => void;
  readonly subscribe: (topic: string, id: string) => AsyncIterable<RoomEvent>;
}

async function start(): Promise<BenchServer> {
  const { createPubSub } = peer<{ createPubSub: () => PubSub }>("@graphql-yoga/subscription");
  const pubSub = createPubSub();
  const schema = makeSchema((_root, { room }) => pubSub.subscribe("roomEvents", room));
  const server = createServer();
  useServer({ schema }, new WebSocketServer({ server, path: "/graphql", perMessageDeflate: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 4096, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    emit: (events) => {
      for (const event of events) pubSub.publish("roomEvents", ROOM, event);
    },
  };
}

serve(start);

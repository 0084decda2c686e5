/** `ws` alone: one string per event, one `send` per socket. The measure for every other server; it executes nothing. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { messageOfSize } from "../events.js";
import { type BenchServer, serve } from "../serving.js";

interface Options {
  /** All events of a tick leave a socket in one write. Uses what `ws` does not offer publicly. */
  readonly corked?: boolean;
  /** The size of every frame; null: that of the message as it is. */
  readonly frameBytes?: number | null;
}

async function start({ corked = false, frameBytes = null }: Options): Promise<BenchServer> {
  const clients = new Set<WebSocket>();
  const server = createServer();
  const wss = new WebSocketServer({ server, perMessageDeflate: false, handleProtocols: () => "graphql-transport-ws" });
  wss.on("connection", (client) => {
    // As much of the protocol as the sink needs.
    client.on("message", (data) => {
      const { type } = JSON.parse((data as Buffer).toString()) as { type: string };
      if (type === "connection_init") client.send('{"type":"connection_ack"}');
      else if (type === "subscribe") clients.add(client);
    });
    client.on("error", () => undefined);
    client.on("close", () => clients.delete(client));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 4096, resolve));
  const broadcast = corked ? sendCorked : sendPlainly;
  return {
    port: (server.address() as AddressInfo).port,
    emit: (events) =>
      broadcast(
        clients,
        // Large events are not padded: they are there for their number of bytes.
        events.map((event) => messageOfSize(event, event.text.length > 1_000 ? null : frameBytes)),
      ),
  };
}

function sendPlainly(clients: Iterable<WebSocket>, messages: readonly string[]): void {
  for (const message of messages) for (const client of clients) client.send(message);
}

function sendCorked(clients: Iterable<WebSocket>, messages: readonly string[]): void {
  for (const client of clients) {
    const { _socket: socket } = client as unknown as { _socket: Socket };
    socket.cork();
    for (const message of messages) client.send(message);
    socket.uncork();
  }
}

serve(start);

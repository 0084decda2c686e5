import { once } from "node:events";
import { WebSocket } from "ws";
import type { Client } from "./client.js";

/** Status, headers and body of an answer as they came over the wire, without what changes by itself (the date). */
export async function rawAnswer(
  client: Pick<Client, "url" | "token">,
  query: string,
  variables: object = {},
): Promise<string> {
  const response = await fetch(client.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(client.token ? { authorization: `Bearer ${client.token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  const headers = [...response.headers].filter(([name]) => name !== "date").map(([name, value]) => `${name}: ${value}`);
  return [String(response.status), ...headers, "", await response.text()].join("\n");
}

/** What a WebSocket says to `connection_init`: "connection_ack", or the close code. Leaves the socket to the caller. */
export async function openSocket(
  url: string,
  authorization?: string,
): Promise<{ socket: WebSocket; answer: string | number; closed: Promise<number> }> {
  const socket = new WebSocket(url.replace(/^http/, "ws"), "graphql-transport-ws");
  const closed = new Promise<number>((resolve) => socket.once("close", (code) => resolve(code)));
  await once(socket, "open");
  socket.send(
    JSON.stringify({ type: "connection_init", ...(authorization === undefined ? {} : { payload: { authorization } }) }),
  );
  const acknowledged = new Promise<string>((resolve) =>
    socket.once("message", (data) => resolve((JSON.parse(String(data)) as { type: string }).type)),
  );
  return { socket, answer: await Promise.race([acknowledged, closed]), closed };
}

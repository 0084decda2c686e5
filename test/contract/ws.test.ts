import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import * as wsModule from "ws";
import { WebSocket, WebSocketServer } from "ws";
import { frames, framesLength, prefixOf } from "../../src/platform/http/frames.js";
import { Socket } from "../../src/platform/http/socket.js";
import { eventually } from "../support/eventually.js";

/** How ws itself makes frames; its types leave it out. */
const { Sender } = wsModule as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } };
const PLAIN = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true };

const message = (id: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`), body]);
const byWs = (id: string, bodies: readonly Buffer[]): Buffer =>
  Buffer.concat(bodies.flatMap((body) => Sender.frame(message(id, body), PLAIN)));

describe("ws, past which frames are written", () => {
  it("is pinned to one version", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: { ws: string } };
    expect(manifest.dependencies.ws).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("would make the same bytes for any ids and bodies", () => {
    // Around the lengths at which the header changes, and around the size from which bodies are not copied.
    const length = fc.oneof(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 2_000, max: 2_100 }),
      fc.integer({ min: 65_400, max: 65_600 }),
    );
    const bodies = fc.array(
      length.map((size) => Buffer.alloc(size, "é")),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), bodies, (id, some) => {
        const ours = Buffer.concat(frames(prefixOf(id), some));
        expect(ours.equals(byWs(id, some))).toBe(true);
        expect(framesLength(prefixOf(id), some)).toBe(ours.length);
      }),
      { numRuns: 300 },
    );
  });

  it("gives clients that count their operations the very same bytes", () => {
    const bodies = [Buffer.from("{}}")];
    expect(frames(prefixOf("1"), bodies)[0]).toBe(frames(prefixOf("1"), bodies)[0]);
    expect(frames(prefixOf("2"), bodies)[0]).not.toBe(frames(prefixOf("1"), bodies)[0]);
    expect(Buffer.concat(frames(prefixOf("2"), bodies)).equals(byWs("2", bodies))).toBe(true);
  });
});

describe("a connection that ws and the frames share", () => {
  const http = createServer();
  const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const accepted: { ws: WebSocket; connection: Duplex }[] = [];
  beforeAll(async () => {
    http.on("upgrade", (request, connection, head) =>
      wss.handleUpgrade(request, connection, head, (ws) => accepted.push({ ws, connection })),
    );
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    for (const { ws } of accepted) ws.terminate();
    await new Promise((resolve) => http.close(resolve));
  });

  async function pair(): Promise<{
    ws: WebSocket;
    connection: Duplex;
    socket: Socket;
    received: string[];
    client: WebSocket;
  }> {
    const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
    const received: string[] = [];
    client.on("message", (data) => received.push(String(data as Buffer)));
    await new Promise((resolve) => client.once("open", resolve));
    const { ws, connection } = accepted.at(-1)!;
    return { ws, connection, socket: new Socket(ws, connection, "test", () => undefined), received, client };
  }

  it("shows the state that says that nothing is in between", async () => {
    const { ws, client } = await pair();
    expect(ws).toMatchObject({ _sender: { _state: 0, _queue: [] } });
    client.terminate();
  });

  it("keeps the order of what goes through ws and what goes past it, under back pressure too", async () => {
    const { socket, received, client } = await pair();
    const prefix = prefixOf("op");
    const expected: string[] = [];
    for (let n = 0; n < 400; n += 1) {
      const body = Buffer.from(`{"n":${n},"x":"${"y".repeat((n % 7) * 1_500)}"}}`);
      expected.push(message("op", body).toString());
      if (n % 3 === 0) void socket.adapter.send(expected.at(-1)!);
      else socket.writeFrames(prefix, [body], framesLength(prefix, [body]));
    }
    await eventually(() => received.length === 400);
    expect(received).toEqual(expected);
    client.terminate();
  });

  it("falls back to the public send when ws is not as it was", async () => {
    const { ws, connection, received, client } = await pair();
    let sends = 0;
    const send = ws.send.bind(ws) as (data: string) => void;
    ws.send = ((data: string) => ((sends += 1), send(data))) as typeof ws.send;
    const inside = ws as unknown as { _sender: object };
    const real = inside._sender;
    // A version whose sender has no such state: writes must not go past it.
    inside._sender = new Proxy(real, {
      get: (target, name) => (name === "_queue" ? undefined : Reflect.get(target, name)),
    });
    const socket = new Socket(ws, connection, "test", () => undefined);
    socket.writeFrames(prefixOf("a"), [Buffer.from("{}}"), Buffer.from("[]}")], 100);
    await eventually(() => received.length === 2);
    expect(sends).toBe(2);
    expect(received).toEqual(['{"id":"a","type":"next","payload":{}}', '{"id":"a","type":"next","payload":[]}']);
    inside._sender = real;
    client.terminate();
  });
});

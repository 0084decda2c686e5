import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { LIMITS } from "../../src/platform/graphql/limits.js";
import { CLOSE, CONNECTION_LIMITS } from "../../src/platform/http/limits.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { codes, RawSocket } from "../support/doors.js";

const QUERY = { query: "{ __typename }" };

describe("what the WebSocket door takes", () => {
  let app: TestApp;
  let conference: TestConference;
  let token: string;
  let events: { query: string };
  beforeAll(async () => {
    app = await startApp({ ALLOWED_ORIGINS: "https://board.example, https://other.example" });
    conference = await buildConference(app);
    token = (await conference.as("head-zm")).token!;
    events = { query: `subscription { roundTableEvents(roundTableId: "${conference.tables.get("africa")}") { seq } }` };
  });
  afterAll(() => app.close());

  it("a message has at most 64 KB; a larger one closes the socket with 1009", async () => {
    const socket = await RawSocket.open(app);
    const ofSize = (bytes: number): string =>
      JSON.stringify({ id: "1", type: "subscribe", payload: QUERY }).padEnd(bytes, " ");
    socket.send(ofSize(LIMITS.payloadBytes));
    expect(await socket.until((frame) => frame.id === "1")).toMatchObject({ type: "next" });
    socket.send(ofSize(LIMITS.payloadBytes + 1));
    expect(await socket.closed).toMatchObject({ code: 1009 });
  });

  it("the largest message may not come in pieces either", async () => {
    const socket = await RawSocket.open(app);
    for (let piece = 0; piece < 7; piece += 1) socket.ws.send("x".repeat(10_000), { fin: false });
    expect(await socket.closed).toMatchObject({ code: 1009 });
  });

  it("at most 20 operations run on a socket; one that ends makes room", async () => {
    const socket = await RawSocket.open(app, { token });
    for (let id = 1; id <= 20; id += 1) socket.subscribe(String(id), events);
    expect(codes(await socket.ask("21", events))).toEqual(["LIMIT_EXCEEDED"]);
    expect(codes(await socket.ask("22", QUERY))).toEqual(["LIMIT_EXCEEDED"]);
    expect(socket.frames.filter((frame) => frame.type === "error")).toHaveLength(2);
    socket.send({ id: "7", type: "complete" });
    expect((await socket.ask("23", QUERY)).data).toEqual({ __typename: "Query" });
    await socket.close();
  });

  it("a person has at most 5 sockets: the sixth closes the oldest with 4429", async () => {
    const sockets: RawSocket[] = [];
    for (let count = 0; count < 5; count += 1) sockets.push(await RawSocket.open(app, { token }));
    const other = await RawSocket.open(app, { token: (await conference.as("head-ke")).token });
    const stranger = await RawSocket.open(app);
    expect(sockets.every((socket) => socket.isOpen)).toBe(true);
    sockets.push(await RawSocket.open(app, { token }));
    expect(await sockets[0]!.closed).toEqual({ code: CLOSE.tooManySockets[0], reason: CLOSE.tooManySockets[1] });
    expect([...sockets.slice(1), other, stranger].every((socket) => socket.isOpen)).toBe(true);
    for (const socket of [...sockets.slice(1), other, stranger]) await socket.close();
  });

  it("a person whose oldest sockets do not answer gets no more than 5 either", async () => {
    const sockets: RawSocket[] = [];
    for (let count = 0; count < 3; count += 1) {
      const socket = await RawSocket.open(app, { token });
      socket.ws.pause(); // never answers the close frame
      sockets.push(socket);
    }
    for (let count = 0; count < 6; count += 1) sockets.push(await RawSocket.open(app, { token }));
    await expect(Promise.race([sockets[3]!.closed, neverIn(1_000)])).resolves.toMatchObject({ code: 4429 });
    for (const socket of sockets) socket.ws.terminate();
  });

  it("a sign-in over several tokens of one person counts as one person", async () => {
    const tokens = [token, (await conference.as("head-zm")).token!];
    const sockets: RawSocket[] = [];
    for (let count = 0; count < 6; count += 1) sockets.push(await RawSocket.open(app, { token: tokens[count % 2] }));
    expect(await sockets[0]!.closed).toMatchObject({ code: 4429 });
    for (const socket of sockets.slice(1)) await socket.close();
  });

  it("50 messages pass at once; more close the socket with 4429", async () => {
    const socket = await RawSocket.open(app);
    for (let count = 2; count <= CONNECTION_LIMITS.messageBurst; count += 1)
      socket.send({ type: "ping", payload: { count } });
    await socket.until(
      (frame) => (frame.payload as { count?: number } | undefined)?.count === CONNECTION_LIMITS.messageBurst,
    );
    expect(socket.isOpen).toBe(true);
    for (let count = 0; count < 5; count += 1) socket.send({ type: "ping" });
    expect(await socket.closed).toEqual({ code: CLOSE.tooManyMessages[0], reason: CLOSE.tooManyMessages[1] });
  });

  it("pings of the WebSocket protocol itself count like messages", async () => {
    const socket = await RawSocket.open(app);
    for (let count = 0; count < 40; count += 1) socket.ws.ping();
    expect((await socket.ask("1", QUERY)).data).toEqual({ __typename: "Query" });
    for (let count = 0; count < 20; count += 1) socket.ws.ping();
    expect(await socket.closed).toMatchObject({ code: CLOSE.tooManyMessages[0] });
  });

  it("who says nothing for 3 seconds is closed with 4408", async () => {
    const started = performance.now();
    const socket = await RawSocket.open(app, { init: false });
    expect(await socket.closed).toMatchObject({ code: 4408 });
    expect(performance.now() - started).toBeGreaterThan(CONNECTION_LIMITS.initWait - 100);
    expect(performance.now() - started).toBeLessThan(CONNECTION_LIMITS.initWait + 3_000);
  });

  it("binary frames and what is no message of the protocol close the socket with 4400", async () => {
    const bad = [
      Buffer.from(JSON.stringify({ type: "ping" })),
      "no json",
      "[]",
      "null",
      '{"type":"nothing"}',
      '{"type":"connection_ack"}',
      '{"type":"next","id":"1","payload":{}}',
      '{"type":"error","id":"1","payload":[]}',
      '{"type":"subscribe","id":"1"}',
      '{"type":"subscribe","id":"1","payload":{"query":5}}',
      '{"type":"subscribe","payload":{"query":"{__typename}"}}',
      '{"type":"subscribe","id":"1","payload":{"query":"{__typename}","variables":"x"}}',
    ];
    for (const frame of bad) {
      const socket = await RawSocket.open(app);
      socket.send(frame);
      expect([String(frame), (await socket.closed).code]).toEqual([String(frame), CLOSE.badRequest[0]]);
    }
  });

  it("bytes that are no UTF-8 close the socket with 1007", async () => {
    const socket = await RawSocket.open(app);
    socket.ws.send(Buffer.from([0x7b, 0xff, 0xfe]), { binary: false });
    expect(await socket.closed).toMatchObject({ code: 1007 });
  });

  it("another protocol than graphql-transport-ws is not spoken", async () => {
    const socket = await RawSocket.open(app, { protocols: [], init: false });
    expect(await socket.closed).toMatchObject({ code: 4406 });
    await expect(RawSocket.open(app, { protocols: ["graphql-ws"], init: false })).rejects.toThrow("subprotocol");
  });

  it("a page of a foreign origin gets 403; the server's own, configured ones and no origin get in", async () => {
    const own = new URL(app.url).origin;
    for (const origin of [own, "https://board.example", "https://other.example", undefined]) {
      const socket = await RawSocket.open(app, origin === undefined ? {} : { origin });
      expect([origin, (await socket.ask("1", QUERY)).data]).toEqual([origin, { __typename: "Query" }]);
      await socket.close();
    }
    const foreign = [
      "https://evil.example",
      "null",
      "http://127.0.0.1:1",
      "https://board.example.evil.example",
      "http://board.example",
      "https://BOARD.example/",
      `${own}.evil.example`,
    ];
    for (const origin of foreign) await expect(RawSocket.open(app, { origin })).rejects.toThrow("403");
  });

  it("upgrades anywhere else get 404", async () => {
    await expect(RawSocket.open({ url: app.url.replace("/graphql", "/other") })).rejects.toThrow("404");
  });

  it("messages are never compressed", async () => {
    const socket = await RawSocket.open(app, { perMessageDeflate: true });
    expect(socket.ws.extensions).toBe("");
    await socket.close();
  });

  it("a reason that is too long for a close frame is left out, not a fault", async () => {
    const socket = await RawSocket.open(app, { token });
    const id = "x".repeat(1_000);
    socket.subscribe(id, events);
    socket.subscribe(id, events);
    expect(await socket.closed).toEqual({ code: 4409, reason: "" });
  });

  it("nothing of all this is a fault of the server: its log is empty", () => {
    expect(app.logged.filter((line) => /"level":(40|50|60)/.test(line))).toEqual([]);
  });

  // Last: it takes all places of those who have not said hello.
  it("at most 200 sockets wait to say hello; the next gets 503 until one has", async () => {
    const waiting = await Promise.all(
      Array.from({ length: CONNECTION_LIMITS.uninitialisedSockets }, () => RawSocket.open(app, { init: false })),
    );
    await expect(RawSocket.open(app, { token })).rejects.toThrow("503");
    waiting[0]!.send({ type: "connection_init" });
    await waiting[0]!.until((frame) => frame.type === "connection_ack");
    await (await RawSocket.open(app, { token })).close();
    for (const socket of waiting) socket.ws.terminate();
  });
});

describe("how many sockets a server holds", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ MAX_SOCKETS: "3" });
  });
  afterAll(() => app.close());

  it("is MAX_SOCKETS: the next gets 503, and a place again when one has left", async () => {
    const sockets = [await RawSocket.open(app), await RawSocket.open(app), await RawSocket.open(app)];
    await expect(RawSocket.open(app)).rejects.toThrow("503");
    await sockets[0]!.close();
    sockets[0] = await RawSocket.open(app);
    expect((await sockets[0].ask("1", QUERY)).data).toEqual({ __typename: "Query" });
    for (const socket of sockets) await socket.close();
  });
});

describe("a token that cannot be checked now", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it("is not called wrong: the socket is told to come again, with a code that clients retry", async () => {
    app.foundation.signIns.authenticate = () => Promise.reject(new Error("the database is away"));
    const socket = await RawSocket.open(app, { token: "some.token.or-other" });
    expect(await socket.closed).toEqual({ code: CLOSE.unavailable[0], reason: CLOSE.unavailable[1] });
  });

  it("is called wrong when it is, and nothing is acknowledged", async () => {
    app.foundation.signIns.authenticate = () => Promise.resolve(null);
    const socket = await RawSocket.open(app, { token: "some.token.or-other" });
    expect(await socket.closed).toEqual({ code: CLOSE.badToken[0], reason: CLOSE.badToken[1] });
    expect(socket.texts).toEqual([]);
  });
});

function neverIn(milliseconds: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(`still open after ${milliseconds} ms`), milliseconds));
}

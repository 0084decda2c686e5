import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "../../src/platform/graphql/limits.js";
import { CONNECTION_LIMITS } from "../../src/platform/http/limits.js";
import { startApp, type TestApp } from "../support/app.js";
import { post } from "../support/doors.js";

const TYPENAME = JSON.stringify({ query: "{ __typename }" });

describe("what the HTTP door takes", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  /** A valid request of so many bytes. */
  const ofSize = (bytes: number): string => TYPENAME.padEnd(bytes, " ");

  it("a body has at most 64 KB; a larger one is refused with 413 in JSON", async () => {
    expect(await post(app, ofSize(LIMITS.payloadBytes))).toMatchObject({ status: 200 });
    for (const bytes of [LIMITS.payloadBytes + 1, 200_000, 5_000_000]) {
      const { status, text, headers } = await post(app, ofSize(bytes));
      expect([status, headers.get("content-type")]).toEqual([413, "application/json; charset=utf-8"]);
      expect(JSON.parse(text)).toEqual({
        errors: [
          { message: "The request is larger than 65536 bytes.", extensions: { code: "LIMIT_EXCEEDED", limit: 65_536 } },
        ],
      });
    }
  });

  it("a body without a length is counted as it comes", async () => {
    const chunk = "x".repeat(1_000);
    const answer = await overTcp(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${`3e8\r\n${chunk}\r\n`.repeat(66)}`,
    );
    expect(answer.text).toMatch(/^HTTP\/1.1 413 /);
  });

  it("headers have at most 16 KB", async () => {
    const request = (bytes: number): string =>
      `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: ${"x".repeat(bytes)}\r\n\r\n`;
    expect((await overTcp(request(15_000))).text).toMatch(/^HTTP\/1.1 200 /);
    expect((await overTcp(request(17_000))).text).toMatch(/^HTTP\/1.1 431 /);
  });

  it("mutations and subscriptions do not run by GET, queries do", async () => {
    const get = async (query: string): Promise<Response> =>
      fetch(`${app.url}?query=${encodeURIComponent(query)}`, { headers: { "apollo-require-preflight": "true" } });
    const mutation = await get('mutation { signIn(input: { accessCode: "x" }) { __typename } }');
    expect([mutation.status, mutation.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await mutation.json()).toEqual({
      errors: [{ message: expect.stringContaining("GET"), extensions: { code: "BAD_REQUEST" } }],
    });
    expect((await get("{ __typename }")).status).toBe(200);
  });

  it("subscriptions are pointed to the WebSocket", async () => {
    const { status, text } = await post(
      app,
      JSON.stringify({ query: 'subscription { ballotTally(ballotId: "x") { seq } }' }),
    );
    expect([status, JSON.parse(text)]).toEqual([
      400,
      { errors: [{ message: expect.stringContaining("graphql-transport-ws"), extensions: { code: "BAD_REQUEST" } }] },
    ]);
  });

  it("what a foreign page can send without asking first is refused: form types, and GET without a header", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const { status, text } = await post(app, TYPENAME, { "content-type": type });
      expect([type, status, text.includes("CSRF")]).toEqual([type, 400, true]);
    }
    const get = await fetch(`${app.url}?query={__typename}`);
    expect([get.status, (await get.text()).includes("CSRF")]).toEqual([400, true]);
  });

  it("one request is one operation: arrays are refused", async () => {
    for (const body of [`[${TYPENAME}]`, `[${TYPENAME},${TYPENAME}]`, "[]"]) {
      const { status, text } = await post(app, body);
      expect([status, JSON.parse(text)]).toEqual([
        400,
        { errors: [{ message: expect.any(String), extensions: { code: "BAD_REQUEST" } }] },
      ]);
    }
  });

  it("a compressed body is not unpacked", async () => {
    const { status, text } = await post(app, TYPENAME, { "content-encoding": "gzip" });
    expect([status, text]).toEqual([200, expect.stringContaining("Query")]); // read as it is
    const bomb = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    expect(await post(app, bomb, { "content-encoding": "gzip" })).toMatchObject({ status: 400 });
  });

  it("only GET and POST at /graphql, and nothing but it, exists", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const response = await fetch(app.url, { method, headers: { "content-type": "application/json" } });
      expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, "GET, POST"]);
    }
    for (const path of [
      "/graphql/",
      "/Graphql",
      "/.env",
      "/graphql/../src/main.ts",
      "//graphql",
      "/playground/../app.js",
    ]) {
      expect([path, (await overTcp(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).text]).toEqual([
        path,
        expect.stringMatching(/^HTTP\/1.1 404 [\s\S]*application\/json[\s\S]*NOT_FOUND/),
      ]);
    }
  });

  it("slow headers and slow bodies are cut off", async () => {
    const slack = CONNECTION_LIMITS.checkingInterval + 4_000;
    const [headers, body] = await Promise.all([
      overTcp("POST /graphql HTTP/1.1\r\nHost: x\r\n", "X-More: y\r\n"),
      overTcp(
        "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
        " ",
      ),
    ]);
    expect(headers.after).toBeGreaterThan(CONNECTION_LIMITS.headersTimeout - 500);
    expect(headers.after).toBeLessThan(CONNECTION_LIMITS.headersTimeout + slack);
    expect(body.after).toBeGreaterThan(CONNECTION_LIMITS.requestTimeout - 500);
    expect(body.after).toBeLessThan(CONNECTION_LIMITS.requestTimeout + slack);
    expect([headers.text, body.text]).toEqual([
      expect.stringMatching(/^HTTP\/1.1 408 /),
      expect.stringMatching(/^HTTP\/1.1 408 /),
    ]);
  }, 25_000);

  it("a client that goes away in the middle of a body is no fault of the server", async () => {
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(
      "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
    );
    await sleep(100);
    socket.resetAndDestroy();
    await sleep(100);
    expect(await post(app, TYPENAME)).toMatchObject({ status: 200 });
    expect(app.logged.filter((line) => /"level":(40|50|60)/.test(line))).toEqual([]);
  });

  /** Sends bytes, then `drip` every half second, and answers what came back until the connection was closed. */
  function overTcp(bytes: string, drip?: string): Promise<{ text: string; after: number }> {
    return new Promise((resolve) => {
      const started = performance.now();
      let text = "";
      const socket = connect(Number(new URL(app.url).port), "127.0.0.1", () => socket.write(bytes));
      const timer = drip === undefined ? undefined : setInterval(() => socket.writable && socket.write(drip), 500);
      socket.on("data", (data) => (text += String(data)));
      socket.on("error", () => undefined);
      socket.on("close", () => {
        clearInterval(timer);
        resolve({ text, after: performance.now() - started });
      });
    });
  }
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadPlayground } from "../../src/platform/http/playground.js";
import { type StandIn, startStandIn } from "./stand-in.js";

const HTML = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

let directory: string;
let server: StandIn;
let script: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "rotunda-playground-"));
  execFileSync(process.execPath, ["playground/build.mjs", directory]);
  server = await startStandIn(directory);
  const page = await ask("/graphql", HTML);
  script = /src="(\/playground\/graphiql\.[^"]+)"/.exec(page.body.toString())![1]!;
}, 30_000);

afterAll(async () => {
  await server?.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends the path exactly as written; fetch and URL would tidy `..` away. */
function ask(path: string, headers: OutgoingHttpHeaders = {}, method = "GET"): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(server.origin, { path, method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }));
    });
    outgoing.on("error", reject).end();
  });
}

describe("serving the playground", () => {
  it("answers a browser's navigation and leaves everything else on /graphql to the API", async () => {
    expect((await ask("/graphql", HTML)).status).toBe(200);
    expect((await ask("/graphql?utm=1", HTML)).status).toBe(200);
    for (const accept of ["*/*", "application/json", "application/json, text/html;q=0.5", "text/html;q=0", undefined])
      expect([accept, (await ask("/graphql", accept ? { accept } : {})).status]).toEqual([accept, 404]);
    expect((await ask("/graphql?query=%7Bhello%7D", HTML)).status).toBe(404);
    expect((await ask("/graphqlx", HTML)).status).toBe(404);
  });

  it("sends the page with a policy that lets nothing in from elsewhere and nothing frame it", async () => {
    const { headers, body } = await ask("/graphql", { ...HTML, host: "tables.example.org:8443" });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://tables.example.org:8443 wss://tables.example.org:8443;");
    expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    expect(policy).not.toContain("unsafe-eval");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cache-control": "no-cache",
      vary: "accept, accept-encoding, accept-language",
    });
    expect(body.toString()).not.toMatch(/<script(?![^>]*src=)|\son\w+=|https?:/);
  });

  it("does not let a forged Host header write into the policy", async () => {
    const { headers } = await ask("/graphql", { ...HTML, host: "evil.example; script-src *" });
    expect(headers["content-security-policy"]).toContain("connect-src 'self';");
    expect(headers["content-security-policy"]).not.toContain("evil");
  });

  it("gives brotli, gzip or the plain file, as the client can take it", async () => {
    const plain = await ask(script);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.length).toBe(Number(plain.headers["content-length"]));
    const br = await ask(script, { "accept-encoding": "gzip, deflate, br" });
    expect(br.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    const gzip = await ask(script, { "accept-encoding": "gzip, br;q=0" });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(plain.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  it("says whether there is demo data, and not when it cannot know", async () => {
    const demo = async () => {
      const { headers, body } = await ask("/playground/demo");
      expect(headers["cache-control"]).toBe("no-store");
      return JSON.parse(body.toString()) as unknown;
    };
    expect(await demo()).toEqual({ demo: true });
    server.holdsDemo = async () => false;
    expect(await demo()).toEqual({ demo: false });
    server.holdsDemo = () => Promise.reject(new Error("The database is away."));
    expect(await demo()).toEqual({ demo: false });
    expect((await ask("/playground/demo", HTML, "HEAD")).body.length).toBe(0);
  });

  it("lets hashed files be kept for ever and answers 304 to who has them", async () => {
    const { headers } = await ask(script);
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    const again = await ask(script, { "if-none-match": headers.etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it("answers HEAD with the headers of GET and no body", async () => {
    for (const path of [script, "/graphql"]) {
      const [get, head] = [await ask(path, HTML), await ask(path, HTML, "HEAD")];
      expect(head.body.length).toBe(0);
      expect([head.status, head.headers["content-length"]]).toEqual([200, get.headers["content-length"]]);
    }
  });

  it.each([
    "/playground/manifest.json",
    "/playground/index.html",
    "/playground/../package.json",
    "/playground/..%2fpackage.json",
    "/playground/%2e%2e/package.json",
    "/playground/../../../../../../etc/passwd",
    "/playground//etc/passwd",
    "/playground/",
    "/playground/__proto__",
    "/playground/constructor",
  ])("has no file at %s", async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it("leaves other methods alone", async () => {
    expect((await ask(script, HTML, "PUT")).status).toBe(404);
    expect((await ask("/graphql", HTML, "OPTIONS")).status).toBe(404);
  });

  it("is absent, not broken, when it was never built", () => {
    expect(loadPlayground(join(directory, "nowhere"), async () => true)).toBeNull();
  });
});

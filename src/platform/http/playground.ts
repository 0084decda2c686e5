import { existsSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/**
 * The offline playground: an HTML page on `GET /graphql` for browsers, its files under `/playground/`, and `/playground/demo`, which says
 * whether this server holds demo data, whose access codes everybody knows.
 */
export interface Playground {
  /** Answers and returns true when the request is for the playground; otherwise touches nothing and returns false. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
}

interface ManifestEntry {
  readonly file: string;
  readonly type: string;
  readonly hash: string;
  readonly size: number;
}

interface Asset extends ManifestEntry {
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/**
 * Reads what `playground/build.mjs` wrote, all of it, into memory (about 5 MB): a rebuild underneath a running server cannot mix
 * two versions, and no request ever turns into a path on disk. Null when it was never built; a damaged build throws.
 */
export function loadPlayground(directory: string, holdsDemo: () => Promise<boolean>): Playground | null {
  const manifest = join(directory, "manifest.json");
  if (!existsSync(manifest)) return null;
  const { index, files } = JSON.parse(readFileSync(manifest, "utf8")) as {
    index: ManifestEntry;
    files: Record<string, ManifestEntry>;
  };
  const read = (entry: ManifestEntry): Asset => ({
    ...entry,
    br: readFileSync(join(directory, `${entry.file}.br`)),
    gzip: readFileSync(join(directory, `${entry.file}.gz`)),
  });
  const page = read(index);
  const assets = new Map(Object.values(files).map((entry) => [`/playground/${entry.file}`, read(entry)]));
  return {
    handle(req, res) {
      if (req.method !== "GET" && req.method !== "HEAD") return false;
      const url = req.url ?? "";
      const asset = assets.get(url);
      if (url === DEMO_PATH) void tellDemo(req, res, holdsDemo);
      else if (asset) send(req, res, asset, "public, max-age=31536000, immutable");
      else if (isPageRequest(url, req.headers)) send(req, res, page, "no-cache");
      else return false;
      return true;
    },
  };
}

const DEMO_PATH = "/playground/demo";

/** When the database cannot say, no demo code is offered. */
async function tellDemo(req: IncomingMessage, res: ServerResponse, holdsDemo: () => Promise<boolean>): Promise<void> {
  const body = JSON.stringify({ demo: await holdsDemo().catch(() => false) });
  res.writeHead(200, {
    ...securityHeaders(req.headers.host),
    "content-type": "application/json; charset=utf-8",
    "content-length": body.length,
    "cache-control": "no-store",
  });
  res.end(req.method === "HEAD" ? undefined : body);
}

/** A browser's navigation to /graphql. One with `?query=` is a GraphQL request over GET, whoever sends it. */
function isPageRequest(url: string, headers: IncomingHttpHeaders): boolean {
  const [path, search = ""] = url.split("?", 2);
  return path === "/graphql" && !new URLSearchParams(search).has("query") && prefersHtml(headers.accept);
}

/** True when text/html is named and no JSON type is wanted more; `*\/*`, as curl sends it, is not a wish for HTML. */
function prefersHtml(accept = ""): boolean {
  const html = quality(accept, "text/html") ?? 0;
  const json = ["application/json", "application/graphql-response+json"].map((type) => quality(accept, type) ?? 0);
  return html > 0 && html >= Math.max(...json);
}

/** The q-value a header gives to a name, or undefined when it does not mention it. */
function quality(header: string, name: string): number | undefined {
  for (const part of header.toLowerCase().split(",")) {
    const [token, ...parameters] = part.split(";").map((text) => text.trim());
    if (token !== name) continue;
    const q = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
    return Number.isNaN(q) ? 0 : q;
  }
  return undefined;
}

type Encoding = "br" | "gzip" | "identity";

/** Brotli before gzip when the client takes both; neither wanted, or both refused: plain. */
function encodingFor(header: string | undefined): Encoding {
  const wanted = (name: string): number => quality(header ?? "", name) ?? quality(header ?? "", "*") ?? 0;
  const [br, gzip] = [wanted("br"), wanted("gzip")];
  if (br > 0 && br >= gzip) return "br";
  return gzip > 0 ? "gzip" : "identity";
}

function send(req: IncomingMessage, res: ServerResponse, asset: Asset, cacheControl: string): void {
  const encoding = encodingFor(req.headers["accept-encoding"]);
  const etag = `"${asset.hash}-${encoding}"`;
  const headers = { ...securityHeaders(req.headers.host), ...cachingHeaders(etag, cacheControl) };
  if (matches(req.headers["if-none-match"], etag)) {
    res.writeHead(304, headers).end();
    return;
  }
  const body = encoding === "identity" ? undefined : asset[encoding];
  res.writeHead(200, {
    ...headers,
    "content-type": asset.type,
    "content-length": body?.length ?? asset.size,
    ...(body ? { "content-encoding": encoding } : {}),
  });
  if (req.method === "HEAD") res.end();
  else if (body) res.end(body);
  // Inflated by the thread pool: 5 MB at once would hold the event loop, and with it every live room, for some 20 ms.
  else pipeline(Readable.from([asset.gzip]), createGunzip(), res, () => undefined);
}

function matches(header: string | undefined, etag: string): boolean {
  return (header ?? "").split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === etag);
}

/** The page shares its address with the API, so a cache must tell them apart by Accept too. */
function cachingHeaders(etag: string, cacheControl: string): OutgoingHttpHeaders {
  return { etag, "cache-control": cacheControl, vary: "accept, accept-encoding" };
}

/**
 * The page holds a token, so nothing but our own files may run or be spoken to. `'unsafe-inline'` stands for styles only:
 * Monaco positions every line with style attributes and writes its theme into a `<style>` element at run time.
 */
function securityHeaders(host: string | undefined): OutgoingHttpHeaders {
  // 'self' covers ws: in current browsers; Safari before 15.4 wants it spelled out. Host is client input: plain shapes only.
  const sockets = host && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? ` ws://${host} wss://${host}` : "";
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      `connect-src 'self'${sockets}`,
      "img-src 'self' data:",
      "font-src 'self' data:",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}

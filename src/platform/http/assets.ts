import { readFileSync } from "node:fs";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** What a build's manifest says of one file; beside it lie `FILE.br` and `FILE.gz`. */
export interface ManifestEntry {
  readonly file: string;
  readonly type: string;
  readonly hash: string;
  readonly size: number;
}

/** A file that a build made, compressed, in memory: no request ever turns into a path on disk. */
export interface Asset extends ManifestEntry {
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** Names that change with their content may be kept for ever. */
export const FOR_EVER = "public, max-age=31536000, immutable";

export function readAsset(directory: string, entry: ManifestEntry): Asset {
  return {
    ...entry,
    br: readFileSync(join(directory, `${entry.file}.br`)),
    gzip: readFileSync(join(directory, `${entry.file}.gz`)),
  };
}

/** The q-value a header gives to a name, or undefined when it does not mention it. */
export function quality(header: string, name: string): number | undefined {
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

/** Answers GET and HEAD with a file, as the client takes it, or with 304 when it has it. */
export function sendAsset(
  req: IncomingMessage,
  res: ServerResponse,
  asset: Asset,
  cacheControl: string,
  security: OutgoingHttpHeaders,
): void {
  const encoding = encodingFor(req.headers["accept-encoding"]);
  const etag = `"${asset.hash}-${encoding}"`;
  const headers = { ...security, ...cachingHeaders(etag, cacheControl) };
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

/** A page may share its address with the API, or with itself in another language: a cache must tell them apart. */
function cachingHeaders(etag: string, cacheControl: string): OutgoingHttpHeaders {
  return { etag, "cache-control": cacheControl, vary: "accept, accept-encoding, accept-language" };
}

/** A page holds a token, so nothing but our own files may run or be spoken to. `styles` says what may style it besides. */
export function securityHeaders(host: string | undefined, styles = ""): OutgoingHttpHeaders {
  // 'self' covers ws: in current browsers; Safari before 15.4 wants it spelled out. Host is client input: plain shapes only.
  const sockets = host && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? ` ws://${host} wss://${host}` : "";
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      `style-src 'self'${styles}`,
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

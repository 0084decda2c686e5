import { existsSync, readFileSync } from "node:fs";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { FOR_EVER, type ManifestEntry, quality, readAsset, securityHeaders, sendAsset } from "./assets.js";

/**
 * The offline playground: an HTML page on `GET /graphql` for browsers, its files under `/playground/`, and `/playground/demo`, which says
 * whether this server holds demo data, whose access codes everybody knows.
 */
export interface Playground {
  /** Answers and returns true when the request is for the playground; otherwise touches nothing and returns false. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
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
  const page = readAsset(directory, index);
  const assets = new Map(
    Object.values(files).map((entry) => [`/playground/${entry.file}`, readAsset(directory, entry)]),
  );
  return {
    handle(req, res) {
      if (req.method !== "GET" && req.method !== "HEAD") return false;
      const url = req.url ?? "";
      const asset = assets.get(url);
      // Monaco positions every line with style attributes and writes its theme into a `<style>` element at run time.
      const security = securityHeaders(req.headers.host, " 'unsafe-inline'");
      if (url === DEMO_PATH) void tellDemo(req, res, holdsDemo);
      else if (asset) sendAsset(req, res, asset, FOR_EVER, security);
      else if (isPageRequest(url, req.headers)) sendAsset(req, res, page, "no-cache", security);
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

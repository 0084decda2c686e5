import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { type Asset, FOR_EVER, type ManifestEntry, quality, readAsset, securityHeaders, sendAsset } from "./assets.js";

/** The web rooms: a page on `/` and below each language (`/ar/…`), and its files under `/board/`. */
export interface Board {
  /** Answers and returns true when the request is for the rooms; otherwise touches nothing and returns false. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
}

/** Of those the first is for whoever wants none of them. */
const LANGUAGES = ["en", "ar", "fr", "es"] as const;

/** Reads what `board/build.mjs` wrote, all of it, into memory (about 1 MB). Null when it was never built. */
export function loadBoard(directory: string): Board | null {
  const manifest = join(directory, "manifest.json");
  if (!existsSync(manifest)) return null;
  const { pages, files } = JSON.parse(readFileSync(manifest, "utf8")) as {
    pages: Record<string, ManifestEntry>;
    files: Record<string, ManifestEntry>;
  };
  const page = new Map(Object.entries(pages).map(([language, entry]) => [language, readAsset(directory, entry)]));
  const assets: ReadonlyMap<string, Asset> = new Map(
    Object.values(files).map((entry) => [`/board/${entry.file}`, readAsset(directory, entry)]),
  );
  return {
    handle(req, res) {
      if (req.method !== "GET" && req.method !== "HEAD") return false;
      const [path] = (req.url ?? "/").split("?", 1) as [string];
      const security = securityHeaders(req.headers.host);
      const asset = assets.get(path);
      const shown = asset ?? pageOf(page, path, req.headers["accept-language"]);
      if (!shown) return false;
      sendAsset(req, res, shown, asset ? FOR_EVER : "no-cache", security);
      return true;
    },
  };
}

function pageOf(pages: ReadonlyMap<string, Asset>, path: string, wanted: string | undefined): Asset | undefined {
  const named = path.split("/", 2)[1] ?? "";
  if (named !== "") return pages.get(named);
  if (path !== "/") return undefined;
  const wish = (language: string): number => quality((wanted ?? "").replaceAll(/-\w+/g, ""), language) ?? 0;
  const [best] = LANGUAGES.toSorted((a, b) => wish(b) - wish(a));
  return pages.get(best!);
}

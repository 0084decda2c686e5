/**
 * Builds the rooms into dist/board (or the directory given as the first argument): what Vite makes, a page for each language,
 * everything compressed once, and manifest.json, from which the server reads them. Prints the sizes with --sizes.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "vite";
import configFor from "./vite.config.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const LANGUAGES = ["ar", "en", "fr", "es"];
const TYPES = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
  webmanifest: "application/manifest+json",
};

/** Writes into a directory beside the target and swaps at the end: an interrupted build leaves the previous one whole. */
export async function buildBoard(target = join(here, "../dist/board")) {
  const out = resolve(target);
  const [raw, staging] = ["vite", "tmp"].map((name) => `${out}.${process.pid}.${name}`);
  const config = configFor({ command: "build" });
  await build({ ...config, logLevel: "error", build: { ...config.build, outDir: raw } });
  mkdirSync(staging, { recursive: true });
  const files = {};
  for (const file of filesIn(raw)) {
    const name = relative(raw, file);
    if (name !== "index.html")
      files[name] = await write(staging, name, readFileSync(file), TYPES[name.split(".").at(-1)]);
  }
  const page = readFileSync(join(raw, "index.html"), "utf8");
  const pages = {};
  for (const language of LANGUAGES)
    pages[language] = await write(
      staging,
      `index.${language}.html`,
      Buffer.from(inLanguage(page, language, files)),
      "text/html; charset=utf-8",
    );
  writeFileSync(join(staging, "manifest.json"), JSON.stringify({ version: 1, pages, files }, null, 2));
  rmSync(out, { recursive: true, force: true });
  renameSync(staging, out);
  rmSync(raw, { recursive: true, force: true });
  return { out, files, pages };
}

/** Language and direction stand in the page itself: nothing flashes and nothing turns around. */
function inLanguage(page, language, files) {
  const words = JSON.parse(readFileSync(join(here, `words/shell/${language}.json`), "utf8"));
  const values = {
    LANG: language,
    DIR: language === "ar" ? "rtl" : "ltr",
    FIRST: words["page.loading"],
    NOSCRIPT: words["page.noScript"],
  };
  // The words are asked for by a script: the page says beforehand that it will want them.
  const catalogue = Object.keys(files).find((name) => name.startsWith(`assets/words.shell.${language}-`));
  if (!catalogue) throw new Error(`board: no words of ${language} were built`);
  const preload = `<link rel="modulepreload" href="/board/${catalogue}" crossorigin>`;
  return page
    .replace("</head>", `${preload}</head>`)
    .replaceAll(/%(LANG|DIR|FIRST|NOSCRIPT)%/g, (_, key) => values[key]);
}

async function write(directory, name, content, type) {
  if (!type) throw new Error(`board: no content type is known for ${name}`);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), content);
  writeFileSync(join(directory, `${name}.br`), br);
  writeFileSync(join(directory, `${name}.gz`), gz);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return { file: name, type, hash, size: content.length, gzip: gz.length, br: br.length };
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [target] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  const { out, files } = await buildBoard(target);
  console.log(`board: ${Object.keys(files).length} files in ${relative(process.cwd(), out)}`);
  if (process.argv.includes("--sizes"))
    console.table(
      Object.values(files)
        .sort((a, b) => b.gzip - a.gzip)
        .map(({ file, size, gzip: gz, br }) => ({ file, size, gzip: gz, br })),
    );
}

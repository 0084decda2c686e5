/**
 * Builds the offline playground into dist/playground (or the directory given as the first argument): GraphiQL and its workers
 * from @graphql-yoga/render-graphiql, our own glue, the contract's operations. The server needs nothing else at run time, so
 * the package stays a devDependency. Everything is a file of our own origin, named by its content and compressed once.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { readExamples } from "./examples.mjs";
import { readRoles } from "./roles.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const PUBLIC_PATH = "/playground/";
const TYPES = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml" };
/** In the order of their imports: a file's name holds the hash of its content, which holds the names it imports. */
const GLUE = [
  "environment",
  "token",
  "transport",
  "editors",
  "known-ids",
  "placeholders",
  "taking-roles",
  "storage",
  "snippet",
  "bar",
  "rotunda",
];

/** Writes into a directory beside the target and swaps at the end: an interrupted build leaves the previous one whole. */
export async function buildPlayground(target = join(here, "../dist/playground")) {
  const out = resolve(target);
  const staging = `${out}.${process.pid}.tmp`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  const assets = await collectAssets();
  const index = Buffer.from(fill(read("index.html"), assets));
  const files = Object.fromEntries(
    await Promise.all([...assets.values()].map(async (asset) => [asset.file, await write(staging, asset)])),
  );
  const indexEntry = await write(staging, { file: "index.html", content: index, type: "text/html; charset=utf-8" });
  writeFileSync(join(staging, "manifest.json"), JSON.stringify({ version: 1, index: indexEntry, files }, null, 2));
  rmSync(out, { recursive: true, force: true });
  renameSync(staging, out);
  return { out, files, index: indexEntry };
}

/** @returns {Promise<Map<string, { file: string, content: Buffer, type: string }>>} by plain name, e.g. "graphiql.js" */
async function collectAssets() {
  const assets = new Map();
  const add = (name, text) => assets.set(name, hashed(name, Buffer.from(text)));
  const graphiql = await import("@graphql-yoga/render-graphiql/graphiql");
  add("graphiql.js", graphiql.js);
  add("graphiql.css", graphiql.css);
  for (const worker of ["editorWorkerService", "jsonWorker", "graphqlWorker"]) add(`${worker}.js`, graphiql[worker]);
  add("rotunda.css", read("rotunda.css"));
  add("favicon.svg", read("favicon.svg"));
  addSocketClient(add, assets);
  add("generated.js", generated(assets));
  for (const name of GLUE) add(`${name}.js`, linkImports(read(`${name}.js`), assets));
  return assets;
}

/** graphql-ws ships its browser client as one module plus a shared chunk with a hashed name; neither imports a package. */
function addSocketClient(add, assets) {
  const client = fileURLToPath(import.meta.resolve("graphql-ws/client"));
  const source = readFileSync(client, "utf8");
  const chunks = new Set([...source.matchAll(/from ['"]\.\/([^'"]+)['"]/g)].map(([, chunk]) => chunk));
  for (const chunk of chunks) add(chunk, readFileSync(join(dirname(client), chunk), "utf8"));
  add("graphql-ws.js", linkImports(source, assets));
}

/** What is known only at build time: the workers' addresses, by the label Monaco asks with, the examples, and the roles. */
function generated(assets) {
  const url = (name) => PUBLIC_PATH + assets.get(name).file;
  const workers = {
    editorWorkerService: url("editorWorkerService.js"),
    json: url("jsonWorker.js"),
    graphql: url("graphqlWorker.js"),
  };
  const examples = readExamples(join(here, "../schema/operations"), join(here, "variables.json"));
  const made = { workers, examples, roles: readRoles(examples) };
  return Object.entries(made)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join("");
}

function linkImports(source, assets) {
  return source.replace(/(from |import )(['"])\.\/([^'"]+)\2/g, (_all, keyword, _quote, name) => {
    const asset = assets.get(name);
    if (!asset) throw new Error(`${name} is imported before it is built: check the order of GLUE.`);
    return `${keyword}"./${asset.file}"`;
  });
}

function fill(template, assets) {
  return template.replace(/\{\{([^}]+)\}\}/g, (_all, name) => PUBLIC_PATH + assets.get(name).file);
}

function hashed(name, content) {
  const [extension] = name.split(".").slice(-1);
  const stem = name.slice(0, -extension.length - 1);
  return { file: `${stem}.${hash(content)}.${extension}`, content, type: TYPES[extension] };
}

/**
 * Only the two compressed forms are written: a client that accepts neither gets the gzip one inflated by the server.
 * Brotli stops at quality 6, whose gain over gzip is had in a fraction of a second; 11 would take half a minute.
 */
async function write(directory, { file, content, type }) {
  const quality = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  };
  const [gz, br] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, quality),
  ]);
  writeFileSync(join(directory, `${file}.gz`), gz);
  writeFileSync(join(directory, `${file}.br`), br);
  return { file, type, hash: hash(content), size: content.length };
}

const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);
const read = (file) => readFileSync(join(here, file), "utf8");

if (process.argv[1] && existsSync(process.argv[1]) && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { out, files } = await buildPlayground(process.argv[2]);
  console.log(`playground: ${Object.keys(files).length} files in ${out}`);
}

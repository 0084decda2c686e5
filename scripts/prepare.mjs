/**
 * Brings a clone into a state that can run: installs packages, compiles TypeScript, builds the playground and the web rooms, each only
 * when stale. Runs before `npm start`, `npm test` and friends, on a fresh clone without node_modules: node built-ins only.
 * Prints a line per thing done, nothing when all is fresh (about 40 ms). Two may run at once.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const say = (line) => console.error(`prepare: ${line}`);
const hashOf = (...texts) => createHash("sha256").update(texts.join("\0")).digest("hex");
const textOf = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");

const COMPILED = ["src", "migrations", "scripts", "bench", "rehearsal"];
const LOCK_STAMP = at("node_modules/.rotunda-lock-hash");
const COMPILER_STAMP = at("dist/.compiler");

await install();
await compile();
await build("playground", "the playground", ["playground", "schema/operations"]);
await build("board", "the rooms", ["board", "client"]);

async function install() {
  const wanted = hashOf(readFileSync(at("package-lock.json"), "utf8"));
  if (textOf(LOCK_STAMP) === wanted) return;
  await alone(() => {
    if (textOf(LOCK_STAMP) === wanted) return; // the other run has done it
    if (!isInstalled()) {
      say(`installing packages (npm ci), ${existsSync(at("node_modules")) ? "package-lock.json has changed" : "once"}`);
      // The compiler is a devDependency: include it even where NODE_ENV=production leaves those out.
      npm("ci", "--include=dev", "--no-audit", "--no-fund");
    }
    writeAtomically(LOCK_STAMP, wanted);
  });
}

/** Whether somebody ran npm themselves: then node_modules says so, and another 30 s of npm ci are saved. */
function isInstalled() {
  const hidden = textOf(at("node_modules/.package-lock.json"));
  if (!hidden) return false;
  const present = JSON.parse(hidden).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages);
  return wanted.every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    // Packages for other platforms are optional and absent.
    return found ? found.version === entry.version && existsSync(at(path)) : entry.optional === true;
  });
}

function npm(...args) {
  const underNpm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  runOrExit([...underNpm, ...args]);
}

function runOrExit([command, ...args]) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status === 0) return;
  console.error(`prepare: ${[command, ...args].join(" ")} failed${error ? `: ${error.message}` : ""}`);
  process.exit(1);
}

/** An output carries the time of its source, so an older source (git checkout, a restored file) is noticed as well. */
async function compile() {
  const sources = [...COMPILED.flatMap((folder) => filesIn(folder)), "ormconfig.ts"].filter(isSource);
  const compiler = hashOf(textOf(at(".swcrc")), textOf(at("node_modules/@swc/core/package.json")));
  const all = textOf(COMPILER_STAMP) !== compiler;
  const stale = sources.filter((source) => existsSync(at(source)) && (all || isStale(source)));
  removeOrphans(new Set(sources));
  if (stale.length === 0) return;

  const { transformFile } = await import("@swc/core");
  const started = performance.now();
  const failures = (await Promise.all(stale.map((source) => compileOne(transformFile, source)))).filter(Boolean);
  if (failures.length > 0) {
    console.error(failures.join("\n"));
    process.exit(1);
  }
  if (all) writeAtomically(COMPILER_STAMP, compiler);
  say(`compiled ${stale.length} file${stale.length === 1 ? "" : "s"} in ${Math.round(performance.now() - started)} ms`);
}

function isSource(path) {
  return path.endsWith(".ts") && !path.endsWith(".d.ts");
}

function outputOf(source) {
  return join("dist", source.replace(/\.ts$/, ".js"));
}

function isStale(source) {
  const output = statSync(at(outputOf(source)), { throwIfNoEntry: false });
  return !output || Math.abs(output.mtimeMs - statSync(at(source)).mtimeMs) >= 1;
}

/** Returns what is wrong with the source, or undefined. */
async function compileOne(transformFile, source) {
  const output = outputOf(source);
  const sourceFileName = relative(dirname(output), source);
  try {
    const { mtime } = statSync(at(source)); // before reading: a change meanwhile leaves the output stale
    const options = { cwd: root, root, configFile: at(".swcrc"), sourceMaps: true, sourceFileName };
    const { code, map } = await transformFile(at(source), options);
    const name = output.slice(output.lastIndexOf("/") + 1);
    writeAtomically(at(`${output}.map`), map);
    writeAtomically(at(output), `${code}//# sourceMappingURL=${name}.map\n`, mtime);
    return undefined;
  } catch (error) {
    const [reason] = error.message.split("\n\n\nCaused by:"); // then comes swc's own stack
    return `prepare: ${source} cannot be compiled\n${reason}`;
  }
}

/** A compiled file without its source would still be imported, and migrations run twice. */
function removeOrphans(sources) {
  let removed = 0;
  for (const output of [...COMPILED.flatMap((folder) => filesIn(join("dist", folder))), "dist/ormconfig.js"]) {
    const source = relative("dist", output).replace(/\.js(\.map)?$/, ".ts");
    const isOurs = /\.js(\.map)?$/.test(output) && existsSync(at(output));
    if (!isOurs || sources.has(source) || existsSync(at(source))) continue; // the last: made while we looked
    rmSync(at(output), { force: true });
    if (output.endsWith(".js")) removed += 1;
  }
  if (removed > 0) say(`removed ${removed} compiled file${removed === 1 ? "" : "s"} whose source is gone`);
}

/** Runs FOLDER/build.mjs, which makes dist/FOLDER, when something that it is made of has changed. */
async function build(folder, words, madeOf) {
  if (!existsSync(at(folder, "build.mjs"))) return;
  const stamp = at("dist", `.${folder}`);
  const stats = madeOf
    .flatMap((part) => filesIn(part))
    .map((path) => `${path} ${statSync(at(path)).mtimeMs} ${statSync(at(path)).size}`);
  const wanted = hashOf(textOf(at("package-lock.json")), ...stats);
  const isFresh = () => existsSync(at("dist", folder)) && textOf(stamp) === wanted;
  if (isFresh()) return;
  await alone(() => {
    if (isFresh()) return;
    say(`building ${words}`);
    runOrExit([process.execPath, at(folder, "build.mjs")]);
    writeAtomically(stamp, wanted);
  });
}

/** npm and the builders cannot run twice at once: the second run waits for the first. */
async function alone(work) {
  const lock = at(".data/prepare.lock");
  const release = () => textOf(lock) === String(process.pid) && rmSync(lock, { force: true });
  for (let told = false; !claim(lock); await sleep(200)) {
    const owner = Number(textOf(lock));
    if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
    else if (owner > 0 && !told) say(`waiting for another prepare, process ${owner}`);
    told = true;
  }
  process.once("exit", release);
  await work();
  release();
}

/** A link, unlike a file opened and then written, appears with its content. */
function claim(lock) {
  const draft = `${lock}.${process.pid}`;
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** All files below a folder, relative to the root; none when it does not exist. The bench has packages of its own. */
function filesIn(folder) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesIn(join(folder, entry.name));
    return entry.isFile() ? [join(folder, entry.name)] : [];
  });
}

function writeAtomically(path, text, mtime) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text);
  if (mtime) utimesSync(draft, mtime, mtime);
  renameSync(draft, path);
}

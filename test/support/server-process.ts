import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { packageRoot } from "../../src/package-root.js";

/** A server as `npm start` runs it: its own process, from dist/. */
export interface ServerProcess {
  readonly pid: number;
  readonly url: string;
  /** Everything it printed so far, on both streams. */
  output(): string;
  /** Resolves with the exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Seconds of CPU the process has used. Linux only. */
  cpuSeconds(): number;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts one without waiting; variables of the surrounding run that would change it are taken out. */
export function spawnServer(environment: Record<string, string>): ServerProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !["NODE_ENV", "DATABASE_URL", "NODE_OPTIONS", "DEMO", "HOST", "PORT"].includes(name),
    ),
  );
  const child: ChildProcess = spawn(
    process.execPath,
    ["--enable-source-maps", join(packageRoot(), "dist", "src", "main.js")],
    { env: { ...inherited, ...environment } },
  );
  let printed = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return {
    pid: child.pid!,
    url: `http://127.0.0.1:${environment["PORT"] ?? 4000}/graphql`,
    output: () => printed,
    exited,
    signal: (name) => void child.kill(name),
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
  };
}

/** Starts one and waits until it serves; rejects with what it printed when it ends before. */
export async function startServer(environment: Record<string, string>): Promise<ServerProcess> {
  const server = spawnServer(environment);
  let ended = false;
  void server.exited.then(() => (ended = true));
  for (let turn = 0; turn < 600; turn += 1) {
    if (ended) throw new Error(`The server ended:\n${server.output()}`);
    if (server.output().includes("Stop with Ctrl-C")) return server;
    await sleep(50);
  }
  server.signal("SIGKILL");
  throw new Error(`The server did not come up:\n${server.output()}`);
}

import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Layout } from "./cluster.js";
import { EmbeddedUnavailable } from "./errors.js";
import { HELD_ELSEWHERE, startGuarded, type Guarded, type GuardedExit } from "./guard.js";
import { isReady, provenStaleFile } from "./postmaster-file.js";
import type { RunAs } from "./run-as.js";

/** Crash recovery after heavy writing replays the log first; no start in our tests took a second. */
const READY_WITHIN_MS = 120_000;
const POLL_MS = 10;

export interface PostmasterOptions {
  readonly durable: boolean;
  readonly maxConnections: number;
  readonly log: ((line: string) => void) | undefined;
}

/** A server that accepts connections on its port. */
export interface Postmaster {
  readonly port: number;
  readonly process: Guarded;
}

/** One attempt to start. "held" when a server before us is still there, "port" when somebody else took the port. */
export async function tryPostmaster(
  layout: Layout,
  runAs: RunAs,
  options: PostmasterOptions,
): Promise<Postmaster | "held" | "port"> {
  const port = await freePort();
  const process = startGuarded({
    command: [
      ...runAs.prefix,
      join(runAs.binaries.native, "bin", "postgres"),
      ...["-D", layout.cluster, ...settings(port, options).flatMap((setting) => ["-c", setting])],
    ],
    lockFile: layout.guardLock,
    leftover: await provenStaleFile(layout.cluster),
    uid: runAs.uid,
    log: options.log,
  });
  const ended = await untilReady(layout, port, process);
  return ended === undefined ? { port, process } : judge(ended);
}

function settings(port: number, options: PostmasterOptions): string[] {
  return [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    `max_connections=${options.maxConnections}`,
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    "log_min_messages=log", // without ERROR: those go to the client, and their details hold what people wrote
    "log_min_error_statement=panic",
    ...(options.durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
}

/** Resolves with undefined when connections are accepted, else with how the process ended before that. */
async function untilReady(layout: Layout, port: number, process: Guarded): Promise<GuardedExit | undefined> {
  const deadline = Date.now() + READY_WITHIN_MS;
  let ended: GuardedExit | undefined;
  const watched = process.exited.then((exit) => {
    ended = exit;
  });
  while (ended === undefined && Date.now() < deadline) {
    if (await isReady(layout.cluster, port)) return undefined;
    await Promise.race([watched, sleep(POLL_MS)]);
  }
  if (ended === undefined) process.end();
  await watched;
  return ended;
}

function judge(ended: GuardedExit): "held" | "port" {
  if (ended.code === HELD_ELSEWHERE) return "held";
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(ended.lastLines)) return "held";
  if (/could not create any TCP\/IP sockets/.test(ended.lastLines)) return "port";
  throw new EmbeddedUnavailable(`postgres ended with code ${ended.code} while starting.\n${ended.lastLines}`);
}

/** Another program may take the port before PostgreSQL does; then the start is tried with another one. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

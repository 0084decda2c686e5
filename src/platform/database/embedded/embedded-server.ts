import { mkdir, realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { locateBinaries } from "./binaries.js";
import { ensureCluster, layoutOf, readPassword, SUPERUSER, type Layout } from "./cluster.js";
import { DataDirectoryInUse } from "./errors.js";
import { takeOwnerLock, type OwnerLock } from "./owner-lock.js";
import { livePostgres } from "./postmaster-file.js";
import { tryPostmaster, type Postmaster, type PostmasterOptions } from "./postmaster.js";
import { chooseRunAs, type RunAs } from "./run-as.js";

export { DataDirectoryInUse, EmbeddedUnavailable } from "./errors.js";

/** A PostgreSQL server of this process's own: loopback only, and gone when this process is gone, however it ends. */
export interface EmbeddedServer {
  /** Connection URL of the database `rotunda`, with a superuser and the password of this data directory. */
  readonly url: string;
  /** Absolute path; holds the cluster, the password and the locks. */
  readonly dataDir: string;
  /** Resolves, never rejects, when the server has ended: after `stop()`, or by itself. */
  readonly exited: Promise<EmbeddedExit>;
  /** Fast shutdown: open transactions are rolled back. Resolves when the last process is gone; may be called again. */
  stop(): Promise<void>;
}

export interface EmbeddedExit {
  /** True after `stop()`; false means that the database went away under us. */
  readonly requested: boolean;
  readonly code: number | null;
  /** The last lines PostgreSQL wrote. */
  readonly lastLines: string;
}

export interface EmbeddedOptions {
  /** Made when missing; kept between starts. */
  dataDir: string;
  /** Default true. False switches fsync off: a power failure then destroys the data, so for tests only. */
  durable?: boolean;
  /** Default 100. */
  maxConnections?: number;
  /** Receives each line PostgreSQL logs; errors of statements are not among them. */
  log?: (line: string) => void;
}

const DATABASE = "rotunda";

/** After a kill -9 the server before us needs up to two seconds to go away. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 100;

/** Starts PostgreSQL on the directory, initialising it the first time. Refused while another live process holds it. */
export async function startEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const binaries = await locateBinaries();
  await mkdir(resolve(options.dataDir), { recursive: true, mode: 0o700 });
  const layout = layoutOf(await realpath(options.dataDir));
  const lock = await takeOwnerLock(layout.dataDir);
  try {
    const runAs = await chooseRunAs(binaries, layout.dataDir);
    const { durable = true, maxConnections = 100, log } = options;
    const postmaster = await startPatiently(layout, runAs, { durable, maxConnections, log });
    return await opened(layout, postmaster, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startPatiently(layout: Layout, runAs: RunAs, options: PostmasterOptions): Promise<Postmaster> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const holder = await livePostgres(layout.cluster);
    if (holder === undefined && (await ensureCluster(layout, runAs, options.durable))) {
      const outcome = await tryPostmaster(layout, runAs, options);
      if (typeof outcome === "object") return outcome;
    }
    if (Date.now() > deadline) throw new DataDirectoryInUse(layout.dataDir, holder);
    await sleep(RETRY_MS);
  }
}

/** The lock is released only after the last process: until then nobody else may start. */
async function opened(layout: Layout, postmaster: Postmaster, lock: OwnerLock): Promise<EmbeddedServer> {
  let requested = false;
  const exited = postmaster.process.exited.then(async (exit) => {
    await lock.release().catch(() => {}); // the directory may be deleted by now
    return { requested, ...exit };
  });
  const stop = async (): Promise<void> => {
    requested = true;
    postmaster.process.end();
    await exited;
  };
  try {
    const url = await ensureDatabase(postmaster.port, await readPassword(layout));
    postmaster.process.unref();
    return { url, dataDir: layout.dataDir, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ensureDatabase(port: number, password: string): Promise<string> {
  const urlOf = (database: string): string => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: urlOf("postgres"), connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // a server that dies meanwhile also fails the query below
  try {
    await client.connect();
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  return urlOf(DATABASE);
}

import { randomBytes } from "node:crypto";
import { chmod, chown, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EmbeddedUnavailable } from "./errors.js";
import { HELD_ELSEWHERE, startGuarded } from "./guard.js";
import type { RunAs } from "./run-as.js";

export const SUPERUSER = "rotunda";

/** What lies where inside the data directory. */
export interface Layout {
  readonly dataDir: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly guardLock: string;
}

export function layoutOf(dataDir: string): Layout {
  return {
    dataDir,
    cluster: join(dataDir, "cluster"),
    passwordFile: join(dataDir, "password"),
    guardLock: join(dataDir, "guard.lock"),
  };
}

/** Makes the cluster when there is none. Returns false while another guard holds the directory: try again. */
export async function ensureCluster(layout: Layout, runAs: RunAs, durable: boolean): Promise<boolean> {
  const present = await textOf(join(layout.cluster, "PG_VERSION"));
  const wanted = runAs.binaries.version.split(".")[0];
  if (present === wanted) return true;
  if (present !== undefined) {
    throw new EmbeddedUnavailable(
      `${layout.cluster} was made by PostgreSQL ${present}, the installed binaries are version ${wanted}. ` +
        "Dump it with the old version and restore it, or move the directory away to begin anew.",
    );
  }
  await ensurePassword(layout, runAs);
  return initialise(layout, runAs, durable);
}

/** A crash in the middle leaves only `cluster.new`, which the next guard removes; the rename makes the cluster whole. */
async function initialise(layout: Layout, runAs: RunAs, durable: boolean): Promise<boolean> {
  const draft = `${layout.cluster}.new`;
  const { exited } = startGuarded({
    command: [
      ...runAs.prefix,
      join(runAs.binaries.native, "bin", "initdb"),
      ...initdbArguments(layout, draft, durable),
    ],
    lockFile: layout.guardLock,
    leftover: draft,
    uid: runAs.uid,
  });
  const { code, lastLines } = await exited;
  if (code === HELD_ELSEWHERE) return false;
  if (code !== 0) throw new EmbeddedUnavailable(`initdb ended with code ${code}.\n${lastLines}`);
  await rename(draft, layout.cluster);
  if (durable) await syncDirectory(layout.dataDir);
  return true;
}

function initdbArguments(layout: Layout, pgdata: string, durable: boolean): string[] {
  return [
    `--pgdata=${pgdata}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${layout.passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Sorting comes from PostgreSQL, not from the system's C library: an upgrade of the system cannot break an index.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    `--locale=${process.platform === "linux" ? "C.UTF-8" : "C"}`, // macOS has no C.UTF-8
    ...(durable ? [] : ["--no-sync"]),
  ];
}

/** Written before the cluster, so that every cluster has its password; kept when an initdb has to be repeated. */
async function ensurePassword(layout: Layout, runAs: RunAs): Promise<void> {
  if ((await textOf(layout.passwordFile)) === undefined) {
    const draft = `${layout.passwordFile}.new`;
    await writeFile(draft, randomBytes(24).toString("base64url"), { mode: 0o600, flush: true });
    await rename(draft, layout.passwordFile);
  }
  if (runAs.uid !== undefined) await chown(layout.passwordFile, runAs.uid, runAs.uid); // initdb reads it
}

export async function readPassword(layout: Layout): Promise<string> {
  const password = await textOf(layout.passwordFile);
  if (!password) {
    throw new EmbeddedUnavailable(`${layout.passwordFile} is missing; restore it with the rest of ${layout.dataDir}.`);
  }
  await chmod(layout.passwordFile, 0o600); // a restored copy may have become readable for all
  return password;
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    },
  );
}

/** A rename is durable only once its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

import { readFile, realpath } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { layoutOf, SUPERUSER, type Layout } from "./cluster.js";
import { EmbeddedUnavailable } from "./errors.js";
import { isReady, livePostgres } from "./postmaster-file.js";

const DATABASE = "rotunda";

/** A server that is just starting becomes ready, one that is stopping goes away: worth waiting for both. */
const PATIENCE_MS = 5_000;
const POLL_MS = 50;

/**
 * The connection URL of the embedded server that a live process runs on this directory; null when none runs. Only
 * reads. Throws EmbeddedUnavailable when a server runs whose password this user may not read.
 */
export async function runningServerUrl(dataDir: string): Promise<string | null> {
  const found = await realpath(dataDir).catch(() => undefined);
  if (found === undefined) return null;
  const layout = layoutOf(found);
  const deadline = Date.now() + PATIENCE_MS;
  while ((await livePostgres(layout.cluster)) !== undefined) {
    const port = await portOf(layout);
    if (port !== undefined && (await isReady(layout.cluster, port)) && (await listens(port))) {
      return `postgresql://${SUPERUSER}:${await passwordOf(layout)}@127.0.0.1:${port}/${DATABASE}`;
    }
    if (Date.now() > deadline) return null;
    await sleep(POLL_MS);
  }
  return null;
}

/** Line 4 of PostgreSQL's own `postmaster.pid`. */
async function portOf(layout: Layout): Promise<number | undefined> {
  const text = await readFile(join(layout.cluster, "postmaster.pid"), "utf8").catch(() => "");
  const port = Number(text.split("\n")[3]);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/** Not `readPassword` of cluster.ts, which repairs the file's mode. */
async function passwordOf(layout: Layout): Promise<string> {
  try {
    return (await readFile(layout.passwordFile, "utf8")).trim();
  } catch (error) {
    throw new EmbeddedUnavailable(
      `a server runs on ${layout.dataDir}, but ${layout.passwordFile} cannot be read. Run this as the server's user.`,
      { cause: error },
    );
  }
}

/** After a crash the file may outlive its server, and the process id in it may be another program's by now. */
async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 1_000 });
    const answer = (open: boolean) => () => resolve(socket.destroy() && open);
    socket.once("connect", answer(true)).once("error", answer(false)).once("timeout", answer(false));
  });
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { answersSignals, postgresIn } from "./process-facts.js";

/** PostgreSQL's own lock, `postmaster.pid`: line 1 process id, line 4 port, line 8 status. */
interface PostmasterFile {
  readonly path: string;
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const path = join(cluster, "postmaster.pid");
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  return { path, pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? "" };
}

/** The port is drawn anew for each start, so a file left by an earlier server cannot pass for ours. */
export async function isReady(cluster: string, port: number): Promise<boolean> {
  const file = await readPostmasterFile(cluster);
  return file?.port === port && file.status === "ready";
}

/** A process of a PostgreSQL server that works in the cluster: the postmaster where it is known to live. */
export async function livePostgres(cluster: string): Promise<number | undefined> {
  const file = await readPostmasterFile(cluster);
  const inside = await postgresIn(cluster);
  if (inside === undefined) return file && answersSignals(file.pid) ? file.pid : undefined;
  return file && inside.includes(file.pid) ? file.pid : inside[0];
}

/**
 * After a crash and a reboot (or in a new container) the process id in the file may belong to any program, and PostgreSQL
 * would refuse to start for ever. The file may go when /proc proves that no PostgreSQL works in the cluster; if the id is free,
 * PostgreSQL clears the file itself, with more checks than we could make.
 */
export async function provenStaleFile(cluster: string): Promise<string | undefined> {
  const file = await readPostmasterFile(cluster);
  if (!file || !answersSignals(file.pid)) return undefined;
  return (await postgresIn(cluster))?.length === 0 ? file.path : undefined;
}

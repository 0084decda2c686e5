import { readFile, readdir, readlink } from "node:fs/promises";

/** A process id is reused; together with the moment its process started it names one process for good. */
export interface ProcessFacts {
  readonly pid: number;
  /** Boot and start tick on Linux; null where /proc is missing and only the id can be checked. */
  readonly started: string | null;
}

export async function ownProcess(): Promise<ProcessFacts> {
  return { pid: process.pid, started: (await startOf(process.pid)) ?? null };
}

/** False only when the process is certainly gone. */
export async function isAlive(facts: ProcessFacts): Promise<boolean> {
  if (!answersSignals(facts.pid)) return false;
  if (facts.started === null || process.platform !== "linux") return true;
  return (await startOf(facts.pid)) === facts.started;
}

export function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // alive, but somebody else's
  }
}

/** A zombie counts as gone: it runs nothing any more, only its parent has not noticed. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    ]);
    // The command may hold blanks and brackets, so fields count from the last bracket: state is the 3rd, start the 22nd.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : `${boot.trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

/**
 * The PostgreSQL processes working inside `directory` (they all change into their cluster), or undefined where /proc
 * cannot tell. Processes of other users are unreadable, but could not open our 0700 directory either.
 */
export async function postgresIn(directory: string): Promise<number[] | undefined> {
  if (process.platform !== "linux") return undefined;
  const found: number[] = [];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const cwd = await readlink(`/proc/${entry}/cwd`).catch(() => undefined);
    if (cwd !== directory) continue;
    const program = await readFile(`/proc/${entry}/comm`, "utf8").catch(() => "");
    if (program.trim() === "postgres") found.push(Number(entry)); // and not somebody's shell
  }
  return found;
}

import { execFile } from "node:child_process";
import { chmod, chown, cp, lstat, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "./binaries.js";
import { EmbeddedUnavailable } from "./errors.js";

const run = promisify(execFile);

/** `nobody` on Debian, Alpine and Fedora; PostgreSQL wants a user that has a name. */
const NOBODY = 65534;

/** How PostgreSQL's programs are run, and whose its files are: it refuses to be root and to use another's files. */
export interface RunAs {
  /** What stands before each command. */
  readonly prefix: readonly string[];
  /** The user to change to; undefined stays who we are. */
  readonly uid: number | undefined;
  /** The kernel's owner of the data files. */
  readonly owner: number;
  readonly binaries: Binaries;
}

/** Finds a way that works on this machine, and gives the data directory to the user it needs. */
export async function chooseRunAs(binaries: Binaries, dataDir: string): Promise<RunAs> {
  const me = process.getuid?.() ?? 0;
  const plain: RunAs = { prefix: [], uid: undefined, owner: me, binaries };
  if (me !== 0 && hasName()) return usable(plain, dataDir, "");

  const mapped: RunAs = { ...plain, prefix: ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] };
  if (await runs(mapped)) return usable(mapped, dataDir, "");
  if (me !== 0) throw new EmbeddedUnavailable(`user ${me} has no name here, and user namespaces are refused.`);

  const nobody: RunAs = { ...plain, uid: NOBODY, owner: NOBODY };
  const hint = "PostgreSQL refuses to run as root and user namespaces are refused, so it runs as nobody. ";
  if (await runs(nobody)) return usable(nobody, dataDir, hint);
  return usable({ ...nobody, binaries: await publicCopy(binaries) }, dataDir, hint);
}

/** A container may run under a number without an entry in /etc/passwd, which PostgreSQL does not accept. */
function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

async function runs(runAs: RunAs): Promise<boolean> {
  return tries(runAs, join(runAs.binaries.native, "bin", "postgres"), "--version");
}

async function tries(runAs: RunAs, ...command: string[]): Promise<boolean> {
  const [program = "", ...args] = [...runAs.prefix, ...command];
  const as = runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.uid };
  return run(program, args, { cwd: "/", timeout: 10_000, ...as }).then(
    () => true,
    () => false,
  );
}

async function usable(runAs: RunAs, dataDir: string, hint: string): Promise<RunAs> {
  await giveTo(dataDir, runAs.owner);
  if (await tries(runAs, "/bin/sh", "-c", 'test -w "$0" && test -x "$0"', dataDir)) return runAs;
  throw new EmbeddedUnavailable(
    `${hint}The directory ${dataDir} cannot be reached by that user: choose one below directories open to all.`,
  );
}

/** Changes the owner inside out: as long as the outermost directory is not right, an interrupted change is done again. */
async function giveTo(dataDir: string, owner: number): Promise<void> {
  const present = (await stat(dataDir)).uid;
  if (present === owner) return;
  if (process.getuid?.() !== 0) {
    throw new EmbeddedUnavailable(`${dataDir} belongs to user ${present}, and this server runs as user ${owner}.`);
  }
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), owner, owner);
  }
  await chown(dataDir, owner, owner);
}

/**
 * Copies the binaries (60 MB, about 0.3 s, once per version) where nobody may read them, e.g. out of /root. The place
 * is predictable, so one that others could have written to is not trusted.
 */
async function publicCopy(binaries: Binaries): Promise<Binaries> {
  const place = `/var/tmp/rotunda-postgres-${binaries.version}`;
  const native = join(place, "native");
  const draft = `${place}.${process.pid}`;
  if (!(await lstat(place).catch(() => undefined))) {
    await mkdir(draft, { mode: 0o755 });
    await chmod(draft, 0o755); // a umask of 077 would hide it again
    await cp(binaries.native, join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    await openToAll(join(draft, "native"));
    await rename(draft, place).catch(() => rm(draft, { recursive: true })); // another start was faster
  }
  const { uid, mode } = await lstat(place);
  if (uid !== 0 || (mode & 0o022) !== 0) {
    throw new EmbeddedUnavailable(`${place} was not made by root; remove it and start again.`);
  }
  const copied = { ...binaries, native };
  if (await runs({ prefix: [], uid: NOBODY, owner: NOBODY, binaries: copied })) return copied;
  throw new EmbeddedUnavailable(`neither ${binaries.native} nor its copy ${native} can be run as nobody.`);
}

async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) await chmod(path, (await stat(path)).mode | (entry.isDirectory() ? 0o755 : 0o444));
  }
  await chmod(join(directory, "bin", "postgres"), 0o755);
  await chmod(join(directory, "bin", "initdb"), 0o755);
}

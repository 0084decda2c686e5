import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** The guard's exit code when another guard, perhaps in another container, holds the directory. */
export const HELD_ELSEWHERE = 75;

/**
 * Runs a program for as long as its own stdin is open. Node holds the other end, so the kernel closes it however node
 * ends, kill -9 included. TERM then INT is PostgreSQL's fast shutdown, and TERM alone ends a program that has not yet
 * installed its handlers (a shell starts background programs with INT ignored).
 *
 * Descriptor 9 is a kernel lock that every PostgreSQL process inherits: it is free exactly when all of them are gone.
 * Unlike process ids it also holds across containers. Where there is no `flock` (macOS) the owner's lock must do.
 *
 * $1 lock file, $2 leftover to remove once the lock is held (or ""), then the command.
 */
const SCRIPT = `
exec 3<&0 </dev/null 9>>"$1" || exit 1
if command -v flock >/dev/null 2>&1; then
  flock -n -E ${HELD_ELSEWHERE} 9
  if [ $? -eq ${HELD_ELSEWHERE} ]; then exit ${HELD_ELSEWHERE}; fi
fi
if [ -n "$2" ]; then rm -rf -- "$2"; fi
shift 2
"$@" 3<&- & program=$!
( while read -r _; do :; done; kill -TERM $program; kill -INT $program ) <&3 3<&- 9>&- 2>/dev/null & watch=$!
trap "" INT TERM HUP
wait $program; code=$?
kill $watch 2>/dev/null
exit $code
`;

const KEPT_LINES = 40;

export interface GuardedCommand {
  readonly command: readonly string[];
  readonly lockFile: string;
  /** Removed after the lock is held and before the command runs: only ever something nobody can be using then. */
  readonly leftover?: string | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** How a guarded program ended, with the last lines it wrote. */
export interface GuardedExit {
  readonly code: number | null;
  readonly lastLines: string;
}

export interface Guarded {
  readonly exited: Promise<GuardedExit>;
  /** Asks the program to end; `exited` tells when it has. */
  end(): void;
  /** From here on a forgotten program no longer keeps node running: node ends, and the guard ends the program. */
  unref(): void;
}

/** Starts a program that cannot outlive this node process. */
export function startGuarded(guarded: GuardedCommand): Guarded {
  const child = spawn(
    "/bin/sh",
    ["-c", SCRIPT, "pg-guard", guarded.lockFile, guarded.leftover ?? "", ...guarded.command],
    {
      stdio: ["pipe", "ignore", "pipe"],
      detached: true, // Ctrl-C in a terminal must reach node first, which closes its connections before the database goes
      cwd: "/",
      env: { PATH: process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }, // no PGDATA, PGPORT, … of the user's shell
      ...(guarded.uid === undefined ? {} : { uid: guarded.uid, gid: guarded.gid ?? guarded.uid }),
    },
  );
  const lines = keepLastLines(child, guarded.log);
  child.stdin?.on("error", () => {}); // EPIPE: the guard is gone already, `exited` says so
  return {
    exited: ending(child).then((code) => ({ code, lastLines: lines.join("\n") })),
    end: () => {
      child.ref();
      child.stdin?.end();
    },
    unref: () => {
      child.unref();
      for (const stream of child.stdio) (stream as { unref?: () => void } | null)?.unref?.();
    },
  };
}

function keepLastLines(child: ChildProcess, log?: (line: string) => void): string[] {
  const lines: string[] = [];
  let rest = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      log?.(line);
    }
  });
  return lines;
}

/** Resolves after the exit and, where that comes soon, the end of the output: a lost grandchild may hold it open. */
function ending(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    const closed = new Promise<void>((done) => child.once("close", () => done()));
    child.once("exit", (code) => {
      const patience = new AbortController();
      const cutOff = sleep(500, undefined, { signal: patience.signal }).catch(() => {});
      void Promise.race([closed, cutOff]).then(() => {
        patience.abort();
        resolve(code);
      });
    });
  });
}

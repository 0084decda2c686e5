import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";
import { versions } from "./peers.js";

/** What figures depend on; printed with them. */
export function machineFacts() {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    versions: versions(),
  };
}

export type MachineFacts = ReturnType<typeof machineFacts>;

/** Load averages of 1, 5 and 15 minutes: beside a busy neighbour only ratios tell anything. */
export const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(2))
    .join(" ");

/** Sockets of the largest scenario, and what a process has open beside them. */
const NEEDED = 5_000 + 200;

/** Says so when the limit of open files is too low for the largest scenario. Node has raised it as far as it may. */
export function checkOpenFiles(): void {
  let limits: string;
  try {
    limits = readFileSync("/proc/self/limits", "utf8");
  } catch {
    return; // not Linux: nothing to read it from
  }
  const limit = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  if (limit < NEEDED)
    throw new Error(
      `This shell allows ${limit} open files, and 5,000 sockets need ${NEEDED}: run "ulimit -n ${NEEDED}" first.`,
    );
}

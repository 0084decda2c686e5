import { NOT_WIRED } from "./room.js";
import { progress } from "./scenario.js";

/** Keeps one server's trouble from ending a run, and remembers it. */
export class Failures {
  /** Servers that are not there yet, with why. */
  readonly absent: string[] = [];
  /** What must not happen; the run ends with code 1. */
  readonly real: string[] = [];

  async of(server: string, work: () => Promise<void>): Promise<void> {
    if (this.absent.some((line) => line.startsWith(`${server}:`))) return;
    try {
      await work();
    } catch (error) {
      const line = `${server}: ${error instanceof Error ? error.message : String(error)}`;
      if (line.includes(NOT_WIRED)) this.absent.push(line);
      else this.real.push(line);
      progress(line);
    }
  }
}

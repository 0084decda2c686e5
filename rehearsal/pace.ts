import { setTimeout as sleep } from "node:timers/promises";

/** The rehearsal was told to stop. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** The clock of a rehearsal: a minute of the conference lasts a minute divided by the speed. */
export class Pace {
  constructor(
    readonly speed: number,
    private readonly signal: AbortSignal,
  ) {}

  /** Waits so many seconds of the conference. Throws Stopped when the rehearsal is to end. */
  async pause(seconds: number): Promise<void> {
    await this.wait((seconds * 1_000) / this.speed);
  }

  /** Waits so many milliseconds of the wall clock: what the server counts itself does not go faster. */
  async wait(milliseconds: number): Promise<void> {
    this.check();
    await sleep(milliseconds, undefined, { signal: this.signal }).catch(() => undefined);
    this.check();
  }

  check(): void {
    if (this.signal.aborted) throw new Stopped("The rehearsal was stopped.");
  }
}

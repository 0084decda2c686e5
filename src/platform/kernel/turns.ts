import { Overloaded } from "./gate.js";

/**
 * Runs work of one key one after the other, of different keys side by side. Callers of a hot key wait here, in memory,
 * instead of each holding a database connection while they wait for the same row.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Half a minute: a vote had better wait in a rush than be refused; only a connection that hangs takes longer. */
  constructor(private readonly patienceMilliseconds = 30_000) {}

  /** Runs work when its turn comes; rejects with Overloaded, and never runs it, when that takes too long. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const { turn, settled } = this.takeTurn(before, work);
    this.last.set(key, settled);
    void settled.then(() => {
      if (this.last.get(key) === settled) this.last.delete(key);
    });
    return turn;
  }

  private takeTurn<T>(
    before: Promise<unknown>,
    work: () => Promise<T>,
  ): { turn: Promise<T>; settled: Promise<unknown> } {
    let state: "waiting" | "running" | "gone" = "waiting";
    let settled: Promise<unknown> = before;
    const turn = new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        if (state !== "waiting") return;
        state = "gone";
        reject(new Overloaded());
      }, this.patienceMilliseconds);
      settled = before.then(() => {
        clearTimeout(timer);
        if (state === "gone") return undefined;
        state = "running";
        return work().then(resolve, reject);
      });
    });
    return { turn, settled };
  }
}

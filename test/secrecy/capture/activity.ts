import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Line } from "../linkers/texts.js";

const EVERY_MS = 10;

/** Looks at what all sessions are doing, a hundred times a second, until it is told to stop. */
export class ActivitySampler {
  private running = true;
  private readonly seen = new Map<string, Line>();
  private readonly done: Promise<void>;
  samples = 0;

  constructor(url: string) {
    this.done = this.run(url);
  }

  private async run(url: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    while (this.running) {
      const next = performance.now() + EVERY_MS;
      const { rows } = await client.query<{ pid: number; began: string; query: string }>(
        `SELECT pid, coalesce(xact_start, query_start)::text AS began, query FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND query <> ''`,
      );
      this.samples += 1;
      for (const { pid, began, query } of rows)
        this.seen.set(`${pid} ${began} ${query}`, { group: `${pid} ${began}`, text: query });
      await sleep(Math.max(0, next - performance.now()));
    }
    await client.end();
  }

  async stop(): Promise<Line[]> {
    this.running = false;
    await this.done;
    return [...this.seen.values()];
  }
}

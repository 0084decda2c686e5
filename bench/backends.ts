import { readFileSync } from "node:fs";
import pg from "pg";

/** CPU microseconds that each backend of a database has used, by process id. */
export type BackendCpu = ReadonlyMap<number, number>;

/** Reads what PostgreSQL itself spends on a database: only where it runs on this machine, and on Linux. */
export class Backends {
  private constructor(private readonly client: pg.Client) {}

  static async of(url: string): Promise<Backends> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new Backends(client);
  }

  /** Null where it cannot be seen. */
  async cpu(): Promise<BackendCpu | null> {
    const { rows } = await this.client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    try {
      return new Map(rows.map(({ pid }) => [pid, nanoseconds(pid) / 1_000]));
    } catch {
      return null;
    }
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

/** What was spent in between. A backend that the pool let go of meanwhile had been idle. */
export function spent(before: BackendCpu | null, after: BackendCpu | null): number | null {
  if (!before || !after) return null;
  return [...after].reduce((sum, [pid, cpu]) => sum + cpu - (before.get(pid) ?? 0), 0);
}

function nanoseconds(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ", 1)[0]);
}

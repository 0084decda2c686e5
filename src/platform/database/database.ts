import type { DataSource, EntityManager } from "typeorm";

/** Runs read-only work; loaders know only this, so that a query may give them a snapshot instead of the pool. */
export interface Reader {
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
}

/** A Reader that holds one REPEATABLE READ transaction from its first use until `release`. */
export interface SnapshotReader extends Reader {
  release(): Promise<void>;
}

/** On whose behalf a transaction runs; null: the server itself. The hook for row-level security. */
export type Actor = { readonly accountId: string } | null;

const DEADLOCK = "40P01";
const ATTEMPTS = 3;

/** The one way to the database: transactions that tell after commit, plain reads, and snapshots. */
export class Database implements Reader {
  private readonly callbacks = new WeakMap<EntityManager, (() => void)[]>();

  constructor(readonly source: DataSource) {}

  /**
   * Runs `work` in one READ COMMITTED transaction; a throw rolls back. A deadlock is run again, at most twice.
   * Inside, await one query after the other: pg refuses parallel queries on one client.
   */
  async transaction<T>(_actor: Actor, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      let told: (() => void)[] = [];
      try {
        const value = await this.source.transaction(async (tx) => {
          const callbacks: (() => void)[] = [];
          this.callbacks.set(tx, callbacks);
          const done = await work(tx);
          told = callbacks;
          return done;
        });
        for (const callback of told) callback();
        return value;
      } catch (error) {
        if (attempt >= ATTEMPTS || sqlState(error) !== DEADLOCK) throw error;
      }
    }
  }

  /** Remembers what to do once this transaction has committed; nothing happens if it rolls back. */
  afterCommit(tx: EntityManager, callback: () => void): void {
    const callbacks = this.callbacks.get(tx);
    if (!callbacks) throw new Error("afterCommit outside of Database.transaction");
    callbacks.push(callback);
  }

  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return work(this.source.manager);
  }

  /** All reads see the database as of the first of them; they queue on one connection. */
  snapshot(): SnapshotReader {
    const runner = this.source.createQueryRunner();
    let queue: Promise<unknown> | null = null;
    return {
      read: (work) => {
        queue ??= runner.startTransaction("REPEATABLE READ").then(() => runner.query("SET TRANSACTION READ ONLY"));
        const turn = queue.then(() => work(runner.manager));
        queue = turn.catch(() => undefined);
        return turn;
      },
      release: async () => {
        if (!queue) return;
        await queue.catch(() => undefined);
        try {
          if (runner.isTransactionActive) await runner.rollbackTransaction();
        } finally {
          await runner.release();
        }
      },
    };
  }
}

/** The five-character SQLSTATE of a database error; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const code =
    (error as { driverError?: { code?: unknown }; code?: unknown } | null)?.driverError?.code ??
    (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}

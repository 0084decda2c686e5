import type { DataSource, EntityManager } from "typeorm";
import { Gate } from "../kernel/gate.js";
import { sqlState } from "./faults.js";

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
/** How long work waits for its turn before it is refused as UNAVAILABLE. */
const PATIENCE_MS = 10_000;

/**
 * The one way to the database: transactions that tell after commit, plain reads, and snapshots. Transactions and
 * snapshots share three quarters of the pool and reads have the rest, so that neither starves the other, and a burst
 * (190 delegations at once) waits in memory instead of running into the pool's two seconds.
 */
export class Database implements Reader {
  private readonly callbacks = new WeakMap<EntityManager, (() => void)[]>();
  private readonly actors = new WeakMap<EntityManager, NonNullable<Actor>>();
  private readonly longer: Gate;
  private readonly reads: Gate;

  constructor(
    readonly source: DataSource,
    poolSize: number,
  ) {
    const forReads = Math.max(1, Math.floor(poolSize / 4));
    this.reads = new Gate(forReads, PATIENCE_MS);
    this.longer = new Gate(Math.max(1, poolSize - forReads), PATIENCE_MS);
  }

  /**
   * Runs `work` in one READ COMMITTED transaction; a throw rolls back. A deadlock is run again, at most twice.
   * Inside, await one query after the other (pg refuses parallel queries on one client) and use nothing but `tx`.
   */
  async transaction<T>(actor: Actor, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.longer.through(() => this.once(actor, work));
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

  /** The account on whose behalf this transaction runs; null: the server itself. */
  actorOf(tx: EntityManager): string | null {
    return this.actors.get(tx)?.accountId ?? null;
  }

  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.reads.through(() => work(this.source.manager));
  }

  /** All reads see the database as of the first of them; they queue on one connection. */
  snapshot(): SnapshotReader {
    const runner = this.source.createQueryRunner();
    let queue: Promise<unknown> | null = null;
    let leave = (): void => undefined;
    const begin = async (): Promise<void> => {
      leave = await this.longer.enter();
      await runner.startTransaction("REPEATABLE READ");
      await runner.query("SET TRANSACTION READ ONLY");
    };
    return {
      read: (work) => {
        queue ??= begin();
        const turn = queue.then(() => work(runner.manager));
        // After a failed start every read fails; after a failed read the next one may still be tried.
        queue = Promise.all([queue, turn.catch(() => undefined)]);
        queue.catch(() => undefined);
        return turn;
      },
      release: async () => {
        await queue?.catch(() => undefined);
        try {
          if (runner.isTransactionActive) await runner.rollbackTransaction();
        } finally {
          await runner.release();
          leave();
        }
      },
    };
  }

  private async once<T>(actor: Actor, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const callbacks: (() => void)[] = [];
    const value = await this.source.transaction((tx) => {
      this.callbacks.set(tx, callbacks);
      if (actor) this.actors.set(tx, actor);
      return work(tx);
    });
    for (const callback of callbacks) callback();
    return value;
  }
}

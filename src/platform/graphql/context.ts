import DataLoader from "dataloader";
import type { Database, Reader, SnapshotReader } from "../database/database.js";
import { NotShareable } from "./sharing.js";

/** Who asks, as far as the platform needs to know: an account and the sign-in session it came with. */
export interface Principal {
  readonly accountId: string;
  readonly sessionId: string;
}

/** What app.ts made, by class. For the one place that type-graphql gives no instance: `subscribe` of a subscription. */
export interface Services {
  get<T>(service: abstract new (...args: never[]) => T): T;
}

/** What stays the same for every operation of a server. */
export interface Surroundings {
  readonly database: Database;
  readonly services: Services;
}

type Batch<K, V> = (reader: Reader, keys: readonly K[]) => Promise<V[]>;
type OwnBatch<K, V> = (context: Context, keys: readonly K[]) => Promise<V[]>;
// The maps hold loaders of many types; `load` and `loadOwn` are the only ones that touch them and restore the type.
export type Loaders = Map<unknown, DataLoader<never, unknown>>;

/** What is true of a viewer for a while; shared by the events of one subscription. */
interface Lasting {
  loaders: Loaders;
  since: number;
}

/** A viewer's standing is looked up again at least this often while a subscription runs; its end comes as an event. */
const LASTS_MS = 5_000;

/** What one operation, or one event of a subscription, carries along. Fresh for each of them. */
export class Context {
  // Made when something is loaded: thousands of subscriptions hold a context and load nothing with it.
  private own: Loaders | null = null;
  private snapshotReader: SnapshotReader | null = null;
  private rowsBrought = 0;

  constructor(
    private readonly surroundings: Surroundings,
    private current: Principal | null,
    readonly source: string,
    readonly requestId: string,
    /** Rows that are the same for whoever asks; several viewers of one event may share them. */
    private rows: Loaders | null = null,
    private lasting: Lasting | null = null,
    /** Set when one execution serves a whole class: all that may be known of its members. */
    readonly attributes: Readonly<Record<string, string>> | null = null,
  ) {}

  /** Throws NotShareable where many are shown the same: nothing of a single one of them may be read there. */
  get principal(): Principal | null {
    if (this.attributes) throw new NotShareable("This depends on who asks.");
    return this.current;
  }

  /** From here on the operation is this principal's: the reply to a sign-in may show who signed in. */
  become(principal: Principal): void {
    this.current = principal;
    this.forget();
  }

  get services(): Services {
    return this.surroundings.services;
  }

  get reader(): Reader {
    return this.snapshotReader ?? this.surroundings.database;
  }

  /** From here on every read of this operation sees one moment of the database. Call `release` when it has ended. */
  useSnapshot(): void {
    this.snapshotReader ??= this.surroundings.database.snapshot();
  }

  async release(): Promise<void> {
    await this.snapshotReader?.release();
    this.snapshotReader = null;
  }

  /** The context of one event: the same viewer, fresh loaders, rows shared with the other viewers of that event. */
  forEvent(rows: Loaders): Context {
    return new Context(this.surroundings, this.current, this.source, this.requestId, rows, this.standing());
  }

  /** The context of one event for all who share these attributes: it knows no viewer, whoever asked first. */
  forClass(attributes: Readonly<Record<string, string>>, rows: Loaders): Context {
    return new Context(this.surroundings, null, "", this.requestId, rows, null, attributes);
  }

  /** Forgets what was loaded: the reply to a deed must show the state behind it, also for the second of two deeds. */
  forget(): void {
    this.own?.clear();
    this.rows?.clear();
    this.lasting?.loaders.clear();
  }

  /** Adds rows that a list of this operation brings; answers how many there are now. */
  countRows(rows: number): number {
    this.rowsBrought += rows;
    return this.rowsBrought;
  }

  /** One row by key, batched. `batch` sees no viewer, so what it answers may be shared; it answers in key order. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V> {
    return loadOnce(
      this.loader((this.rows ??= new Map()), batch, (keys: readonly K[]) => batch(this.reader, keys)),
      key,
    );
  }

  /** The same for what depends on the viewer: never shared. */
  async loadOwn<K, V>(batch: OwnBatch<K, V>, key: K): Promise<V> {
    this.requireOne();
    return loadOnce(
      this.loader((this.own ??= new Map()), batch, (keys: readonly K[]) => batch(this, keys)),
      key,
    );
  }

  /**
   * The same for what says who the viewer is in a body. The events of a subscription share it for some seconds: what
   * ends it cuts the subscription at an exact number, so it cannot outlive its end.
   */
  async loadLasting<K, V>(batch: OwnBatch<K, V>, key: K): Promise<V> {
    this.requireOne();
    const lasting = this.standing();
    if (Date.now() - lasting.since > LASTS_MS) {
      lasting.loaders = new Map();
      lasting.since = Date.now();
    }
    return loadOnce(
      this.loader(lasting.loaders, batch, (keys: readonly K[]) => batch(this, keys)),
      key,
    );
  }

  private standing(): Lasting {
    return (this.lasting ??= { loaders: new Map(), since: Date.now() });
  }

  private requireOne(): void {
    if (this.attributes) throw new NotShareable("This depends on who asks.");
  }

  private loader<K, V>(loaders: Loaders, name: unknown, run: (keys: readonly K[]) => Promise<V[]>): DataLoader<K, V> {
    let loader = loaders.get(name) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V>((keys) => run(keys), { maxBatchSize: 1000 });
      loaders.set(name, loader as DataLoader<never, unknown>);
    }
    return loader;
  }
}

/** A failure is not remembered: whoever asks again, or shares the loader, gets another try. */
function loadOnce<K, V>(loader: DataLoader<K, V>, key: K): Promise<V> {
  const value = loader.load(key);
  value.catch(() => loader.clear(key));
  return value;
}

/** Puts rows into the order of the keys; null where a key has none. */
export function inOrder<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): (V | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** Groups rows under the keys, in the order in which the rows came; an empty list where a key has none. */
export function grouped<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): V[][] {
  const groups = new Map<K, V[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return keys.map((key) => groups.get(key) ?? []);
}

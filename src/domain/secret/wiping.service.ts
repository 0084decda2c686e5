import { knownIdentity } from "../../live/identity.js";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import type { KeptKey, KeyStore } from "../../platform/sealing/key-store.js";
import { currentDirectory, ownerOf } from "./sealing.service.js";
import { noteFault } from "./faults.service.js";
import { KeyDirectory } from "./secret.entity.js";

/** A key without a ballot is left of an opening that failed; no opening takes that long. */
const ORPHAN_MS = 600_000;

/** Finishes what a crash has left: keys that outlived their ballots, and ballots whose keys are gone. */
export class WipingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly store: KeyStore | null,
    private readonly log: (message: string, error?: unknown) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** The first server of a database names its key directory; later ones compare. `adopt`: takes this one from now on. */
  async adopt(adopt: boolean): Promise<"THIS" | "OTHER" | "NONE"> {
    const { store } = this;
    if (!store) return "NONE";
    return this.database.transaction(null, async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('rotunda key directory', 0))");
      const current = await currentDirectory(tx);
      if (current?.id === store.directoryId) return "THIS";
      if (current && !adopt) return "OTHER";
      await tx.insert(KeyDirectory, { number: 1 + (current?.number ?? 0), id: store.directoryId });
      return "THIS";
    });
  }

  /** Destroys keys of ballots that are over or never came to be; notes what is missing. Answers how many it destroyed. */
  async wipe(): Promise<number> {
    const { store } = this;
    if (!store) return 0;
    await this.noteMissing(store);
    const kept = store.list();
    if (kept.length === 0) return 0;
    const identity = await this.database.read((tx) => knownIdentity(tx));
    const states = await this.statesOf(kept.map(({ id }) => id));
    let destroyed = 0;
    for (const key of kept) {
      const isOver = states.get(key.id) ?? this.isOrphan(key, identity);
      if (isOver && this.destroyed(store, key)) destroyed += 1;
    }
    return destroyed;
  }

  /**
   * A key without a ballot: of an opening that was rolled back. Not where another database made it, of which this one may be
   * a copy, nor while an opening may still commit.
   */
  private isOrphan({ owner, madeAt }: KeptKey, identity: string | null): boolean {
    return identity !== null && owner === ownerOf(identity) && this.now() - madeAt > ORPHAN_MS;
  }

  /** One that cannot be removed must not keep the others. */
  private destroyed(store: KeyStore, { id }: KeptKey): boolean {
    try {
      store.destroy(id);
      return true;
    } catch (error) {
      this.log(`the key of ballot ${id} could not be destroyed`, error);
      return false;
    }
  }

  /** Whether each of these ballots is over. */
  private async statesOf(ballotIds: readonly string[]): Promise<Map<string, boolean>> {
    const rows: { id: string; over: boolean }[] = await this.database.read((tx) =>
      tx.query("SELECT id, closed_at IS NOT NULL AS over FROM ballot WHERE id::text = ANY($1)", [ballotIds]),
    );
    return new Map(rows.map(({ id, over }) => [id, over]));
  }

  private async noteMissing(store: KeyStore): Promise<void> {
    const open: { id: string; fault: string | null }[] = await this.database.read((tx) =>
      tx.query(
        `SELECT b.id, s.fault FROM ballot b JOIN ballot_seal s ON s.ballot_id = b.id
         WHERE b.closed_at IS NULL AND s.directory_id = $1 AND coalesce(s.fault, 'KEY_MISSING') = 'KEY_MISSING'`,
        [store.directoryId],
      ),
    );
    for (const { id, fault } of open) {
      const isThere = store.read(id) !== null;
      if (isThere === (fault === null)) continue;
      const now = isThere ? null : "KEY_MISSING";
      const isNew = await this.database.transaction(null, (tx) => noteFault(tx, this.journal, id, now));
      if (isNew && !isThere)
        this.log(`the key of the open secret ballot ${id} is missing: it takes no papers and cannot be counted`);
    }
  }
}

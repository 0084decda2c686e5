import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Database } from "../../platform/database/database.js";
import type { KeyStore } from "../../platform/sealing/key-store.js";
import { currentDirectory, keyId } from "./sealing.service.js";
import { noteFault } from "./faults.service.js";
import { KeyDirectory } from "./secret.entity.js";

/** A key without a ballot is left of an opening that failed; no opening takes that long. */
const ORPHAN_MS = 600_000;

/** Finishes what a crash has left: keys that outlived their ballots, and ballots whose keys are gone. */
export class WipingService {
  constructor(
    private readonly database: Database,
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
      const realm = current?.realm ?? randomUUID();
      await tx.insert(KeyDirectory, { number: await nextNumber(tx), id: store.directoryId, realm });
      return "THIS";
    });
  }

  /** Destroys keys of ballots that are over or never came to be; notes what is missing. Answers how many it destroyed. */
  async wipe(): Promise<number> {
    const { store } = this;
    const directory = await this.database.read((tx) => currentDirectory(tx));
    if (!store || !directory) return 0;
    await this.noteMissing(store, directory);
    const mine = store.list().filter(({ id }) => id.startsWith(keyId(directory.realm, "")));
    if (mine.length === 0) return 0;
    const states = await this.statesOf(mine.map(({ id }) => id.slice(keyId(directory.realm, "").length)));
    let destroyed = 0;
    for (const { id, madeAt } of mine) {
      const isOver = states.get(id.slice(keyId(directory.realm, "").length));
      // None was found: an opening that was rolled back, or one that has not committed yet.
      if (isOver === false || (isOver === undefined && this.now() - madeAt < ORPHAN_MS)) continue;
      store.destroy(id);
      destroyed += 1;
    }
    return destroyed;
  }

  /** Whether each of these ballots is over. */
  private async statesOf(ballotIds: readonly string[]): Promise<Map<string, boolean>> {
    const rows: { id: string; over: boolean }[] = await this.database.read((tx) =>
      tx.query("SELECT id, closed_at IS NOT NULL AS over FROM ballot WHERE id::text = ANY($1)", [ballotIds]),
    );
    return new Map(rows.map(({ id, over }) => [id, over]));
  }

  private async noteMissing(store: KeyStore, { realm }: KeyDirectory): Promise<void> {
    const open: { id: string; fault: string | null }[] = await this.database.read((tx) =>
      tx.query(
        `SELECT b.id, s.fault FROM ballot b JOIN ballot_seal s ON s.ballot_id = b.id
         WHERE b.closed_at IS NULL AND s.directory_id = $1 AND coalesce(s.fault, 'KEY_MISSING') = 'KEY_MISSING'`,
        [store.directoryId],
      ),
    );
    for (const { id, fault } of open) {
      const isThere = store.read(keyId(realm, id)) !== null;
      if (isThere === (fault === null)) continue;
      await this.database.transaction(null, (tx) => noteFault(tx, id, isThere ? null : "KEY_MISSING"));
      if (!isThere)
        this.log(`the key of the open secret ballot ${id} is missing: it takes no papers and cannot be counted`);
    }
  }
}

async function nextNumber(tx: EntityManager): Promise<number> {
  const [row]: { next: number }[] = await tx.query("SELECT coalesce(max(number), 0) + 1 AS next FROM key_directory");
  return row!.next;
}

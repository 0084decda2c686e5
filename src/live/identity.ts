import type { EntityManager } from "typeorm";
import type { Database } from "../platform/database/database.js";
import { sqlState } from "../platform/database/faults.js";

// The cluster and its timeline: a dump that was loaded elsewhere, a restore to a point in time and a promoted standby
// all change it, a disk snapshot put back does not. Whatever has happened, an event that others know by another mark is
// noticed by itself (LiveEvent.mark); the epoch makes all reload at once, as they should after such a change.
const IDENTITY = `
  SELECT s.system_identifier || ':' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) || ':' || d.oid AS now,
         (SELECT identity FROM live_incarnation) AS known
  FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()`;
const NOT_ALLOWED = "42501";
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('live_incarnation', 0))";

interface Identities {
  now: string;
  known: string | null;
}

/**
 * Compares the database with the one that the epochs were given for; when it is another, raises all epochs, so that
 * cursors of its former life are refused with EPOCH_CHANGED. Where the server's owner hides its identity, nothing is
 * compared. Cheap enough for every few seconds.
 */
export async function checkIdentity(database: Database): Promise<void> {
  if ((await look(database)) === "same") return;
  await database.transaction(null, async (tx) => {
    await tx.query(LOCK);
    const [row]: Identities[] = await tx.query(IDENTITY);
    if (!row || row.now === row.known) return; // another node was first
    await raiseEpochs(tx);
    await tx.query(
      "INSERT INTO live_incarnation (identity) VALUES ($1) ON CONFLICT (one) DO UPDATE SET identity = EXCLUDED.identity",
      [row.now],
    );
  });
}

/** The database as it was when the epochs were given; null where its owner hides it. */
export async function knownIdentity(tx: EntityManager): Promise<string | null> {
  const [row]: { identity: string }[] = await tx.query("SELECT identity FROM live_incarnation");
  return row?.identity ?? null;
}

/** Raises the epoch of every topic: all cursors that were given out end with EPOCH_CHANGED. */
export async function raiseEpochs(tx: EntityManager): Promise<void> {
  await tx.query(
    `UPDATE live_topic SET epoch = epoch + 1 FROM (
       SELECT topic_id FROM live_topic ORDER BY topic_id FOR NO KEY UPDATE
     ) l WHERE live_topic.topic_id = l.topic_id`,
  );
}

async function look(database: Database): Promise<"same" | "another"> {
  try {
    const [row]: Identities[] = await database.read((tx) => tx.query(IDENTITY));
    return row?.now === row?.known ? "same" : "another";
  } catch (error) {
    if (sqlState(error) === NOT_ALLOWED) return "same";
    throw error;
  }
}

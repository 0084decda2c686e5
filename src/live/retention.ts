import type { Database } from "../platform/database/database.js";

/** Events deleted in one transaction. */
const PORTION = 5_000;

// The newest event of a topic stays, so that a number never seems to go back, and whatever the trail has not taken yet. The topic's row is locked before anything
// is deleted: low_seq and what is there are one state for every reader.
const OLD = `
  SELECT e.topic_id, max(e.seq) + 1 AS low FROM (
    SELECT e.topic_id, e.seq FROM live_event e
    JOIN live_topic t ON t.topic_id = e.topic_id AND e.seq < t.last_seq
    LEFT JOIN live_retention r ON r.scope_id = e.scope_id
    LEFT JOIN live_taken k ON k.topic_id = e.topic_id
    WHERE (t.parent_id IS NOT NULL OR e.seq <= k.seq) AND e.at < now() - make_interval(days => coalesce(r.days, $1))
    ORDER BY e.topic_id, e.seq LIMIT $2
  ) e GROUP BY e.topic_id ORDER BY e.topic_id`;

/**
 * Deletes events that are older than their scope keeps them, or than `days`. Whoever holds an older cursor is answered
 * with CURSOR_EXPIRED and reloads. Decisions and votes are not events: they stay. Answers how many it deleted.
 */
export async function pruneEvents(database: Database, days: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const portion = await database.transaction(null, async (tx) => {
      const old: { topic_id: string; low: string }[] = await tx.query(OLD, [days, PORTION]);
      let count = 0;
      for (const { topic_id: topicId, low } of old) {
        await tx.query("UPDATE live_topic SET low_seq = greatest(low_seq, $2) WHERE topic_id = $1", [topicId, low]);
        const [, gone]: [unknown, number] = await tx.query("DELETE FROM live_event WHERE topic_id = $1 AND seq < $2", [
          topicId,
          low,
        ]);
        count += gone;
      }
      return count;
    });
    deleted += portion;
    if (portion === 0) return deleted;
  }
}

import type { TestApp } from "./app.js";

/** Puts a topic's log back to the state in which `seq` was its newest number, as a disk snapshot does with everything. */
export async function putBack({ foundation }: TestApp, topicId: string, seq: number): Promise<void> {
  await foundation.database.transaction(null, async (tx) => {
    await tx.query("DELETE FROM live_event WHERE topic_id = $1 AND seq > $2", [topicId, seq]);
    await tx.query(
      `UPDATE live_topic SET last_seq = $2, mark = coalesce((SELECT mark FROM live_event WHERE topic_id = $1 AND seq = $2), 0)
       WHERE topic_id = $1`,
      [topicId, seq],
    );
  });
}

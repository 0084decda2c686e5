import type { EntityManager } from "typeorm";
import type { Database } from "../platform/database/database.js";
import { prepared } from "../platform/database/prepared.js";
import type { Json } from "../platform/kernel/json.js";
import { checkIdentity, raiseEpochs } from "./identity.js";
import type { LiveEvent, TopicHead } from "./live-event.js";
import type { Transport } from "./transport.js";

/** What a deed tells about a topic. */
export interface Entry {
  readonly topicId: string;
  readonly kind: string;
  readonly body: { readonly [key: string]: Json };
  readonly cuts?: readonly string[];
  readonly renews?: readonly string[];
  readonly ends?: boolean;
}

interface Row {
  topic_id: string;
  seq: string;
  epoch: number;
  at: Date;
  kind: string;
  body: { [key: string]: Json };
  cuts: string[] | null;
  renews: string[] | null;
  ends: boolean;
}

// The counter's row lock is held until commit, so numbering and commit are one critical section: no gap, and the order
// of numbers is the order of commits (reasons and proof: docs/decisions/0002-live-log.md). `locked` takes the rows in
// ascending order; the UPDATE then works on the newest version of each.
const APPEND = `
  WITH entry AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(place int, topic_id uuid, kind text, body jsonb, cuts uuid[], renews uuid[], ends boolean)
  ), locked AS (
    SELECT topic_id FROM live_topic WHERE topic_id IN (SELECT topic_id FROM entry) ORDER BY topic_id FOR NO KEY UPDATE
  ), counted AS (
    UPDATE live_topic t SET last_seq = t.last_seq + c.entries
    FROM (SELECT topic_id, count(*) AS entries FROM entry JOIN locked USING (topic_id) GROUP BY topic_id) c
    WHERE t.topic_id = c.topic_id
    RETURNING t.topic_id, t.scope_id, t.epoch, t.last_seq - c.entries AS before
  ), stored AS (
    INSERT INTO live_event (scope_id, topic_id, seq, kind, body, cuts, renews, ends)
    SELECT scope_id, topic_id, before + row_number() OVER (PARTITION BY topic_id ORDER BY place), kind, body, cuts, renews, ends
    FROM entry JOIN counted USING (topic_id)
    RETURNING *
  )
  SELECT e.topic_id, e.seq, t.epoch, e.at, e.kind, e.body, e.cuts, e.renews, e.ends
  FROM stored e JOIN counted t USING (topic_id) ORDER BY e.topic_id, e.seq`;

const COLUMNS = "e.topic_id, e.seq, t.epoch, e.at, e.kind, e.body, e.cuts, e.renews, e.ends";

/** The log: the only place that writes and reads `live_topic` and `live_event`. */
export class Journal {
  constructor(
    private readonly database: Database,
    private readonly transport: Transport,
  ) {}

  /** Makes a topic. `parentId`: cuts of the parent hold for it too. */
  async openTopic(tx: EntityManager, topicId: string, scopeId: string, parentId: string | null = null): Promise<void> {
    await tx.query("INSERT INTO live_topic (topic_id, scope_id, parent_id) VALUES ($1, $2, $3)", [
      topicId,
      scopeId,
      parentId,
    ]);
  }

  /**
   * Numbers and stores what a deed tells, in the deed's own transaction. Call it once, as the last thing of the
   * transaction: topics are locked in ascending order, so two deeds never wait for each other in a circle.
   */
  async append(tx: EntityManager, entries: readonly Entry[]): Promise<void> {
    const all = [...entries];
    for (const entry of entries)
      if (entry.cuts?.length || entry.renews?.length || entry.ends) all.push(...(await this.forChildren(tx, entry)));
    const rows = all.map((entry, place) => ({
      place,
      topic_id: entry.topicId,
      kind: entry.kind,
      body: entry.body,
      cuts: entry.cuts?.length ? entry.cuts : null,
      renews: entry.renews?.length ? entry.renews : null,
      ends: entry.ends ?? false,
    }));
    const stored = await prepared<Row>(tx, "live_append", APPEND, [JSON.stringify(rows)]);
    this.database.afterCommit(tx, () => this.transport.publish(stored.map(toEvent)));
  }

  /** Where the topics stand; those that do not exist are left out. */
  async heads(tx: EntityManager, topicIds: readonly string[]): Promise<TopicHead[]> {
    const rows: { topic_id: string; epoch: number; last_seq: string; low_seq: string }[] = await tx.query(
      "SELECT topic_id, epoch, last_seq, low_seq FROM live_topic WHERE topic_id = ANY($1)",
      [topicIds],
    );
    return rows.map((row) => ({
      topicId: row.topic_id,
      epoch: row.epoch,
      head: Number(row.last_seq),
      low: Number(row.low_seq),
    }));
  }

  headsNow(topicIds: readonly string[]): Promise<TopicHead[]> {
    return this.database.read((tx) => this.heads(tx, topicIds));
  }

  /** What is newer than `after` in each topic, in order: one statement however many topics are hot. */
  async tail(after: ReadonlyMap<string, number>, limit: number): Promise<LiveEvent[]> {
    const rows: Row[] = await this.database.read((tx) =>
      tx.query(
        `SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::bigint[]) AS w(topic_id, after)
         JOIN live_topic t ON t.topic_id = w.topic_id
         CROSS JOIN LATERAL (SELECT * FROM live_event WHERE topic_id = w.topic_id AND seq > w.after ORDER BY seq LIMIT $3) e
         ORDER BY e.topic_id, e.seq`,
        [[...after.keys()], [...after.values()], limit],
      ),
    );
    return rows.map(toEvent);
  }

  /** Notices a database that was restored or taken over, and then raises the epochs. */
  async checkIdentity(): Promise<void> {
    await checkIdentity(this.database);
  }

  /** Makes every cursor that was given out unusable, unless another node has done so since `seen`; null: at any rate. */
  async raiseEpoch(seen: number | null): Promise<void> {
    await this.database.transaction(null, (tx) => raiseEpochs(tx, seen));
  }

  /** Keeps the events of a scope for so many days, whatever the server's default is. */
  async keep(tx: EntityManager, scopeId: string, days: number): Promise<void> {
    await tx.query(
      "INSERT INTO live_retention (scope_id, days) VALUES ($1, $2) ON CONFLICT (scope_id) DO UPDATE SET days = EXCLUDED.days",
      [scopeId, days],
    );
  }

  private async forChildren(tx: EntityManager, entry: Entry): Promise<Entry[]> {
    const rows: { topic_id: string }[] = await tx.query("SELECT topic_id FROM live_topic WHERE parent_id = $1", [
      entry.topicId,
    ]);
    return rows.map((row) => ({ ...entry, topicId: row.topic_id }));
  }
}

function toEvent(row: Row): LiveEvent {
  return {
    topicId: row.topic_id,
    seq: Number(row.seq),
    epoch: row.epoch,
    at: row.at,
    kind: row.kind,
    body: row.body,
    cuts: row.cuts ?? [],
    renews: row.renews ?? [],
    ends: row.ends,
  };
}

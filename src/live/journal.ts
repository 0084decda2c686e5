import { randomInt } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Database } from "../platform/database/database.js";
import { prepared } from "../platform/database/prepared.js";
import type { Json } from "../platform/kernel/json.js";
import { type Facts, takeFacts } from "./facts.js";
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
  /** The account that did it; left out: the one on whose behalf the transaction runs. Never shown to clients. */
  readonly by?: string | null;
  /** What the deed wrote, for the trail. Never shown to clients. */
  readonly record?: Facts;
}

/** What the database adds to an entry. */
interface Stored {
  topic_id: string;
  seq: string;
  mark: number;
  prior: number;
  epoch: number;
  at: Date;
}

interface Row extends Stored {
  kind: string;
  body: { [key: string]: Json };
  cuts: string[] | null;
  renews: string[] | null;
  ends: boolean;
}

// The counter's row lock is held until commit, so numbering and commit are one critical section: no gap, and the order
// of numbers is the order of commits (reasons and proof: docs/decisions/0002-live-log.md). `locked` takes the rows in
// ascending order; the UPDATE then works on the newest version of each. Nothing follows the end of a topic: what a deed
// tells about one that has ended is left out. Topics with a parent repeat what it was told: the trail passes them by.
const APPEND = `
  WITH entry AS (
    SELECT e.*, t.topic_id
    FROM json_to_recordset($1::json) AS e(place int, mark int, topics uuid[], kind text, body jsonb, cuts uuid[], renews uuid[], ends boolean, by uuid, record jsonb),
         unnest(e.topics) AS t(topic_id)
  ), locked AS (
    SELECT topic_id, mark FROM live_topic WHERE topic_id IN (SELECT topic_id FROM entry) AND NOT ended ORDER BY topic_id FOR NO KEY UPDATE
  ), counted AS (
    UPDATE live_topic t SET last_seq = t.last_seq + c.entries, mark = c.mark, ended = t.ended OR c.ends
    FROM (
      SELECT topic_id, count(*) AS entries, (array_agg(e.mark ORDER BY place DESC))[1] AS mark, bool_or(ends) AS ends, l.mark AS prior
      FROM entry e JOIN locked l USING (topic_id) GROUP BY topic_id, l.mark
    ) c
    WHERE t.topic_id = c.topic_id
    RETURNING t.topic_id, t.scope_id, t.parent_id, t.epoch, t.last_seq - c.entries AS before, c.prior
  ), stored AS (
    INSERT INTO live_event (scope_id, topic_id, seq, mark, prior, kind, body, cuts, renews, ends, by, record)
    SELECT scope_id, topic_id, before + row_number() OVER here, mark, coalesce(lag(mark) OVER here, prior), kind, body, cuts, renews, ends,
           CASE WHEN parent_id IS NULL THEN by END, CASE WHEN parent_id IS NULL THEN record END
    FROM entry JOIN counted USING (topic_id) WINDOW here AS (PARTITION BY topic_id ORDER BY place)
    RETURNING topic_id, seq, mark, prior, at
  )
  SELECT e.topic_id, e.seq, e.mark, e.prior, t.epoch, e.at
  FROM stored e JOIN counted t USING (topic_id) ORDER BY e.topic_id, e.seq`;

const COLUMNS = "e.topic_id, e.seq, e.mark, e.prior, t.epoch, e.at, e.kind, e.body, e.cuts, e.renews, e.ends";
const MARKS = 2 ** 31;

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
    const [first, ...others] = entries;
    const noted = takeFacts(tx);
    const told = first && noted ? [{ ...first, record: { ...first.record, ...noted } }, ...others] : entries;
    const all = [...told];
    for (const entry of told)
      if (entry.cuts?.length || entry.renews?.length || entry.ends) all.push(...(await this.forChildren(tx, entry)));
    const stored = await prepared<Stored>(tx, "live_append", APPEND, [
      JSON.stringify(together(all, this.database.actorOf(tx))),
    ]);
    this.database.afterCommit(tx, () => this.transport.publish(copies(all, stored)));
  }

  /** Where the topics stand; those that do not exist are left out. */
  async heads(tx: EntityManager, topicIds: readonly string[]): Promise<TopicHead[]> {
    const asOf = performance.now();
    const rows: HeadRow[] = await tx.query(`SELECT ${HEAD} FROM live_topic l WHERE topic_id = ANY($1)`, [topicIds]);
    return rows.map((row) => toHead(row, asOf));
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

  /** Makes every cursor that was given out unusable: everybody reloads. */
  async raiseEpoch(): Promise<void> {
    await this.database.transaction(null, (tx) => raiseEpochs(tx));
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

/** Columns of `live_topic l` that make a TopicHead. */
export const HEAD = "l.topic_id, l.epoch, l.last_seq, l.mark, l.low_seq, l.ended";

export interface HeadRow {
  topic_id: string;
  epoch: number;
  last_seq: string;
  mark: number;
  low_seq: string;
  ended: boolean;
}

export function toHead(row: HeadRow, asOf: number): TopicHead {
  return {
    topicId: row.topic_id,
    epoch: row.epoch,
    head: Number(row.last_seq),
    mark: row.mark,
    low: Number(row.low_seq),
    ended: row.ended,
    asOf,
  };
}

/** What some topics are told alike. */
interface Told {
  readonly place: number;
  readonly mark: number;
  readonly topics: string[];
  readonly kind: string;
  readonly body: Entry["body"];
  readonly ends: boolean;
  readonly by: string | null;
  readonly record: Facts | undefined;
}

/** Entries as APPEND takes them. Neighbours that tell several topics the same go as one, so their body is sent and read once. */
function together(entries: readonly Entry[], actor: string | null): object[] {
  const rows: object[] = [];
  let last: Told | null = null;
  for (const [place, entry] of entries.entries()) {
    const { topicId, kind, body, cuts, renews, ends = false, by = actor, record } = entry;
    // Whom an event cuts is said for its own topic alone.
    const isPlain = !cuts?.length && !renews?.length && !ends;
    const isSame = last?.body === body && last.kind === kind && last.by === by;
    if (isPlain && last && isSame && (!record || record === last.record) && !last.topics.includes(topicId)) {
      last.topics.push(topicId);
      continue;
    }
    const row: Told = { place, mark: randomInt(1, MARKS), topics: [topicId], kind, body, ends, by, record };
    rows.push({ ...row, cuts: cuts?.length ? cuts : null, renews: renews?.length ? renews : null });
    last = isPlain ? row : null;
  }
  return rows;
}

/** The events that these entries have become: a topic's come back in the order in which its entries went. */
function copies(entries: readonly Entry[], stored: readonly Stored[]): LiveEvent[] {
  const waiting = new Map<string, Entry[]>();
  for (const entry of entries) {
    const mine = waiting.get(entry.topicId);
    if (mine) mine.push(entry);
    else waiting.set(entry.topicId, [entry]);
  }
  const taken = new Map<string, number>();
  return stored.map((row) => {
    const index = taken.get(row.topic_id) ?? 0;
    taken.set(row.topic_id, index + 1);
    const { kind, body, cuts, renews, ends } = waiting.get(row.topic_id)![index]!;
    return { ...placeOf(row), kind, body, cuts: cuts ?? [], renews: renews ?? [], ends: ends ?? false };
  });
}

function toEvent(row: Row): LiveEvent {
  const { kind, body, cuts, renews, ends } = row;
  return { ...placeOf(row), kind, body, cuts: cuts ?? [], renews: renews ?? [], ends };
}

function placeOf(row: Stored): Omit<LiveEvent, "kind" | "body" | "cuts" | "renews" | "ends"> {
  const { topic_id: topicId, seq, mark, prior, epoch, at } = row;
  return { topicId, seq: Number(seq), mark, prior, epoch, at };
}

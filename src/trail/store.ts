import type { EntityManager } from "typeorm";
import { MOMENT } from "../live/facts.js";
import type { Json } from "../platform/kernel/json.js";
import type { Head, Link } from "./entry.js";

/** An event that waits to be chained. */
export interface Waiting {
  readonly topic_id: string;
  readonly seq: string;
  readonly kind: string;
  readonly at: string;
  readonly by: string | null;
  readonly body: { readonly [key: string]: Json };
  readonly record: Json;
  /** Events of the topic that were left out before this batch, since the last that was chained. */
  readonly omitted: number;
}

/** How far a topic was taken, and how many events were left out since the last that was chained. */
export interface Taken {
  readonly seq: number;
  readonly omitted: number;
}

const moment = (of: string): string => `to_char(${of} AT TIME ZONE 'UTC', ${MOMENT})`;

/** One sequencer at a time for a scope, on whichever node; false when another is at it. Held until the commit. */
export async function holdTrail(tx: EntityManager, scopeId: string): Promise<boolean> {
  const [row]: { held: boolean }[] = await tx.query(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('trail ' || $1::text, 0)) AS held",
    [scopeId],
  );
  return row!.held;
}

/** The same, whoever has to be waited for. */
export async function awaitTrail(tx: EntityManager, scopeId: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('trail ' || $1::text, 0))", [scopeId]);
}

export async function hashAt(tx: EntityManager, scopeId: string, number: number): Promise<Buffer | null> {
  const [row]: { hash: Buffer }[] = await tx.query("SELECT hash FROM trail_entry WHERE scope_id = $1 AND number = $2", [
    scopeId,
    number,
  ]);
  return row?.hash ?? null;
}

export async function headOf(tx: EntityManager, scopeId: string): Promise<(Head & { readonly kind: string }) | null> {
  const [row]: { number: string; hash: Buffer; kind: string }[] = await tx.query(
    "SELECT number, hash, kind FROM trail_entry WHERE scope_id = $1 ORDER BY number DESC LIMIT 1",
    [scopeId],
  );
  return row ? { ...row, number: Number(row.number) } : null;
}

/** The newest entry that says which kinds are left out. */
export async function termsOf(tx: EntityManager, scopeId: string, kinds: readonly string[]): Promise<string | null> {
  const [row]: { content: string }[] = await tx.query(
    "SELECT content FROM trail_entry WHERE scope_id = $1 AND kind = ANY($2) ORDER BY number DESC LIMIT 1",
    [scopeId, kinds],
  );
  return row?.content ?? null;
}

/**
 * Events that are not chained yet, oldest first. A topic's come in the order of its numbers, also where the clock went back.
 * The log has no holes, so what is not visible yet is newer than all of these.
 */
export async function waitingIn(tx: EntityManager, scopeId: string, limit: number): Promise<Waiting[]> {
  return tx.query(
    `SELECT e.topic_id, e.seq, e.kind, ${moment("e.at")} AS at, e.by, e.body, e.record, coalesce(k.omitted, 0) AS omitted
     FROM live_topic t LEFT JOIN live_taken k USING (topic_id)
     CROSS JOIN LATERAL (
       SELECT e.*, max(e.at) OVER (ORDER BY e.seq) AS sorted FROM (
         SELECT * FROM live_event WHERE topic_id = t.topic_id
           AND seq > greatest(k.seq, (SELECT max(topic_seq) FROM trail_entry n WHERE n.topic_id = t.topic_id), 0) ORDER BY seq LIMIT $2
       ) e
     ) e
     WHERE t.scope_id = $1 AND t.parent_id IS NULL AND t.last_seq > coalesce(k.seq, 0)
     ORDER BY e.sorted, e.topic_id, e.seq LIMIT $2`,
    [scopeId, limit],
  );
}

/** Scopes in which something waits, and how many seconds the oldest of it does. */
export async function scopesBehind(tx: EntityManager): Promise<{ scopeId: string; seconds: number }[]> {
  return tx.query(
    `SELECT t.scope_id AS "scopeId", coalesce(max(extract(epoch FROM clock_timestamp() - e.at)), 0)::float8 AS seconds
     FROM live_topic t LEFT JOIN live_taken k USING (topic_id)
     LEFT JOIN live_event e ON e.topic_id = t.topic_id AND e.seq = coalesce(k.seq, 0) + 1
     WHERE t.parent_id IS NULL AND (t.last_seq > coalesce(k.seq, 0)
       OR (t.topic_id = t.scope_id AND NOT EXISTS (SELECT FROM trail_entry n WHERE n.scope_id = t.scope_id AND n.number = 0)))
     GROUP BY t.scope_id`,
  );
}

export async function writeLinks(tx: EntityManager, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  const column = <T>(of: (link: Link) => T): T[] => links.map(of);
  await tx.query(
    `INSERT INTO trail_entry (scope_id, number, topic_id, topic_seq, kind, at, by, content, previous, hash)
     SELECT $1, * FROM unnest($2::bigint[], $3::uuid[], $4::bigint[], $5::text[], $6::timestamptz[], $7::uuid[], $8::text[], $9::bytea[], $10::bytea[])`,
    [
      links[0]!.content.scope,
      column(({ content }) => content.number),
      column(({ content }) => content.topic),
      column(({ content }) => content.topicNumber),
      column(({ content }) => content.kind),
      column(({ content }) => content.at),
      column(({ content }) => content.by),
      column(({ text }) => text),
      column(({ previous }) => previous),
      column(({ hash }) => hash),
    ],
  );
}

/** Remembers how far topics were taken: their events may be deleted from here on. */
export async function take(tx: EntityManager, taken: ReadonlyMap<string, Taken>): Promise<void> {
  const values = [...taken.values()];
  await tx.query(
    `INSERT INTO live_taken (topic_id, seq, omitted) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::integer[])
     ON CONFLICT (topic_id) DO UPDATE SET seq = EXCLUDED.seq, omitted = EXCLUDED.omitted`,
    [[...taken.keys()], values.map(({ seq }) => seq), values.map(({ omitted }) => omitted)],
  );
}

/** Topics that had lost their first events before the trail began, and the first that they still had. */
export async function beginningsOf(tx: EntityManager, scopeId: string): Promise<Json> {
  const rows: { topic: string; from: string }[] = await tx.query(
    'SELECT topic_id AS topic, low_seq AS "from" FROM live_topic WHERE scope_id = $1 AND parent_id IS NULL AND low_seq > 1 ORDER BY topic_id',
    [scopeId],
  );
  return rows.map(({ topic, from }) => ({ topic, from: Number(from) }));
}

export async function now(tx: EntityManager): Promise<string> {
  const [row]: { at: string }[] = await tx.query(`SELECT ${moment("clock_timestamp()")} AS at`);
  return row!.at;
}

/** Whether the head of a scope is newer than the one that was signed last, and that long ago. */
export async function scopesToSign(tx: EntityManager, seconds: number): Promise<string[]> {
  const rows: { scope_id: string }[] = await tx.query(
    `SELECT t.scope_id FROM live_topic t
     CROSS JOIN LATERAL (SELECT number FROM trail_entry WHERE scope_id = t.scope_id ORDER BY number DESC LIMIT 1) e
     LEFT JOIN LATERAL (SELECT number, at FROM trail_head WHERE scope_id = t.scope_id ORDER BY number DESC LIMIT 1) h ON true
     WHERE t.topic_id = t.scope_id AND (h.number IS NULL OR (h.number < e.number AND h.at <= clock_timestamp() - make_interval(secs => $1)))`,
    [seconds],
  );
  return rows.map((row) => row.scope_id);
}

export async function writeHead(
  tx: EntityManager,
  scopeId: string,
  { number, hash }: Head,
  signed: string,
  at: string,
): Promise<void> {
  await tx.query(
    "INSERT INTO trail_head (scope_id, number, hash, signed, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (scope_id, number) DO NOTHING",
    [scopeId, number, hash, signed, at],
  );
}

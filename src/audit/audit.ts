import { isMembers, isSame, type Members, parse, type Value } from "./canonical.js";
import { Chain, type StoredEntry } from "./chain.js";
import { ExportWriter, type Verified, verified, type VerifyOptions } from "./file.js";
import { Findings } from "./findings.js";
import { compareRows, type Query, stream } from "./rows.js";

/** An event that waits longer than this to be chained is a finding. */
const LAG_SECONDS = 60;
const moment = (of: string): string => `to_char(${of} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

interface EntryRow {
  number: string;
  topic: string | null;
  topic_number: string | null;
  kind: string;
  at: string;
  by: string | null;
  content: string;
  previous: string;
  hash: string;
  signed: string | null;
  head_hash: string | null;
  head_at: string | null;
}

const ENTRIES = `
  SELECT e.number, e.topic_id AS topic, e.topic_seq AS topic_number, e.kind, ${moment("e.at")} AS at, e.by, e.content,
         encode(e.previous, 'hex') AS previous, encode(e.hash, 'hex') AS hash, h.signed,
         encode(h.hash, 'hex') AS head_hash, ${moment("h.at")} AS head_at
  FROM trail_entry e LEFT JOIN trail_head h ON h.scope_id = e.scope_id AND h.number = e.number
  WHERE e.scope_id = $1 ORDER BY e.number`;

/** The connection as every statement here expects it: one state of the database, nothing written. */
export async function begin(query: Query): Promise<void> {
  await query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", []);
  await query("SET LOCAL TIME ZONE 'UTC'", []);
  await query("SET LOCAL statement_timeout = 0", []);
}

/** Verifies the chain of a conference in its database: the chain itself, the log, and the tables that entries tell of. */
export async function verifyDatabase(
  query: Query,
  scope: string,
  options: VerifyOptions & { readonly lagSeconds?: number },
): Promise<Verified> {
  const findings = new Findings();
  const chain = new Chain(scope, options.key, options.since ?? [], findings);
  for await (const row of stream<EntryRow>(query, "audit_entries", ENTRIES, [scope])) {
    const missing = Number(row.number) - chain.number - 1;
    if (missing !== 0) {
      findings.add(
        `Before entry ${row.number} (${row.kind}): ${missing} ${missing === 1 ? "entry is" : "entries are"} missing.`,
      );
      chain.number = Number(row.number) - 1;
    }
    chain.entry(entryOf(row));
    if (row.signed !== null) chain.head(row.signed, chain.number, { hash: row.head_hash!, at: row.head_at! });
  }
  chain.end();
  await headsBehind(query, chain);
  const lagSeconds = options.lagSeconds ?? LAG_SECONDS;
  await compareLog(query, chain, findings, lagSeconds);
  await compareRows(query, chain, findings, Math.max(lagSeconds, LAG_SECONDS));
  return verified(chain, findings);
}

function entryOf(row: EntryRow): StoredEntry {
  const { content: text, previous, hash, topic, kind, at, by } = row;
  const topicNumber = row.topic_number === null ? null : Number(row.topic_number);
  const beside: Members = { topic, topicNumber, kind, at, by, number: Number(row.number) };
  return { text, previous, hash, beside };
}

async function headsBehind(query: Query, chain: Chain): Promise<void> {
  const sql =
    "SELECT number, signed FROM trail_head WHERE scope_id = $1 AND NOT EXISTS (SELECT FROM trail_entry e WHERE e.scope_id = $1 AND e.number = trail_head.number) ORDER BY number";
  for await (const { number, signed } of stream<{ number: string; signed: string }>(query, "audit_heads", sql, [
    chain.scope,
  ]))
    chain.head(signed, Number(number));
}

interface EventRow {
  seq: string;
  topic: string;
  kind: string;
  at: string;
  by: string | null;
  body: Members;
  record: Value;
  number: string | null;
  content: string | null;
  overdue: boolean;
}

/** The log as far as it is kept: each deed is chained, as it was told. */
async function compareLog(query: Query, chain: Chain, findings: Findings, lagSeconds: number): Promise<void> {
  const sql = `
    SELECT e.seq, e.topic_id AS topic, e.kind, ${moment("e.at")} AS at, e.by, e.body, e.record, n.number, n.content,
           e.at < clock_timestamp() - make_interval(secs => $2) AS overdue
    FROM live_event e JOIN live_topic t ON t.topic_id = e.topic_id AND t.parent_id IS NULL
    LEFT JOIN trail_entry n ON n.topic_id = e.topic_id AND n.topic_seq = e.seq AND n.scope_id = t.scope_id
    WHERE t.scope_id = $1 ORDER BY e.topic_id, e.seq`;
  for await (const event of stream<EventRow>(query, "audit_log", sql, [chain.scope, lagSeconds])) {
    const name = `event ${event.seq} (${event.kind}) of topic ${event.topic}`;
    if (event.number === null) {
      if (chain.omitted.has(event.kind)) {
        if (event.record !== null) findings.add(`The ${name} is of a kind that is left out, and yet records rows.`);
        continue;
      }
      if (chain.closed) findings.note(`The ${name} came behind the closing record and is not chained.`);
      else if (event.overdue) findings.add(`The ${name} was told at ${event.at} and is not chained.`);
    } else compareEvent(event, name, findings);
  }
  const holes = (await query(
    `SELECT t.topic_id AS topic, t.last_seq - t.low_seq + 1 - count(e.seq) AS missing FROM live_topic t
     LEFT JOIN live_event e ON e.topic_id = t.topic_id AND e.seq >= t.low_seq
     WHERE t.scope_id = $1 AND t.parent_id IS NULL GROUP BY t.topic_id HAVING count(e.seq) <> t.last_seq - t.low_seq + 1`,
    [chain.scope],
  )) as { topic: string; missing: string }[];
  for (const { topic, missing } of holes)
    findings.add(`The log of topic ${topic} lacks ${missing} events that it should still have.`);
}

function compareEvent(event: EventRow, name: string, findings: Findings): void {
  const content = parse(event.content!);
  if (!isMembers(content)) return; // said before
  for (const member of ["kind", "at", "by", "record"] as const)
    if (!isSame(content[member] ?? null, event[member]))
      findings.add(`Entry ${event.number}: the ${name} has another ${member} in the log.`);
  const chained = isMembers(content["body"]) ? content["body"] : {};
  const members = new Set([...Object.keys(chained), ...Object.keys(event.body)]);
  for (const member of members)
    if (!isSame(chained[member] ?? null, event.body[member]))
      findings.add(`Entry ${event.number}: the ${name} says another ${member} in the log.`);
}

/** Writes an export of the chain of a conference. */
export async function exportTrail(
  query: Query,
  scope: string,
  key: unknown,
  write: (line: string) => void,
): Promise<void> {
  const writer = new ExportWriter(write);
  let begun = false;
  for await (const row of stream<EntryRow>(query, "audit_entries", ENTRIES, [scope])) {
    if (!begun) writer.begin(scope, key ?? keyIn(row.content));
    begun = true;
    writer.entry(entryOf(row));
    if (row.signed !== null) writer.head(row.signed);
  }
  if (!begun) writer.begin(scope, key);
  writer.end();
}

function keyIn(text: string): Value {
  const content = parse(text);
  return isMembers(content) && isMembers(content["body"]) ? (content["body"]["key"] ?? null) : null;
}

/** The newest signed head of a conference; null where there is none. */
export async function newestHead(
  query: Query,
  scope: string,
): Promise<{ number: number; hash: string; signed: string; at: string } | null> {
  const [row] = (await query(
    `SELECT number::float8 AS number, encode(hash, 'hex') AS hash, signed, ${moment("at")} AS at FROM trail_head WHERE scope_id = $1 ORDER BY trail_head.number DESC LIMIT 1`,
    [scope],
  )) as { number: number; hash: string; signed: string; at: string }[];
  return row ?? null;
}

/** Every conference that has a chain or a head, whether it is still there or not. */
export async function scopesOf(query: Query): Promise<string[]> {
  const rows = (await query("SELECT scope_id AS id FROM trail_entry UNION SELECT scope_id FROM trail_head", [])) as {
    id: string;
  }[];
  return rows.map(({ id }) => id).sort();
}

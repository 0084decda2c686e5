import { query } from "./chaos-database.js";

/** An event as somebody was told it, or as the log has it: number, kind, time and what it is about. */
export interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  /** The comment's text, how many are present, or whose admission it is. */
  readonly about: string | null;
}

export const seqOf = (cursor: string): number => Number(Buffer.from(cursor, "base64url").toString().split(".")[1]);

export const FEED = `
  subscription F($id: ID!, $after: String) {
    roundTableEvents(roundTableId: $id, after: $after) {
      seq cursor at __typename
      ... on CommentPostedEvent { comment { body } }
      ... on DelegateCheckedInEvent { present }
      ... on DelegateCheckedOutEvent { present }
      ... on AdmissionGrantedEvent { participation { id } }
      ... on AdmissionEndedEvent { participation { id } }
    }
  }`;

/** An event of that subscription. */
export function toTold(event: any): Told {
  const { seq, at, __typename: type, comment, present, participation } = event;
  const kind = (type as string)
    .replace(/Event$/, "")
    .replace(/(?<=.)[A-Z]/g, "_$&")
    .toUpperCase();
  return {
    seq,
    kind,
    at,
    about: comment?.body ?? (present === undefined ? participation?.id : String(present)) ?? null,
  };
}

/** What the log says of a room from a number on, whole; it starts with the event behind `after`. */
export async function logOf(databaseUrl: string, topicId: string, after = 0): Promise<Told[]> {
  const rows = await query<Omit<Told, "at"> & { at: Date }>(
    databaseUrl,
    `SELECT e.seq::int, e.kind, e.at, coalesce(c.body, e.body->>'present', e.body->>'participationId') AS about
     FROM live_event e LEFT JOIN comment c ON c.id = (e.body->>'commentId')::uuid
     WHERE e.topic_id = $1 AND e.seq > $2 ORDER BY e.seq`,
    [topicId, after],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The same for an observer, who reads no comment that is not public. */
export function asObserver(events: readonly Told[]): Told[] {
  return events.map((event) => (event.kind === "COMMENT_POSTED" ? { ...event, about: null } : event));
}

/** Where two histories part, in words; null when they are the same. Jest's own comparison of thousands takes minutes. */
export function partingOf(told: readonly Told[], log: readonly Told[]): string | null {
  const words = (event: Told | undefined): string =>
    event ? [event.seq, event.kind, event.at, event.about].join(" ") : "nothing";
  for (let place = 0; place < Math.max(told.length, log.length); place += 1)
    if (words(told[place]) !== words(log[place])) return `${words(told[place])} instead of ${words(log[place])}`;
  return null;
}

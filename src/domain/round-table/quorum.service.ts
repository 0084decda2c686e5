import type { EntityManager } from "typeorm";
import type { Entry } from "../../live/journal.js";
import { type Attendance, isMet, type Quorum, type QuorumFacts, quorumFacts } from "../conference/quorum.rules.js";
import { ACCREDITED_DELEGATION } from "../delegation/delegation.policy.js";
import * as events from "./round-table.events.js";

/** Whether a delegate is checked in at a seat: the newest record is odd. Correlated on `s` (seat). */
export const PRESENT_SEAT = `EXISTS (
  SELECT FROM (SELECT max(number) AS newest FROM presence_record WHERE seat_id = s.id GROUP BY delegate_id) p WHERE p.newest % 2 = 1)`;

/** Who of a body is there, and where its quorum stands. */
export interface Standing {
  readonly attendance: Attendance;
  readonly quorum: QuorumFacts;
}

type Row = { id: string; quorum: Quorum; members: number; present: number; accredited: number; both: number };

const STANDINGS = `
  SELECT t.id, r.rules->'quorum' AS quorum, count(d.id)::int AS members, count(d.id) FILTER (WHERE p.present)::int AS present,
         count(d.id) FILTER (WHERE ${ACCREDITED_DELEGATION})::int AS accredited,
         count(d.id) FILTER (WHERE ${ACCREDITED_DELEGATION} AND p.present)::int AS both
  FROM round_table t
  JOIN conference c ON c.id = t.conference_id
  JOIN rule_set r ON r.id = c.rule_set_id
  LEFT JOIN seat s ON s.round_table_id = t.id
  LEFT JOIN delegation d ON d.id = s.delegation_id AND d.kind = 'MEMBER'
  LEFT JOIN LATERAL (SELECT ${PRESENT_SEAT} AS present) p ON true
  WHERE t.id = ANY($1) GROUP BY t.id, r.id`;

/** By body. Inside a deed that changes presence or credentials the body must be held for writing. */
export async function standingsOf(tx: EntityManager, tableIds: readonly string[]): Promise<Map<string, Standing>> {
  const rows: Row[] = await tx.query(STANDINGS, [tableIds]);
  return new Map(
    rows.map(({ id, quorum, members, present, accredited, both }) => {
      const attendance = { members, present, accredited, accreditedPresent: both };
      return [id, { attendance, quorum: quorumFacts(quorum, attendance) }];
    }),
  );
}

export async function standingOfTable(tx: EntityManager, tableId: string): Promise<Standing> {
  return (await standingsOf(tx, [tableId])).get(tableId)!;
}

/** What is told when a deed makes a body able to decide, or unable; nothing otherwise. */
export function flips(tableId: string, before: QuorumFacts, after: QuorumFacts): Entry[] {
  if (isMet(before) === isMet(after)) return [];
  const kind = isMet(after) ? events.QUORUM_REACHED : events.QUORUM_LOST;
  return [{ topicId: tableId, kind, body: { quorum: { ...after } } }];
}

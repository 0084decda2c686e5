import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { NotEntitled } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { enter, requireNotOver } from "./floor.service.js";
import * as events from "./round-table.events.js";
import { Seat } from "./seat.entity.js";

/** Whether a delegate is checked in at a seat: the newest record is odd. Correlated on `s` (seat). */
export const PRESENT_SEAT = `EXISTS (
  SELECT FROM (SELECT max(number) AS newest FROM presence_record WHERE seat_id = s.id GROUP BY delegate_id) p WHERE p.newest % 2 = 1)`;

/** Presence of delegations: append-only check-ins and check-outs. A socket is never presence. */
export class PresenceService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Checks the viewer in at its delegation's seat. Doing it again changes nothing. */
  checkIn(viewer: Viewer, roundTableId: string): Promise<Seat> {
    return this.record(viewer, roundTableId, true);
  }

  /** Checks the viewer out. Doing it again changes nothing. */
  checkOut(viewer: Viewer, roundTableId: string): Promise<Seat> {
    return this.record(viewer, roundTableId, false);
  }

  private async record(viewer: Viewer, roundTableId: string, into: boolean): Promise<Seat> {
    const id = requireId(roundTableId);
    return this.database.transaction(viewer, async (tx) => {
      // For writing: the number of those present goes into the event, and a ballot that opens or closes counts it.
      const { table, admission } = await enter(tx, viewer, id, "write");
      const place = admission.seat;
      if (!place)
        return refuse(new NotEntitled("Only members of a delegation seated here check in. Others attend without."));
      requireNotOver(table);
      // Under the seat's lock, so that two devices of one delegate do not write the same number.
      const seat = await tx.findOneOrFail(Seat, { where: { id: place.id }, lock: { mode: "pessimistic_write" } });
      const newest = await newestRecord(tx, seat.id, place.delegateId);
      if ((newest % 2 === 1) === into) return seat;
      await tx.query(
        "INSERT INTO presence_record (id, seat_id, delegation_id, delegate_id, number, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)",
        [uuidv7(), seat.id, seat.delegationId, place.delegateId, newest + 1, viewer.accountId],
      );
      await this.journal.append(tx, [await presenceEntry(tx, seat, into)]);
      return seat;
    });
  }
}

/** What a check-in or check-out tells, as of the body's lock. */
async function presenceEntry(tx: EntityManager, seat: Seat, into: boolean): Promise<Entry> {
  const kind = into ? events.DELEGATE_CHECKED_IN : events.DELEGATE_CHECKED_OUT;
  const present = await countPresent(tx, seat.roundTableId);
  const body = { seatId: seat.id, isPresent: await isPresent(tx, seat.id), present };
  return { topicId: seat.roundTableId, kind, body };
}

/** The same for a check-out that comes with the end of an admission. */
export function checkOutEntry(tx: EntityManager, seat: Seat): Promise<Entry> {
  return presenceEntry(tx, seat, false);
}

async function newestRecord(tx: EntityManager, seatId: string, delegateId: string): Promise<number> {
  const [row]: { number: number }[] = await tx.query(
    "SELECT coalesce(max(number), 0)::int AS number FROM presence_record WHERE seat_id = $1 AND delegate_id = $2",
    [seatId, delegateId],
  );
  return row?.number ?? 0;
}

async function isPresent(tx: EntityManager, seatId: string): Promise<boolean> {
  const [row]: { present: boolean }[] = await tx.query(
    `SELECT ${PRESENT_SEAT} AS present FROM seat s WHERE s.id = $1`,
    [seatId],
  );
  return row?.present ?? false;
}

/** How many member delegations of the body are present. */
async function countPresent(tx: EntityManager, roundTableId: string): Promise<number> {
  const [row]: { present: number }[] = await tx.query(
    `SELECT count(*) FILTER (WHERE ${PRESENT_SEAT})::int AS present
     FROM seat s JOIN delegation d ON d.id = s.delegation_id AND d.kind = 'MEMBER' WHERE s.round_table_id = $1`,
    [roundTableId],
  );
  return row?.present ?? 0;
}

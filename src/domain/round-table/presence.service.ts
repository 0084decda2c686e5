import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { NotEntitled } from "../../platform/graphql/refusals.js";
import { Batches } from "../../platform/kernel/batches.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { enter, requireNotOver } from "./floor.service.js";
import type { PresenceSource } from "./presence-record.entity.js";
import { flips, PRESENT_SEAT, type Standing, standingOfTable } from "./quorum.service.js";
import * as events from "./round-table.events.js";
import { NotPresent } from "./round-table.refusals.js";
import { Seat } from "./seat.entity.js";

/** Presence of delegations: append-only check-ins and check-outs. A socket is never presence. */
export class PresenceService {
  /**
   * Those of one body go in one after the other, and wait for it in memory: 190 at once would fill the connections that are
   * for deeds with waiting for one lock, keep the other bodies from theirs, and run into the lock's two seconds.
   */
  private readonly lines = new Batches<() => Promise<Seat>, Seat>(
    async (_roundTableId, [deed]) => [{ value: await deed!() }],
    1,
  );

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
    return this.lines.run(id, () => this.write(viewer, id, into));
  }

  private write(viewer: Viewer, id: string, into: boolean): Promise<Seat> {
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
      const before = await standingOfTable(tx, id);
      const record = { seatId: seat.id, delegationId: seat.delegationId, delegateId: place.delegateId };
      await insertRecords(tx, viewer, "SELF", [{ ...record, number: newest + 1, note: null }]);
      await this.journal.append(tx, await presenceEntries(tx, seat, into, before));
      return seat;
    });
  }
}

/** A record of presence as it is written. */
export interface NewRecord {
  readonly seatId: string;
  readonly delegationId: string;
  readonly delegateId: string;
  readonly number: number;
  readonly note: string | null;
}

/** Writes records, all of one origin, in one statement. */
export async function insertRecords(
  tx: EntityManager,
  viewer: Viewer,
  source: PresenceSource,
  records: readonly NewRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `INSERT INTO presence_record (id, seat_id, delegation_id, delegate_id, number, note, recorded_by, source)
     SELECT *, $7::uuid, $8 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[])`,
    [
      records.map(() => uuidv7()),
      records.map((one) => one.seatId),
      records.map((one) => one.delegationId),
      records.map((one) => one.delegateId),
      records.map((one) => one.number),
      records.map((one) => one.note),
      viewer.accountId,
      source,
    ],
  );
}

/** What a check-in or check-out tells, as of the body's lock, and whether the body may still decide. */
export async function presenceEntries(
  tx: EntityManager,
  seat: Seat,
  into: boolean,
  before: Standing,
): Promise<Entry[]> {
  const topicId = seat.roundTableId;
  const kind = into ? events.DELEGATE_CHECKED_IN : events.DELEGATE_CHECKED_OUT;
  const { attendance, quorum } = await standingOfTable(tx, topicId);
  const isPresent = await isPresentAt(tx, seat.id);
  const body = { seatId: seat.id, isPresent, present: attendance.present, quorum: { ...quorum } };
  return [{ topicId, kind, body }, ...flips(topicId, before.quorum, quorum)];
}

/** Refuses whoever is not checked in at the seat. */
export async function requireCheckedIn(
  tx: EntityManager,
  seat: { readonly id: string; readonly delegateId: string },
): Promise<void> {
  if ((await newestRecord(tx, seat.id, seat.delegateId)) % 2 === 0) refuse(new NotPresent());
}

async function newestRecord(tx: EntityManager, seatId: string, delegateId: string): Promise<number> {
  const [row]: { number: number }[] = await tx.query(
    "SELECT coalesce(max(number), 0)::int AS number FROM presence_record WHERE seat_id = $1 AND delegate_id = $2",
    [seatId, delegateId],
  );
  return row?.number ?? 0;
}

async function isPresentAt(tx: EntityManager, seatId: string): Promise<boolean> {
  const [row]: { present: boolean }[] = await tx.query(
    `SELECT ${PRESENT_SEAT} AS present FROM seat s WHERE s.id = $1`,
    [seatId],
  );
  return row?.present ?? false;
}

import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate } from "../delegation/delegate.entity.js";
import type { AccessCodeService } from "../identity/access-code.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Appointment, AppointmentRole } from "./appointment.entity.js";
import { chairFollows, presidingOver } from "./chair.service.js";
import { enter, holdSeatsOf, requireNoOpenBallot } from "./floor.service.js";
import { requirePerson, screensFollow } from "./hall-screen.service.js";
import { insertRecords, presenceEntries } from "./presence.service.js";
import { standingsOf } from "./quorum.service.js";
import * as events from "./round-table.events.js";
import type { Seat } from "./seat.entity.js";

/** Who is let into a body besides those seated: appointments, and the ends of admissions. The secretariat's deeds. */
export class AdmissionService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly codes: AccessCodeService,
  ) {}

  /**
   * Appoints a participant of the conference to a function in the body. Doing it again changes nothing. Nobody comes to
   * preside under an open ballot: whoever presides casts no vote, and may have cast one. The chair's deeds do not wait
   * for that, the secretariat acts for it.
   */
  async appoint(
    viewer: Viewer,
    roundTableId: string,
    participationId: string,
    role: AppointmentRole,
  ): Promise<Appointment> {
    const [tableId, personId] = [requireId(roundTableId), requireId(participationId)];
    return this.database.transaction(viewer, async (tx) => {
      const { table, admission } = await enter(tx, viewer, tableId, "write");
      if (!admission.isSecretariat) refuse(new NotEntitled("Appointments are made by the secretariat."));
      const person = await tx.findOneBy(Participation, { id: personId, conferenceId: table.conferenceId });
      if (!person) return refuse(new NotFound());
      await requirePerson(tx, personId);
      const standing: Appointment[] = await tx.query(
        "SELECT id FROM appointment WHERE round_table_id = $1 AND participation_id = $2 AND role = $3 AND ended_at IS NULL",
        [tableId, personId, role],
      );
      if (standing[0]) return tx.findOneByOrFail(Appointment, { id: standing[0].id });
      if (role === AppointmentRole.FACILITATOR) await requireNoFacilitator(tx, tableId);
      const presiding = await presidingOver(tx, table);
      if (role === AppointmentRole.FACILITATOR && presiding === null)
        await requireNoOpenBallot(tx, tableId, table.state);
      const id = uuidv7();
      await tx.insert(Appointment, {
        id,
        roundTableId: tableId,
        participationId: personId,
        conferenceId: table.conferenceId,
        role,
        endedAt: null,
      });
      await this.journal.append(tx, [
        {
          topicId: tableId,
          kind: events.ADMISSION_GRANTED,
          body: { participationId: personId },
          renews: [person.accountId],
        },
        ...(await chairFollows(tx, table, presiding, admission)),
      ]);
      return tx.findOneByOrFail(Appointment, { id });
    });
  }

  /**
   * Ends an appointment. What the person watches in this body ends at this very event. Also under an open ballot, and
   * also when the person presides: whoever must be cut off is cut off at once. The chair that changes by it is recorded
   * and told; votes that were cast stand, and whoever presides from then on casts none.
   */
  async endAppointment(viewer: Viewer, appointmentId: string): Promise<Appointment> {
    const id = requireId(appointmentId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Appointment, { id });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId, "write");
      if (!admission.isSecretariat) refuse(new NotEntitled("Appointments are ended by the secretariat."));
      const appointment = await tx.findOneByOrFail(Appointment, { id });
      if (appointment.endedAt) return appointment;
      const presiding = await presidingOver(tx, table);
      await tx.query("UPDATE appointment SET ended_at = clock_timestamp() WHERE id = $1", [id]);
      const chair = await chairFollows(tx, table, presiding, admission);
      const screens = await screensFollow(tx, this.codes, table, appointment.participationId);
      await this.tellEnd(tx, [appointment.roundTableId], appointment.participationId, [...chair, ...screens]);
      return tx.findOneByOrFail(Appointment, { id });
    });
  }

  /** Takes a person out of a delegation: checked out everywhere, and what the person watches there ends. */
  async withdrawDelegate(viewer: Viewer, delegateId: string): Promise<Delegate> {
    const id = requireId(delegateId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Delegate, { id });
      const acting =
        seen && (await tx.findOneBy(Participation, { accountId: viewer.accountId, conferenceId: seen.conferenceId }));
      if (!seen || !acting) return refuse(new NotFound());
      if (!acting.isSecretariat) refuse(new NotEntitled("Delegations are changed by the secretariat."));
      const seats = await holdSeatsOf(tx, seen.delegationId);
      const delegate = await tx.findOneOrFail(Delegate, { where: { id }, lock: { mode: "pessimistic_write" } });
      if (delegate.withdrawnAt) return delegate;
      const tableIds = seats.map((seat) => seat.roundTableId);
      const before = await standingsOf(tx, tableIds);
      const left: Seat[] = [];
      for (const seat of seats) if (await checkOut(tx, seat, delegate, viewer)) left.push(seat);
      await tx.query("UPDATE delegate SET withdrawn_at = clock_timestamp() WHERE id = $1", [id]);
      const checkOuts: Entry[] = [];
      for (const seat of left)
        checkOuts.push(...(await presenceEntries(tx, seat, false, before.get(seat.roundTableId)!)));
      await this.tellEnd(tx, [seen.conferenceId, ...tableIds], delegate.participationId, checkOuts);
      return tx.findOneByOrFail(Delegate, { id });
    });
  }

  private async tellEnd(
    tx: EntityManager,
    topicIds: readonly string[],
    participationId: string,
    before: readonly Entry[] = [],
  ): Promise<void> {
    const { accountId } = await tx.findOneByOrFail(Participation, { id: participationId });
    const end = { kind: events.ADMISSION_ENDED, body: { participationId }, cuts: [accountId] };
    await this.journal.append(tx, [...before, ...topicIds.map((topicId) => ({ topicId, ...end }))]);
  }
}

async function requireNoFacilitator(tx: EntityManager, roundTableId: string): Promise<void> {
  const rows: unknown[] = await tx.query(
    "SELECT FROM appointment WHERE round_table_id = $1 AND role = 'FACILITATOR' AND ended_at IS NULL",
    [roundTableId],
  );
  if (rows.length > 0)
    refuse(new InvalidState("FACILITATOR", "This body has a facilitator. End that appointment first."));
}

/** Checks the delegate out at a seat; false when there was nothing to do. */
async function checkOut(tx: EntityManager, seat: Seat, delegate: Delegate, viewer: Viewer): Promise<boolean> {
  const [row]: { newest: number | null }[] = await tx.query(
    "SELECT max(number)::int AS newest FROM presence_record WHERE seat_id = $1 AND delegate_id = $2",
    [seat.id, delegate.id],
  );
  if (!row?.newest || row.newest % 2 === 0) return false;
  const place = { seatId: seat.id, delegationId: seat.delegationId, delegateId: delegate.id };
  await insertRecords(tx, viewer, "WITHDRAWN", [{ ...place, number: row.newest + 1, note: null }]);
  return true;
}

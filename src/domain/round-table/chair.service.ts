import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { isChair } from "./admission.policy.js";
import { Appointment, AppointmentRole } from "./appointment.entity.js";
import { enter, requireChair, requireNoOpenBallot, requireNotOver } from "./floor.service.js";
import { RoundTable } from "./round-table.entity.js";
import * as events from "./round-table.events.js";

const CHAIRS: readonly AppointmentRole[] = [AppointmentRole.FACILITATOR, AppointmentRole.VICE_CHAIR];

/**
 * Who presides: the facilitator, until a vice-chair takes the chair or is given it. Whoever presides casts no vote, so
 * nobody takes the chair under an open ballot; somebody may lose it, when an appointment ends. Both go on conducting the
 * sitting.
 */
export class ChairService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** The viewer, facilitator or vice-chair, presides from here on. Doing it again changes nothing. */
  async take(viewer: Viewer, roundTableId: string): Promise<RoundTable> {
    const id = requireId(roundTableId);
    return this.database.transaction(viewer, async (tx) => {
      const { table, admission } = await enter(tx, viewer, id, "write");
      if (!isChair(admission)) refuse(new NotEntitled("The chair is taken by the facilitator or a vice-chair."));
      if (admission.isPresiding) return table;
      requireNotOver(table);
      await requireNoOpenBallot(tx, id, table.state);
      const change = { participationId: admission.participationId, previousId: await presidingOver(tx, table) };
      await this.journal.append(tx, await preside(tx, table, change, admission, events.CHAIR_TAKEN));
      return tx.findOneByOrFail(RoundTable, { id });
    });
  }

  /** Gives the chair to the holder of an appointment as facilitator or vice-chair. Doing it again changes nothing. */
  async handOver(viewer: Viewer, roundTableId: string, appointmentId: string): Promise<RoundTable> {
    const [id, toId] = [requireId(roundTableId), requireId(appointmentId)];
    return this.database.transaction(viewer, async (tx) => {
      const { table, admission } = await enter(tx, viewer, id, "write");
      requireChair(admission, "Handing over the chair");
      requireNotOver(table);
      const to = await tx.findOneBy(Appointment, { id: toId, roundTableId: id });
      if (!to || to.endedAt) return refuse(new NotFound());
      if (!CHAIRS.includes(to.role))
        refuse(new InvalidState(to.role, `The chair goes to a facilitator or vice-chair, not to a ${to.role}.`));
      const change = { participationId: to.participationId, previousId: await presidingOver(tx, table) };
      if (change.previousId === change.participationId) return table;
      await requireNoOpenBallot(tx, id, table.state);
      const entries = await preside(tx, table, change, admission, events.CHAIR_HANDED_OVER);
      await this.journal.append(tx, entries);
      return tx.findOneByOrFail(RoundTable, { id });
    });
  }
}

/**
 * What follows when appointments have changed: the chair goes to the facilitator when whoever took it holds no function
 * that presides any more, and with the office of facilitator when nobody took it. Recorded and told like any other change.
 */
export async function chairFollows(
  tx: EntityManager,
  table: RoundTable,
  previousId: string | null,
  by: { readonly participationId: string },
): Promise<Entry[]> {
  const { id, presidingId } = table;
  const nextId = presidingId && (await isChairOf(tx, id, presidingId)) ? presidingId : await facilitatorOf(tx, id);
  if (nextId === previousId) return [];
  return preside(tx, table, { participationId: nextId, previousId }, by, events.CHAIR_HANDED_OVER);
}

async function isChairOf(tx: EntityManager, roundTableId: string, participationId: string): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    "SELECT FROM appointment WHERE round_table_id = $1 AND participation_id = $2 AND ended_at IS NULL AND role IN ('FACILITATOR', 'VICE_CHAIR')",
    [roundTableId, participationId],
  );
  return rows.length > 0;
}

/** A change of who presides. */
interface Change {
  readonly participationId: string | null;
  readonly previousId: string | null;
}

async function preside(
  tx: EntityManager,
  table: RoundTable,
  { participationId, previousId }: Change,
  by: { readonly participationId: string },
  kind: string,
): Promise<Entry[]> {
  const facilitatorId = await facilitatorOf(tx, table.id);
  // The facilitator presides by office: whoever holds it next does as well.
  const presidingId = participationId === facilitatorId ? null : participationId;
  await tx.update(RoundTable, { id: table.id }, { presidingId });
  await tx.query(
    `INSERT INTO chair_record (id, round_table_id, conference_id, number, participation_id, recorded_by_id)
     SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5 FROM chair_record WHERE round_table_id = $2`,
    [uuidv7(), table.id, table.conferenceId, participationId, by.participationId],
  );
  return [{ topicId: table.id, kind, body: { participationId, previousId } }];
}

export async function presidingOver(tx: EntityManager, table: RoundTable): Promise<string | null> {
  return table.presidingId ?? facilitatorOf(tx, table.id);
}

async function facilitatorOf(tx: EntityManager, roundTableId: string): Promise<string | null> {
  const [row]: { participation_id: string }[] = await tx.query(
    "SELECT participation_id FROM appointment WHERE round_table_id = $1 AND role = 'FACILITATOR' AND ended_at IS NULL",
    [roundTableId],
  );
  return row?.participation_id ?? null;
}

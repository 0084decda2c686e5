import type { EntityManager } from "typeorm";
import { prepared } from "../../platform/database/prepared.js";
import { InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type Admission, ADMISSIONS, mayPreside, toAdmission } from "./admission.policy.js";
import { type AgendaItem, AgendaItemState } from "./agenda-item.entity.js";
import { RoundTable, RoundTableState } from "./round-table.entity.js";
import { RoundTableNotOpen } from "./round-table.refusals.js";
import { Seat } from "./seat.entity.js";

/** A body and the viewer's admission to it, as a deed found them inside its transaction. */
export interface Floor {
  readonly table: RoundTable;
  readonly admission: Admission;
}

/** How a deed holds the body: "share" lets others work beside it, "write" keeps them waiting. */
export type Hold = "share" | "write";

const HOLD: Record<Hold, string> = {
  share: "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))",
  write: "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
};

/**
 * Holds a body until the end of the transaction; every deed does so first. An advisory lock, not the row's: its queue is
 * fair, while new FOR SHARE lockers of a row pass whoever waits to write, and a busy room would starve its chair.
 */
export async function holdTable(tx: EntityManager, roundTableId: string, hold: Hold): Promise<void> {
  await prepared(tx, `hold_table_${hold}`, HOLD[hold], [roundTableId]);
}

/** Holds every body in which a delegation sits, for writing, in ascending order: two of these never wait in a circle. */
export async function holdSeatsOf(tx: EntityManager, delegationId: string): Promise<Seat[]> {
  const seats = await tx.find(Seat, { where: { delegationId }, order: { roundTableId: "ASC" } });
  for (const seat of seats) await holdTable(tx, seat.roundTableId, "write");
  return seats;
}

/**
 * Loads a body for a deed. NotFound for whoever is not admitted, before anything is locked. Ends of admissions hold the
 * body for writing, so that a deed never runs beside the end of its own admission.
 */
export async function enter(
  tx: EntityManager,
  viewer: Viewer,
  roundTableId: string,
  hold: Hold = "share",
): Promise<Floor> {
  const before = await admissionIn(tx, viewer, roundTableId);
  if (!before) return refuse(new NotFound());
  await holdTable(tx, before.roundTableId, hold);
  const table = await tx.findOneBy(RoundTable, { id: roundTableId });
  const admission = await admissionIn(tx, viewer, roundTableId);
  if (!table || !admission) return refuse(new NotFound());
  return { table, admission };
}

/** Refuses what belongs to the time before the body has ended. */
export function requireNotOver(table: RoundTable): void {
  const { state } = table;
  if (state !== RoundTableState.CLOSED && state !== RoundTableState.CANCELLED) return;
  refuse(new InvalidState(state, `The round table is ${state}.`));
}

/** An item that is dealt with or put off is not taken up again: a text that came to it would wait for ever. */
export function isItemOver({ state }: Pick<AgendaItem, "state">): boolean {
  return state === AgendaItemState.CLOSED || state === AgendaItemState.DEFERRED;
}

export function requireItemNotOver(item: Pick<AgendaItem, "state">): void {
  if (isItemOver(item))
    refuse(new InvalidState(item.state, `The agenda item is ${item.state}; it is not taken up again.`));
}

export async function admissionIn(tx: EntityManager, viewer: Viewer, roundTableId: string): Promise<Admission | null> {
  const [row] = await tx.query(`${ADMISSIONS} AND t.id = $2`, [viewer.accountId, roundTableId]);
  return row ? toAdmission(row) : null;
}

export function requireOpen(table: RoundTable): void {
  requireOpenState(table.state);
}

export function requireOpenState(state: RoundTableState): void {
  if (state !== RoundTableState.OPEN) refuse(new RoundTableNotOpen(state));
}

export function requireChair(admission: Admission, deed: string): void {
  if (!mayPreside(admission)) refuse(new NotEntitled(`${deed} is for the facilitator of this round table.`));
}

/** Nothing moves under an open ballot. The one place where the body looks at what hangs on it. */
export async function requireNoOpenBallot(tx: EntityManager, roundTableId: string, state: string): Promise<void> {
  const open: unknown[] = await tx.query("SELECT FROM ballot WHERE round_table_id = $1 AND closed_at IS NULL LIMIT 1", [
    roundTableId,
  ]);
  if (open.length > 0) refuse(new InvalidState(state, "A ballot is open. Close or cancel it first."));
}

import type { EntityManager } from "typeorm";
import { NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import type { SpeakingRules } from "../conference/rule-set.rules.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { AgendaItem, AgendaItemState } from "../round-table/agenda-item.entity.js";
import { enter, type Floor } from "../round-table/floor.service.js";
import { AgendaItemNotUnderDiscussion } from "../round-table/round-table.refusals.js";
import type { RoundTable } from "../round-table/round-table.entity.js";
import { Intervention } from "./intervention.entity.js";
import { PointOfOrderPending } from "./speaking.refusals.js";
import { InterventionKind, InterventionState } from "./speaking.words.js";

/** Holds the body for writing, as every deed here does: who has the floor and who is next stand still meanwhile. */
export async function enterItem(
  tx: EntityManager,
  viewer: Viewer,
  agendaItemId: string,
): Promise<Floor & { item: AgendaItem }> {
  const seen = await tx.findOneBy(AgendaItem, { id: agendaItemId });
  if (!seen) return refuse(new NotFound());
  const floor = await enter(tx, viewer, seen.roundTableId, "write");
  return { ...floor, item: await tx.findOneByOrFail(AgendaItem, { id: agendaItemId }) };
}

export async function enterIntervention(
  tx: EntityManager,
  viewer: Viewer,
  id: string,
): Promise<Floor & { intervention: Intervention }> {
  const seen = await tx.findOneBy(Intervention, { id });
  if (!seen) return refuse(new NotFound());
  const floor = await enter(tx, viewer, seen.roundTableId, "write");
  return { ...floor, intervention: await tx.findOneByOrFail(Intervention, { id }) };
}

export function requireUnderDiscussion(item: AgendaItem): void {
  if (item.state !== AgendaItemState.UNDER_DISCUSSION) refuse(new AgendaItemNotUnderDiscussion(item.state));
}

/** Whoever was called and has not ended, but a point of order: it interrupts and does not take the turn. */
export async function floorHolderIn(tx: EntityManager, roundTableId: string): Promise<Intervention | null> {
  const [row]: { id: string }[] = await tx.query(
    `SELECT id FROM intervention WHERE round_table_id = $1 AND ended_at IS NULL
     AND state IN ('CALLED', 'SPEAKING', 'PAUSED') AND kind <> 'POINT_OF_ORDER'`,
    [roundTableId],
  );
  return row ? tx.findOneByOrFail(Intervention, { id: row.id }) : null;
}

/** Nothing goes on before the chair has ruled. */
export async function requireNoPoint(tx: EntityManager, roundTableId: string): Promise<void> {
  const { POINT_OF_ORDER: kind } = InterventionKind;
  const { SPEAKING: state } = InterventionState;
  if (await tx.existsBy(Intervention, { roundTableId, kind, state })) refuse(new PointOfOrderPending());
}

/** The ballots of a body that take votes. */
export async function openBallotsIn(tx: EntityManager, roundTableId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    "SELECT id FROM ballot WHERE round_table_id = $1 AND closed_at IS NULL",
    [roundTableId],
  );
  return rows.map((row) => row.id);
}

export async function speakingRules(tx: EntityManager, table: RoundTable): Promise<SpeakingRules> {
  const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
  return (await tx.findOneByOrFail(RuleSet, { id: conference.ruleSetId })).rules.speaking;
}

// The clock is the database's: what ran since it was started is added whenever the intervention leaves SPEAKING.
const MOVE = `
  UPDATE intervention SET state = $2::text,
    used_ms = used_ms + coalesce(greatest(0, round(extract(epoch FROM clock_timestamp() - running_since) * 1000)), 0)::int,
    running_since = CASE WHEN $2::text = 'SPEAKING' THEN clock_timestamp() END,
    called_at = CASE WHEN $2::text = 'CALLED' THEN clock_timestamp() ELSE called_at END,
    started_at = CASE WHEN $2::text = 'SPEAKING' THEN coalesce(started_at, clock_timestamp()) ELSE started_at END,
    ended_at = CASE WHEN $2::text IN ('DONE', 'WITHDRAWN', 'SKIPPED') THEN clock_timestamp() END
  WHERE id = $1`;

/** Moves an intervention and its clock; answers it as it stands then. */
export async function moveTo(tx: EntityManager, id: string, state: InterventionState): Promise<Intervention> {
  await tx.query(MOVE, [id, state]);
  return tx.findOneByOrFail(Intervention, { id });
}

/** What every event about an intervention carries. */
export function bodyOf(intervention: Intervention): { [key: string]: string | number } {
  const { id: interventionId, agendaItemId, delegationId, usedMs } = intervention;
  return { interventionId, agendaItemId, delegationId, secondsUsed: Math.floor(usedMs / 1000) };
}

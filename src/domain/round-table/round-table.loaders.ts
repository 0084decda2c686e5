import { In, IsNull } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { type Context, grouped, inOrder } from "../../platform/graphql/context.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { ADMISSIONS } from "./admission.policy.js";
import { AgendaItem } from "./agenda-item.entity.js";
import { Appointment } from "./appointment.entity.js";
import { PRESENT_SEAT, type Standing, standingsOf } from "./quorum.service.js";
import { RoundTable } from "./round-table.entity.js";
import { Seat } from "./seat.entity.js";

export async function roundTableById(reader: Reader, ids: readonly string[]): Promise<(RoundTable | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(RoundTable, { id: In([...ids]) })), (row) => row.id);
}

/** The round tables of each conference that let the viewer in. */
export async function enterableTables(context: Context, conferenceIds: readonly string[]): Promise<RoundTable[][]> {
  const { accountId } = viewerOf(context);
  const rows = await context.reader.read(async (tx) => {
    const admitted: { round_table_id: string }[] = await tx.query(`${ADMISSIONS} AND t.conference_id = ANY($2)`, [
      accountId,
      conferenceIds,
    ]);
    return tx.find(RoundTable, {
      where: { id: In(admitted.map((row) => row.round_table_id)) },
      order: { position: "ASC", id: "ASC" },
    });
  });
  return grouped(conferenceIds, rows, (row) => row.conferenceId);
}

export async function seatsOf(reader: Reader, tableIds: readonly string[]): Promise<Seat[][]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(Seat, "s")
      .innerJoin("delegation", "d", "d.id = s.delegation_id")
      .where("s.round_table_id = ANY(:ids)", { ids: tableIds })
      .orderBy({ "d.country_code": "ASC", "s.id": "ASC" })
      .getMany(),
  );
  return grouped(tableIds, rows, (row) => row.roundTableId);
}

export async function seatById(reader: Reader, ids: readonly string[]): Promise<(Seat | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Seat, { id: In([...ids]) })), (row) => row.id);
}

export async function seatPresence(reader: Reader, seatIds: readonly string[]): Promise<boolean[]> {
  const rows: { id: string; present: boolean }[] = await reader.read((tx) =>
    tx.query(`SELECT s.id, ${PRESENT_SEAT} AS present FROM seat s WHERE s.id = ANY($1)`, [seatIds]),
  );
  return inOrder(seatIds, rows, (row) => row.id).map((row) => row?.present ?? false);
}

export async function agendaOf(reader: Reader, tableIds: readonly string[]): Promise<AgendaItem[][]> {
  const rows = await reader.read((tx) =>
    tx.find(AgendaItem, { where: { roundTableId: In([...tableIds]) }, order: { position: "ASC" } }),
  );
  return grouped(tableIds, rows, (row) => row.roundTableId);
}

export async function agendaItemById(reader: Reader, ids: readonly string[]): Promise<(AgendaItem | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(AgendaItem, { id: In([...ids]) })), (row) => row.id);
}

/** Appointments that last, by body. */
export async function appointmentsOf(reader: Reader, tableIds: readonly string[]): Promise<Appointment[][]> {
  const rows = await reader.read((tx) =>
    tx.find(Appointment, { where: { roundTableId: In([...tableIds]), endedAt: IsNull() }, order: { id: "ASC" } }),
  );
  return grouped(tableIds, rows, (row) => row.roundTableId);
}

/** Appointments that last, by whom they are held, in the order of the bodies. */
export async function appointmentsHeldBy(
  reader: Reader,
  participationIds: readonly string[],
): Promise<Appointment[][]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(Appointment, "a")
      .innerJoin("round_table", "t", "t.id = a.round_table_id")
      .where("a.participation_id = ANY(:ids) AND a.ended_at IS NULL", { ids: participationIds })
      .orderBy({ "t.position": "ASC", "a.id": "ASC" })
      .getMany(),
  );
  return grouped(participationIds, rows, (row) => row.participationId);
}

/** Who of each body is present, and where its quorum stands. */
export async function standingByTable(reader: Reader, tableIds: readonly string[]): Promise<Standing[]> {
  const standings = await reader.read((tx) => standingsOf(tx, tableIds));
  return tableIds.map((id) => standings.get(id)!);
}

/** Bodies that the viewer chairs, as facilitator or vice-chair; keyed by the viewer's account. */
export async function tablesFacilitatedBy(reader: Reader, accountIds: readonly string[]): Promise<RoundTable[][]> {
  const rows: { account_id: string; id: string }[] = await reader.read((tx) =>
    tx.query(
      `SELECT p.account_id, a.round_table_id AS id FROM appointment a JOIN participation p ON p.id = a.participation_id
       JOIN round_table t ON t.id = a.round_table_id
       WHERE p.account_id = ANY($1) AND a.ended_at IS NULL AND a.role IN ('FACILITATOR', 'VICE_CHAIR') ORDER BY t.conference_id, t.position`,
      [accountIds],
    ),
  );
  const tables = new Map(
    (await reader.read((tx) => tx.findBy(RoundTable, { id: In(rows.map((row) => row.id)) }))).map((table) => [
      table.id,
      table,
    ]),
  );
  return accountIds.map((id) => rows.filter((row) => row.account_id === id).map((row) => tables.get(row.id)!));
}

import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { AgendaItem, AgendaItemKind, AgendaItemState } from "../round-table/agenda-item.entity.js";
import { Appointment, AppointmentRole } from "../round-table/appointment.entity.js";
import { RoundTable, RoundTableKind, RoundTableState } from "../round-table/round-table.entity.js";
import { Seat } from "../round-table/seat.entity.js";
import { insertInBatches } from "./batch-insert.service.js";
import { type ConferenceFile, seatedDelegations } from "./conference-file.rules.js";
import type { Edition } from "./edition.service.js";
import type { Enrolment } from "./enrolment.service.js";
import { type Filing, fileRecommendations } from "./filed-recommendations.service.js";

type FileTable = ConferenceFile["roundTables"][number];

interface Placed {
  readonly id: string;
  readonly table: FileTable;
}

/** What meets: round tables with their live topics, seats and chairs, agendas and the texts under them. */
export async function layOutProgramme(
  tx: EntityManager,
  journal: Journal,
  edition: Edition,
  enrolment: Enrolment,
): Promise<void> {
  const placed = edition.file.roundTables.map((table): Placed => ({ id: uuidv7(), table }));
  await insertInBatches(tx, RoundTable, tableRows(edition, placed));
  await journal.openTopic(tx, edition.conferenceId, edition.conferenceId);
  for (const { id } of placed) await journal.openTopic(tx, id, edition.conferenceId);
  await insertInBatches(tx, Seat, seatRows(edition, enrolment, placed));
  await insertInBatches(tx, Appointment, appointmentRows(edition, enrolment, placed));
  const { items, filings } = agendaRows(edition, placed);
  await insertInBatches(tx, AgendaItem, items);
  await fileRecommendations(tx, edition, enrolment, filings);
}

/** The file gives no state of a table: at an edition that is over, its tables and items are closed. */
function tableRows({ conferenceId, file, regions }: Edition, placed: readonly Placed[]) {
  return placed.map(({ id, table }, index) => ({
    id,
    conferenceId,
    kind: RoundTableKind[table.kind],
    regionId: table.region === undefined ? null : regions.get(table.region)!,
    code: table.code,
    title: table.title,
    room: table.room ?? null,
    startsAt: table.startsAt === undefined ? null : new Date(table.startsAt),
    position: index + 1,
    state: file.state === "CLOSED" ? RoundTableState.CLOSED : RoundTableState.SCHEDULED,
    lastRecommendation: table.agenda.reduce((sum, { recommendations }) => sum + recommendations.length, 0),
  }));
}

function seatRows({ conferenceId, file }: Edition, { delegations }: Enrolment, placed: readonly Placed[]) {
  return placed.flatMap(({ id: roundTableId, table }) =>
    seatedDelegations(file, table).map(({ ref }) => ({
      id: uuidv7(),
      roundTableId,
      tableKind: RoundTableKind[table.kind],
      delegationId: delegations.get(ref)!,
      conferenceId,
    })),
  );
}

function appointmentRows({ conferenceId }: Edition, { people }: Enrolment, placed: readonly Placed[]) {
  const tables = new Map(placed.map(({ id, table }) => [table.ref, id]));
  return people.flatMap(({ participationId, staff }) =>
    (staff?.roles ?? []).flatMap((place) => {
      if (!("roundTable" in place)) return [];
      const roundTableId = tables.get(place.roundTable)!;
      return { id: uuidv7(), roundTableId, participationId, conferenceId, role: AppointmentRole[place.role] };
    }),
  );
}

function agendaRows({ file }: Edition, placed: readonly Placed[]) {
  const filings: Filing[] = [];
  const items = placed.flatMap(({ id: roundTableId, table }) => {
    let number = 0;
    return table.agenda.map((item, index) => {
      const id = uuidv7();
      for (const recommendation of item.recommendations) {
        number += 1;
        filings.push({ agendaItemId: id, roundTableId, tableCode: table.code, number, recommendation });
      }
      const state = file.state === "CLOSED" ? AgendaItemState.CLOSED : AgendaItemState.PENDING;
      const { title, minutes = null } = item;
      return { id, roundTableId, position: index + 1, title, kind: AgendaItemKind[item.kind], state, minutes };
    });
  });
  return { items, filings };
}

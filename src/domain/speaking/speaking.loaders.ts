import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import { Intervention } from "./intervention.entity.js";
import { type ListTerms, queuesOf, termsOf } from "./queue.service.js";
import type { Placed } from "./speaking.rules.js";

/** So many of an item's interventions are listed, the newest of them. */
const LISTED = 200;

export async function interventionById(reader: Reader, ids: readonly string[]): Promise<(Intervention | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Intervention, { id: In([...ids]) })), (row) => row.id);
}

/** The newest interventions on each item, in the order of requests. */
export async function interventionsOf(reader: Reader, itemIds: readonly string[]): Promise<Intervention[][]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(Intervention, "v")
      .where("v.agenda_item_id = ANY(:ids)", { ids: itemIds })
      .andWhere("v.number > (SELECT max(number) - :listed FROM intervention WHERE agenda_item_id = v.agenda_item_id)", {
        listed: LISTED,
      })
      .orderBy({ "v.number": "ASC" })
      .getMany(),
  );
  return grouped(itemIds, rows, (row) => row.agendaItemId);
}

/** How the list of each item works now. */
export async function listTerms(reader: Reader, itemIds: readonly string[]): Promise<ListTerms[]> {
  const terms = await reader.read((tx) => termsOf(tx, itemIds));
  return itemIds.map((id) => terms.get(id)!);
}

/** Who waits on each item and why there. */
export async function queueOfItem(reader: Reader, itemIds: readonly string[]): Promise<Placed[][]> {
  const queues = await reader.read((tx) => queuesOf(tx, itemIds));
  return itemIds.map((id) => queues.get(id) ?? []);
}

export interface Clock {
  readonly secondsUsed: number;
  readonly endsAt: Date | null;
}

/** The clock of each intervention, as the database reads it now. */
export async function clockOf(reader: Reader, ids: readonly string[]): Promise<Clock[]> {
  const rows: { id: string; used: number; ends_at: Date | null }[] = await reader.read((tx) =>
    tx.query(
      `SELECT id, (used_ms / 1000.0 + coalesce(greatest(0, extract(epoch FROM clock_timestamp() - running_since)), 0))::float AS used,
              running_since + make_interval(secs => seconds_allotted - used_ms / 1000.0) AS ends_at
       FROM intervention WHERE id = ANY($1)`,
      [ids],
    ),
  );
  const found = inOrder(ids, rows, (row) => row.id);
  return found.map((row) => ({ secondsUsed: Math.floor(row?.used ?? 0), endsAt: row?.ends_at ?? null }));
}

/** Who has the floor in each body: whoever speaks, else whoever was called or is paused. */
export async function speakerIn(reader: Reader, tableIds: readonly string[]): Promise<(Intervention | null)[]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(Intervention, "v")
      .where("v.round_table_id = ANY(:ids) AND v.ended_at IS NULL", { ids: tableIds })
      .andWhere("v.state IN ('SPEAKING', 'CALLED', 'PAUSED')")
      .orderBy("v.state = 'SPEAKING'", "DESC")
      .getMany(),
  );
  return tableIds.map((id) => rows.find((row) => row.roundTableId === id) ?? null);
}

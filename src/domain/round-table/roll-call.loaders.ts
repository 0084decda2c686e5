import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import { RollCall, RollCallAnswer } from "./roll-call.entity.js";

const SHOWN = 20;

export async function rollCallById(reader: Reader, ids: readonly string[]): Promise<(RollCall | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(RollCall, { id: In([...ids]) })), (row) => row.id);
}

/** The newest roll calls of each body, the newest first. */
export async function rollCallsOf(reader: Reader, tableIds: readonly string[]): Promise<RollCall[][]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(RollCall, "c")
      .where("c.round_table_id = ANY(:ids)", { ids: tableIds })
      .andWhere("c.number > (SELECT max(number) - :shown FROM roll_call WHERE round_table_id = c.round_table_id)", {
        shown: SHOWN,
      })
      .orderBy({ "c.number": "DESC" })
      .getMany(),
  );
  return grouped(tableIds, rows, (row) => row.roundTableId);
}

/** What was recorded at each roll call, by country. */
export async function answersOf(reader: Reader, ids: readonly string[]): Promise<RollCallAnswer[][]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(RollCallAnswer, "a")
      .innerJoin("delegation", "d", "d.id = a.delegation_id")
      .where("a.roll_call_id = ANY(:ids)", { ids })
      .orderBy({ "d.country_code": "ASC", "a.delegation_id": "ASC" })
      .getMany(),
  );
  return grouped(ids, rows, (row) => row.rollCallId);
}

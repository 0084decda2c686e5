import type { Reader } from "../../platform/database/database.js";
import { type Page, type PageArgs, pageOf, pageRequest } from "../../platform/graphql/connection.js";
import { refuseInput } from "../../platform/graphql/input.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { Participation } from "../conference/participation.entity.js";

/** A page of the people at a conference. Identifiers grow with time: delegates in the order of their file, then staff, then who came later. */
export async function participantsOf(
  reader: Reader,
  conferenceId: string,
  args: PageArgs,
): Promise<Page<Participation>> {
  const { limit, after } = pageRequest(args);
  if (after !== null && !isUuid(after)) refuseInput("after", "this is not a cursor of this list.");
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(Participation, "p")
      .where("p.conference_id = :conferenceId", { conferenceId })
      .andWhere("NOT EXISTS (SELECT FROM hall_screen h WHERE h.participation_id = p.id)")
      .andWhere(after === null ? "true" : "p.id > CAST(:after AS uuid)", { after })
      .orderBy("p.id", "ASC")
      .limit(limit)
      .getMany(),
  );
  return pageOf(rows, args, (row) => row.id);
}

import { expect } from "@jest/globals";
import { type Recount, recountConference } from "../../src/recount/recount.js";
import type { TestApp } from "./app.js";

/** The recount of a conference with some statements run before it, each on one row, all triggers off; undone afterwards. */
export async function recountAfter(
  app: TestApp,
  conferenceId: string,
  planted: readonly string[] = [],
): Promise<Recount> {
  let recount: Recount | undefined;
  const undone = new Error("undone");
  await app.foundation.database
    .transaction(null, async (tx) => {
      if (planted.length > 0) await tx.query("SET LOCAL session_replication_role = replica");
      for (const statement of planted) expect([statement, (await tx.query(statement))[1]]).toEqual([statement, 1]);
      recount = await recountConference((sql, parameters) => tx.query(sql, [...parameters]), conferenceId);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return recount!;
}

import type { Reader } from "../../platform/database/database.js";

/** The database's clock at this moment, also within a snapshot of an earlier one. Not batched: each asks anew. */
export async function databaseTime(reader: Reader): Promise<Date> {
  const [row]: { now: Date }[] = await reader.read((tx) => tx.query("SELECT clock_timestamp() AS now"));
  return row!.now;
}

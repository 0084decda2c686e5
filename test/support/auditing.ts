import pg from "pg";
import { begin, verifyDatabase } from "../../src/audit/audit.js";
import type { Verified } from "../../src/audit/file.js";
import type { TestApp } from "./app.js";

/** What the independent verifier says of the trail of a conference as it is now, with everything chained that waits. */
export async function verifiedTrail({ app, foundation }: TestApp, conferenceId: string): Promise<Verified> {
  await app.trail.run();
  const client = new pg.Client({ connectionString: foundation.databaseUrl });
  await client.connect();
  try {
    const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown[]> =>
      (await client.query(sql, [...parameters])).rows as unknown[];
    await begin(query);
    return await verifyDatabase(query, conferenceId, { key: foundation.keys.verifying, lagSeconds: 5 });
  } finally {
    await client.end();
  }
}

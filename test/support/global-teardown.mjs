/** Leaves nothing behind: drops what this run made on a given server, or stops the embedded one and deletes its data. */
import { rm } from "node:fs/promises";
import pg from "pg";

export default async function globalTeardown() {
  const { admin, prefix, server } = globalThis.__rotundaTestDatabase;
  if (server) {
    await server.stop();
    await rm(server.dataDir, { recursive: true, force: true });
    return;
  }
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    const made = await client.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [prefix]);
    for (const { datname } of made.rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

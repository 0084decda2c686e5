/** Part of `npm run check`: the migrations, run on an empty database, give exactly the tables that the entities describe. */
import "reflect-metadata";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../ormconfig.js";
import { startEmbeddedServer } from "../src/platform/database/embedded/embedded-server.js";
import { migrate } from "../src/platform/database/migrate.js";

const directory = mkdtempSync(join(tmpdir(), "rotunda-migrations-"));
const server = await startEmbeddedServer({ dataDir: directory, durable: false });
try {
  const options = dataSourceOptions(server.url, { pool: 2 });
  await migrate(options);
  const source = await new DataSource(options).initialize();
  const drift = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  for (const { query } of drift.upQueries) console.error(`missing in migrations/: ${query}`);
  process.exitCode = drift.upQueries.length === 0 ? 0 : 1;
} finally {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}

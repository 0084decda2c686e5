import { SteadyClient } from "./steady-client.js";
import { DataSource, type DataSourceOptions } from "typeorm";

// Two servers that start at once on one database must not migrate at once; the number is arbitrary but fixed.
const MIGRATION_LOCK = 7_686_832;

/** Brings the schema up to date, one server at a time; answers the names of the migrations it ran. */
export async function migrate(options: DataSourceOptions): Promise<string[]> {
  // No timeouts here: a migration on a filled database may take as long as it needs.
  const source = new DataSource({ ...options, extra: { max: 2, Client: SteadyClient } } as DataSourceOptions);
  await source.initialize();
  try {
    const lock = source.createQueryRunner();
    try {
      await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
      const ran = await source.runMigrations({ transaction: "each" });
      return ran.map((migration) => migration.name);
    } finally {
      await lock.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
      await lock.release();
    }
  } finally {
    await source.destroy();
  }
}

import "reflect-metadata";
import { DataSource, type DataSourceOptions } from "typeorm";
import { MIGRATIONS } from "./migrations/index.js";
import { ENTITIES } from "./src/domain/entities.js";
import { SnakeNamingStrategy } from "./src/platform/database/naming-strategy.js";
import { SteadyClient } from "./src/platform/database/steady-client.js";

/** Milliseconds after which PostgreSQL ends what hangs; the pool gives up waiting for a connection after two seconds. */
const TIMEOUTS = "-c statement_timeout=3000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000";

export interface DataSourceTuning {
  readonly pool?: number;
  readonly onPoolError?: (error: unknown) => void;
}

/** The options of the one DataSource: for the server, the scripts, the tests and the TypeORM command line. */
export function dataSourceOptions(url: string, tuning: DataSourceTuning = {}): DataSourceOptions {
  return {
    type: "postgres",
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: "migration",
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    uuidExtension: "pgcrypto",
    installExtensions: false,
    applicationName: "rotunda",
    connectTimeoutMS: 2_000,
    ...(tuning.onPoolError ? { poolErrorHandler: tuning.onPoolError } : {}),
    extra: { max: tuning.pool ?? 20, options: TIMEOUTS, query_timeout: 5_000, keepAlive: true, Client: SteadyClient },
  };
}

export default new DataSource(dataSourceOptions(process.env["DATABASE_URL"] ?? "postgres://127.0.0.1:5432/rotunda"));

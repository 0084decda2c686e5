import { join } from "node:path";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../ormconfig.js";
import type { Config } from "./config.js";
import { AccessCodeService } from "./domain/identity/access-code.service.js";
import { SignInService } from "./domain/identity/sign-in.service.js";
import { Journal } from "./live/journal.js";
import type { Transport } from "./live/transport.js";
import { type Keys, loadKeys } from "./platform/auth/keys.js";
import { type KeyStore, openKeyStore } from "./platform/sealing/key-store.js";
import { AccessTokens } from "./platform/auth/tokens.js";
import { Database } from "./platform/database/database.js";
import { type EmbeddedServer, startEmbeddedServer } from "./platform/database/embedded/embedded-server.js";
import { runningServerUrl } from "./platform/database/embedded/running-server.js";
import { migrate } from "./platform/database/migrate.js";
import { openTransport } from "./nodes.js";

/** What the server and the commands beside it stand on: the database, brought up to date, the keys and the log. */
export interface Foundation {
  readonly databaseUrl: string;
  /** Null when DATABASE_URL names a server, or when another process runs the embedded one. */
  readonly embedded: EmbeddedServer | null;
  readonly migrations: readonly string[];
  readonly database: Database;
  readonly keys: Keys;
  /** Keys of secret ballots; null when the key directory has none and none may be made. */
  readonly keyStore: KeyStore | null;
  /** Secret ballots are refused on a database that may lose what it acknowledged. */
  readonly isDurable: boolean;
  readonly transport: Transport;
  readonly journal: Journal;
  readonly signIns: SignInService;
  readonly codes: AccessCodeService;
  close(): Promise<void>;
}

export interface FoundationOptions {
  /** Called with errors of idle connections and lines of the embedded server. */
  readonly log: (message: string, error?: unknown) => void;
  /** A command beside a running server joins that server's embedded PostgreSQL instead of starting its own. */
  readonly join?: boolean;
}

export const DATABASE_DIRECTORY = "postgres";

/** Opens everything in order; on a failure half-way, closes what was opened. */
export async function openFoundation(config: Config, options: FoundationOptions): Promise<Foundation> {
  const keys = loadKeys(config.keyDir, !config.production);
  const keyStore = openKeyStore(config.keyDir, !config.production);
  const directory = join(config.dataDir, DATABASE_DIRECTORY);
  const joined = options.join && !config.databaseUrl ? await runningServerUrl(directory) : null;
  const embedded =
    config.databaseUrl || joined
      ? null
      : await startEmbeddedServer({ dataDir: directory, log: (line) => options.log(line) });
  const databaseUrl = config.databaseUrl ?? joined ?? embedded!.url;
  try {
    const tuning = {
      pool: config.databasePool,
      onPoolError: (error: unknown) => options.log("an idle database connection failed", error),
    };
    const migrations = await migrate(dataSourceOptions(databaseUrl));
    const source = await new DataSource(dataSourceOptions(databaseUrl, tuning)).initialize();
    const database = new Database(source, config.databasePool);
    const transport = await openTransport(config, databaseUrl, keys, options);
    const journal = new Journal(database, transport);
    await journal.checkIdentity();
    const signIns = new SignInService(database, keys, new AccessTokens(keys));
    return {
      databaseUrl,
      embedded,
      migrations,
      database,
      keys,
      keyStore,
      isDurable: config.isDurable,
      transport,
      journal,
      signIns,
      codes: new AccessCodeService(keys, signIns),
      close: async () => {
        await transport.close();
        await source.destroy();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbeddedServer } from "../../src/platform/database/embedded/embedded-server.js";

/** A PostgreSQL of its own, whose owner keeps and logs as much as PostgreSQL can, and reads all of it. */
export interface AttackedCluster {
  readonly url: string;
  /** The attacker's connection, a superuser's. */
  readonly client: pg.Client;
  /** PostgreSQL's log, line by line. */
  readonly log: readonly string[];
  /** Files of a base backup with its WAL, one after the other: the database, the log of transactions and everything else. */
  baseBackup(): AsyncIterable<{ name: string; content: Buffer }>;
  /** Waits until what was logged has come. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

// What the start of the server says about errors is overruled by what is set for the database.
const TALKATIVE = [
  "log_statement = 'all'",
  "log_min_duration_statement = 0",
  "log_min_messages = 'debug1'",
  "log_min_error_statement = 'error'",
  "log_parameter_max_length = -1",
  "log_parameter_max_length_on_error = -1",
  "log_error_verbosity = 'verbose'",
  "pg_stat_statements.track = 'all'",
];

/**
 * Starts it: with commit timestamps, statistics of statements and the logging of every statement with its parameters, and
 * without autovacuum, so that the dead stay until the test lets them go. `blind`: the product's own look at the settings
 * shows it a careful database, for it refuses secret ballots on this one.
 */
export async function startAttackedCluster(blind: boolean): Promise<AttackedCluster> {
  const directory = mkdtempSync(join(tmpdir(), "rotunda-attacked-"));
  const dataDir = join(directory, "postgres");
  const first = await startEmbeddedServer({ dataDir });
  const setUp = await connected(first.url);
  for (const setting of [
    "wal_level = 'replica'",
    "track_commit_timestamp = on",
    "autovacuum = off",
    "max_wal_size = '4GB'",
    "wal_keep_size = '2GB'",
  ])
    await setUp.query(`ALTER SYSTEM SET ${setting}`);
  await setUp.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
  await setUp.end();
  await first.stop();
  const log: string[] = [];
  const server = await startEmbeddedServer({ dataDir, log: (line) => void log.push(line) });
  const client = await connected(server.url);
  await client.query("CREATE SCHEMA attack");
  for (const name of ["pageinspect", "pg_walinspect", "pg_stat_statements"])
    await client.query(`CREATE EXTENSION ${name} SCHEMA attack`);
  if (blind) await blindTheProduct(client);
  for (const setting of TALKATIVE) await client.query(`ALTER DATABASE rotunda SET ${setting}`);
  await client.query("SET log_statement = 'none'; SET log_min_duration_statement = -1; SET log_min_messages = 'error'");
  const settle = async (): Promise<void> => {
    for (let before = -1; before !== log.length; await sleep(100)) before = log.length;
  };
  return {
    url: server.url,
    client,
    log,
    settle,
    baseBackup: () => baseBackup(server.url, join(server.dataDir, "cluster")),
    close: async () => {
      await client.end();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Another `pg_settings` comes before the true one in the search path, and lies. */
async function blindTheProduct(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE SCHEMA blind;
    CREATE VIEW blind.pg_settings AS SELECT name,
      CASE name WHEN 'log_statement' THEN 'none' WHEN 'log_min_duration_statement' THEN '-1' WHEN 'track_commit_timestamp' THEN 'off'
        WHEN 'log_parameter_max_length_on_error' THEN '0' WHEN 'log_parameter_max_length' THEN '0' ELSE setting END AS setting
    FROM pg_catalog.pg_settings;
    ALTER DATABASE rotunda SET search_path = public, blind, pg_catalog`);
}

/** A base backup by hand, as pg_basebackup takes it: begun, each file read, ended. */
async function* baseBackup(url: string, cluster: string): AsyncGenerator<{ name: string; content: Buffer }> {
  const client = await connected(url);
  try {
    await client.query("SELECT pg_backup_start('attack', true)");
    for (const entry of readdirSync(cluster, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) yield { name: relative(cluster, path), content: readFileSync(path) };
    }
    await client.query("SELECT pg_backup_stop(false)");
  } finally {
    await client.end();
  }
}

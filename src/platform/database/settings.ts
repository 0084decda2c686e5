import type { EntityManager } from "typeorm";

interface Setting {
  name: string;
  setting: string;
}

type Judge = (value: (name: string) => string) => string | null;

const LIBRARIES = ["shared_preload_libraries", "session_preload_libraries", "local_preload_libraries"];
/** An ordinary role is not shown which libraries are loaded, but the settings that they bring. */
const LOADED = "settings of auto_explain or pgaudit";

const off = (value: string): boolean => value === "off";
const isSilent = (value: string): boolean => value === "-1";

/** What a database must not do where something is to stay secret; each answers what is wrong and what to set. */
const SECRECY: readonly Judge[] = [
  (value) =>
    value("log_statement") !== "none" && value("log_parameter_max_length") !== "0"
      ? "log_statement logs statements with their parameters: set it to none, or log_parameter_max_length to 0"
      : null,
  (value) =>
    ["log_min_duration_statement", "log_min_duration_sample"].some((name) => !isSilent(value(name))) &&
    value("log_parameter_max_length") !== "0"
      ? "log_min_duration_statement or log_min_duration_sample logs parameters: set it to -1, or log_parameter_max_length to 0"
      : null,
  (value) =>
    value("log_transaction_sample_rate") !== "0" && value("log_parameter_max_length") !== "0"
      ? "log_transaction_sample_rate logs parameters: set it to 0, or log_parameter_max_length to 0"
      : null,
  (value) =>
    value("log_parameter_max_length_on_error") !== "0"
      ? "log_parameter_max_length_on_error logs parameters of statements that fail: set it to 0"
      : null,
  (value) =>
    off(value("track_commit_timestamp")) ? null : "track_commit_timestamp keeps the time of each commit: set it to off",
  (value) =>
    LIBRARIES.some((name) => /auto_explain|pgaudit/.test(value(name))) || value(LOADED) !== "no"
      ? "auto_explain or pgaudit may log parameters: take it out of the preloaded libraries"
      : null,
];

/** What it must do where nothing may be lost. */
const DURABILITY: readonly Judge[] = [
  (value) => (off(value("fsync")) ? "fsync is off: a vote that was acknowledged could be lost; set it to on" : null),
  (value) =>
    off(value("synchronous_commit"))
      ? "synchronous_commit is off: a vote that was acknowledged could be lost; set it to on"
      : null,
  (value) =>
    off(value("full_page_writes")) ? "full_page_writes is off: a torn page could lose votes; set it to on" : null,
];

const NAMES = [
  "log_statement",
  "log_parameter_max_length",
  "log_parameter_max_length_on_error",
  "log_min_duration_statement",
  "log_min_duration_sample",
  "log_transaction_sample_rate",
  "track_commit_timestamp",
  ...LIBRARIES,
  "fsync",
  "synchronous_commit",
  "full_page_writes",
];

/**
 * What in the settings of the database, as this connection has them, would betray what is to stay secret. `isDurable`:
 * also what would lose it.
 */
export async function secrecyFaults(tx: EntityManager, isDurable: boolean): Promise<string[]> {
  const rows: Setting[] = await tx.query(
    `SELECT name, setting FROM pg_settings WHERE name = ANY($1)
     UNION ALL SELECT $2, CASE WHEN EXISTS (SELECT FROM pg_settings WHERE name ~ '^(auto_explain|pgaudit)[.]') THEN 'yes' ELSE 'no' END`,
    [NAMES, LOADED],
  );
  return faultsOf(new Map(rows.map(({ name, setting }) => [name, setting])), isDurable);
}

export function faultsOf(settings: ReadonlyMap<string, string>, isDurable: boolean): string[] {
  // What this version of PostgreSQL does not show is taken for the worst. The lists of libraries are shown to superusers alone.
  const value = (name: string): string => settings.get(name) ?? (name.endsWith("_libraries") ? "" : "unknown");
  return [...SECRECY, ...(isDurable ? DURABILITY : [])].flatMap((judge) => judge(value) ?? []);
}

/** How large a run is. `npm run bench -- --help` says what each option does. */
export interface Settings {
  readonly short: boolean;
  /** Null: each scenario's own number. */
  readonly rounds: number | null;
  /** Null: every server of the scenario. */
  readonly servers: readonly string[] | null;
  readonly megabytes: number | null;
}

/** A PostgreSQL server on which the bench may create and drop databases of its own. */
export function postgresUrl(): string {
  // eslint-disable-next-line no-restricted-properties -- the bench is no part of the server and has one variable of its own
  return process.env["BENCH_POSTGRES_URL"] || "postgres://postgres@127.0.0.1:5432/postgres";
}

/** The surroundings of a child process: production, as peers are run, and nothing that would change the server. */
export function childEnvironment(options: object): Record<string, string | undefined> {
  // eslint-disable-next-line no-restricted-properties -- as above
  const { NODE_OPTIONS: _options, DATABASE_URL: _database, ...inherited } = process.env;
  return { ...inherited, NODE_ENV: "production", BENCH_CHILD: JSON.stringify(options) };
}

/** What the runner gave this child; not an argument, for those show in lists of processes. */
export function childOptions<O>(): O {
  // eslint-disable-next-line no-restricted-properties -- as above
  return JSON.parse(process.env["BENCH_CHILD"] ?? "{}") as O;
}

/** Which of a scenario's servers this run measures. */
export function chosen<T extends { readonly key: string }>(settings: Settings, all: readonly T[]): T[] {
  return all.filter(({ key }) => settings.servers === null || settings.servers.includes(key));
}

/** A live process holds the data directory. Two servers on one directory would lose data, so the second is refused. */
export class DataDirectoryInUse extends Error {
  override readonly name = "DataDirectoryInUse";

  constructor(
    readonly dataDir: string,
    /** The process that holds the directory; unknown when it lives in another container. */
    readonly pid: number | undefined,
  ) {
    super(
      pid === undefined
        ? `The database directory ${dataDir} is used by a server in another container or process namespace. ` +
            "Stop that server, or give this one a directory of its own."
        : `The database directory ${dataDir} is used by process ${pid}, which is still running. ` +
            `Stop it first (kill -INT ${pid}), or give this server a directory of its own.`,
    );
  }
}

/** This machine cannot run the PostgreSQL that comes with npm: the way out is a server of one's own. */
export class EmbeddedUnavailable extends Error {
  override readonly name = "EmbeddedUnavailable";

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `The embedded PostgreSQL cannot be used: ${reason}\n` +
        "Set DATABASE_URL to a PostgreSQL server (15 or newer), e.g. postgresql://user:password@host:5432/rotunda.",
      options,
    );
  }
}

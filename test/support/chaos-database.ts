import pg from "pg";

/** What chaos has done in a database so far. */
export interface DatabaseChaos {
  readonly told: number;
  readonly dropped: number;
  readonly doubled: number;
  readonly rolledBack: number;
}

// Sequences count, because they keep what a transaction that is rolled back has counted. Of doorbells: a payload of one
// id is the heartbeat. PostgreSQL hears the same payload only once per transaction, so a double names its last topic twice.
const CHAOS = `
  CREATE SCHEMA chaos;
  CREATE SEQUENCE chaos.told;
  CREATE SEQUENCE chaos.dropped;
  CREATE SEQUENCE chaos.doubled;
  CREATE SEQUENCE chaos.rolled_back;
  CREATE FUNCTION chaos.pg_notify(channel text, payload text) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE fate float := random();
    BEGIN
      IF length(payload) > 22 THEN
        PERFORM nextval('chaos.told');
        IF fate < 0.3 THEN PERFORM nextval('chaos.dropped'); RETURN; END IF;
        IF fate > 0.8 THEN
          PERFORM nextval('chaos.doubled'), pg_catalog.pg_notify(channel, payload || right(payload, 22));
        END IF;
      END IF;
      PERFORM pg_catalog.pg_notify(channel, payload);
    END $$;
  CREATE FUNCTION chaos.at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      -- The same for all rows of one transaction.
      IF (hashtext(pg_current_xact_id()::text) & 2147483647) % 10 = 0 THEN
        PERFORM nextval('chaos.rolled_back');
        RAISE EXCEPTION 'chaos: rolled back at commit';
      END IF;
      RETURN NULL;
    END $$`;

/** On an empty database, before any server: its sessions then ring through chaos, which drops 30 of 100 doorbells and doubles 20. */
export async function loseDoorbells(databaseUrl: string): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  await query(databaseUrl, CHAOS);
  // public comes first, so that tables are made there as ever.
  await query(databaseUrl, `ALTER DATABASE ${name} SET search_path = public, chaos, pg_catalog`);
}

/** From now on one of ten transactions that tell something fails at its very commit. */
export async function rollBackDeeds(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    "CREATE CONSTRAINT TRIGGER chaos_at_commit AFTER INSERT ON live_event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaos.at_commit()",
  );
}

export async function chaosIn(databaseUrl: string): Promise<DatabaseChaos> {
  const count = (name: string): string => `coalesce(pg_sequence_last_value('chaos.${name}'), 0)::int`;
  const [row] = await query<DatabaseChaos>(
    databaseUrl,
    `SELECT ${count("told")} AS told, ${count("dropped")} AS dropped, ${count("doubled")} AS doubled, ${count("rolled_back")} AS "rolledBack"`,
  );
  return row!;
}

/** Runs one statement beside the servers, on a connection of its own. */
export async function query<Row = Record<string, unknown>>(
  databaseUrl: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await (values.length > 0 ? client.query(text, [...values]) : client.query(text))).rows as Row[];
  } finally {
    await client.end();
  }
}

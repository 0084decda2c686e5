import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/**
 * Makes casts on this ballot fail in the database, so that it logs their statements with the values: a constraint that is
 * violated, a lock that is waited for too long, and a deadlock. All are over when this resolves.
 */
export async function provoke(url: string, ballotId: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE FUNCTION attack.refuse() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION USING ERRCODE = ''check_violation'', MESSAGE = ''planted''; END'`);
  const trigger = "CREATE TRIGGER planted BEFORE INSERT ON sealed_paper FOR EACH ROW EXECUTE FUNCTION attack.refuse()";
  await client.query(trigger);
  await sleep(40);
  await client.query("DROP TRIGGER planted ON sealed_paper");
  // A cast marks the roll, then waits here for longer than a lock may be waited for.
  await client.query("BEGIN");
  await client.query("LOCK TABLE sealed_paper IN SHARE MODE");
  await sleep(3_500);
  await client.query("COMMIT");
  await deadlock(client, ballotId);
  await client.end();
}

/** The cast has marked the roll and waits for the box; this holds the box and then wants the roll. */
async function deadlock(client: pg.Client, ballotId: string): Promise<void> {
  await client.query("BEGIN");
  await client.query("SET LOCAL deadlock_timeout = '10s'");
  await client.query("LOCK TABLE sealed_paper IN SHARE MODE");
  await sleep(200);
  await client.query("SELECT FROM ballot_eligibility WHERE ballot_id = $1 FOR UPDATE", [ballotId]);
  await client.query("COMMIT");
}

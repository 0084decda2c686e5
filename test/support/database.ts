import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A database of one test file's own. `drop()` also ends connections that are still open. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A copy of the migrated template: 60-110 ms, so a file can afford its own, and no test sees another's rows. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return makeDatabase(`${given("ROTUNDA_TEST_PREFIX")}_template`);
}

/** For tests of the migrations themselves: no tables at all. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return makeDatabase("template0");
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const name = `${given("ROTUNDA_TEST_PREFIX")}_${randomBytes(6).toString("hex")}`;
  await asAdmin((client) => patiently(() => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)));
  const url = new URL(given("ROTUNDA_TEST_ADMIN_URL"));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asAdmin((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** 55006: somebody (autovacuum, too) is connected to the template; PostgreSQL itself has waited five seconds by then. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "55006" || attempt === 3) throw error;
      await sleep(100 * attempt);
    }
  }
}

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: given("ROTUNDA_TEST_ADMIN_URL") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function given(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: test/support/global-setup.mjs has not run.`);
  return value;
}

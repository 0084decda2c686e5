/**
 * One PostgreSQL for the whole run, and a migrated template from which each test file copies its database. Runs before
 * Jest's module mapping exists, so it is plain JavaScript and imports dist (compiled by `pretest`).
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import globalTeardown from "./global-teardown.mjs";

const dist = (path) => new URL(`../../dist/${path}`, import.meta.url);

/** Handed to global-teardown.mjs, which runs in the same process. */
const state = (globalThis.__rotundaTestDatabase = {});

export default async function globalSetup() {
  const prefix = `rotunda_test_${randomBytes(4).toString("hex")}`;
  const admin = process.env.TEST_DATABASE_URL || (await startServer());
  Object.assign(state, { admin, prefix });
  try {
    await makeTemplate(admin, `${prefix}_template`);
  } catch (error) {
    await globalTeardown(); // Jest does not call it when the setup fails
    throw error;
  }
  // Workers are started after this and inherit the environment.
  process.env.ROTUNDA_TEST_ADMIN_URL = admin;
  process.env.ROTUNDA_TEST_PREFIX = prefix;
}

async function startServer() {
  const module = dist("src/platform/database/embedded/embedded-server.js");
  if (!existsSync(module)) throw new Error("dist/ is missing: run `node scripts/prepare.mjs` (`npm test` does) first.");
  const { startEmbeddedServer } = await import(module.href);
  const dataDir = await mkdtemp(join(tmpdir(), "rotunda-test-"));
  state.server = await startEmbeddedServer({ dataDir, durable: false });
  return state.server.url;
}

async function makeTemplate(admin, name) {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  } finally {
    await client.end();
  }
  const [config, migration] = [dist("ormconfig.js"), dist("src/platform/database/migrate.js")];
  if (![config, migration].every((url) => existsSync(fileURLToPath(url)))) return; // nothing to migrate yet
  await import("reflect-metadata");
  const [{ dataSourceOptions }, { migrate }] = await Promise.all([import(config.href), import(migration.href)]);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  await migrate(dataSourceOptions(url.href));
}

import { randomBytes } from "node:crypto";
import pg from "pg";
import { postgresUrl } from "./settings.js";

/** A database of one run's own. */
export interface BenchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes an empty one on the PostgreSQL server of BENCH_POSTGRES_URL; null when nobody answers there. */
export async function makeDatabase(): Promise<BenchDatabase | null> {
  const name = `rotunda_bench_${randomBytes(6).toString("hex")}`;
  try {
    await asAdmin(`CREATE DATABASE ${name} TEMPLATE template0`);
  } catch (error) {
    if ((error as { code?: string }).code === "ECONNREFUSED") return null;
    throw error;
  }
  const url = new URL(postgresUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl(), connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

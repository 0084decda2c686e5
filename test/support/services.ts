import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";

const REDIS = process.env["TEST_REDIS_URL"] ?? "redis://127.0.0.1:6379";
const ADMIN = process.env["TEST_POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** An empty database on a PostgreSQL server that somebody else runs; null, said loudly, where there is none. */
export async function databaseOnServer(): Promise<{ url: string; version: string; drop(): Promise<void> } | null> {
  const admin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: ADMIN, connectionTimeoutMillis: 2_000 });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const name = `rotunda_test_${randomBytes(6).toString("hex")}`;
  try {
    const version = await admin(async (client) => {
      await client.query(`CREATE DATABASE ${name}`);
      return (await client.query<{ server_version: string }>("SHOW server_version")).rows[0]!.server_version;
    });
    const url = new URL(ADMIN);
    url.pathname = `/${name}`;
    return {
      url: url.href,
      version,
      drop: () => admin(async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
    };
  } catch (error) {
    if (process.env["REQUIRE_SERVICES"] === "1") throw error;
    console.warn(
      `SKIPPED: no PostgreSQL server at ${ADMIN} (TEST_POSTGRES_URL). REQUIRE_SERVICES=1 makes this a failure.`,
    );
    return null;
  }
}

/** A Redis that somebody else runs, to be used with keys of one's own; null, said loudly, where there is none. */
export async function redisUrl(): Promise<string | null> {
  const redis = new Redis(REDIS, { lazyConnect: true, connectTimeout: 2_000, retryStrategy: () => null });
  redis.on("error", () => undefined); // connect() rejects with it
  try {
    await redis.connect();
    return REDIS;
  } catch (error) {
    if (process.env["REQUIRE_SERVICES"] === "1") throw error;
    console.warn(`SKIPPED: no Redis at ${REDIS} (TEST_REDIS_URL). REQUIRE_SERVICES=1 makes this a failure.`);
    return null;
  } finally {
    redis.disconnect();
  }
}

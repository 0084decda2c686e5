import { resolve } from "node:path";
import { z } from "zod";

const flag = z.enum(["on", "off"], { error: "must be on or off" });

const whole = (what: string, least: number, most: number) =>
  z.coerce
    .number({ error: `must be ${what}` })
    .int(`must be ${what}`)
    .min(least, `must be ${what}`)
    .max(most, `must be ${what}`);

/** Every variable the server reads, with its default; `.env.example` lists the same. */
const Environment = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: whole("a port from 0 to 65535", 0, 65_535).default(4000),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a URL such as postgres://user:password@host:5432/database" })
    .optional(),
  DATABASE_POOL: whole("a number of connections from 2 to 200", 2, 200).default(20),
  TRANSPORT: z.enum(["auto", "process", "postgres", "redis"]).default("auto"),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be a URL such as redis://host:6379" }).optional(),
  EVENT_RETENTION_DAYS: whole("a number of days from 1 to 36500", 1, 36_500).default(90),
  METRICS: flag.optional(),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  KEY_DIR: z.string().min(1).optional(),
  DEMO: z.enum(["auto", "on", "off"]).default("auto"),
  TRUST_PROXY: flag.default("off"),
  ALLOWED_ORIGINS: z.string().default(""),
  INTROSPECTION: flag.optional(),
  PLAYGROUND: flag.optional(),
  BOARD: flag.default("on"),
  MAX_SOCKETS: whole("a number of sockets from 1 to 100000", 1, 100_000).default(2_000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("warn"),
});

export interface Config {
  readonly production: boolean;
  /** Secret ballots are refused where the database may lose what it acknowledged; not in tests, whose databases may run without fsync. */
  readonly isDurable: boolean;
  readonly host: string;
  readonly port: number;
  /** A PostgreSQL server to use; null: the embedded one in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  /** How nodes tell each other what was committed. */
  readonly transport: "process" | "postgres" | "redis";
  readonly redisUrl: string | null;
  /** Days for which events can be resumed from, where a conference has no number of its own. */
  readonly eventRetentionDays: number;
  /** Serve GET /metrics. */
  readonly metrics: boolean;
  /** What Prometheus must send as a bearer token; null: nothing, only outside of production. */
  readonly metricsToken: string | null;
  readonly dataDir: string;
  readonly keyDir: string;
  readonly demo: "auto" | "on" | "off";
  /** Take the client's address from X-Forwarded-For (its last entry). */
  readonly trustProxy: boolean;
  /** Origins of browsers besides the server's own. */
  readonly allowedOrigins: readonly string[];
  readonly introspection: boolean;
  readonly playground: boolean;
  /** Serve the web rooms at `/`. */
  readonly board: boolean;
  readonly maxSockets: number;
  readonly logLevel: string;
}

export class ConfigError extends Error {}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Reads and checks the environment as a whole; throws ConfigError with one line per problem. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(
      `The configuration cannot be used:\n${lines.join("\n")}\nSee .env.example for every variable.`,
    );
  }
  const env = parsed.data;
  const production = env.NODE_ENV === "production";
  if (env.DEMO === "on" && (production || !isLoopback(env.HOST))) {
    throw new ConfigError(
      "DEMO=on is refused in production and beyond loopback: its access codes are public. Unset DEMO, NODE_ENV=production or HOST.",
    );
  }
  if (env.TRANSPORT === "redis" && !env.REDIS_URL)
    throw new ConfigError("TRANSPORT=redis needs REDIS_URL, for example redis://host:6379.");
  if (env.METRICS === "on" && production && !env.METRICS_TOKEN)
    throw new ConfigError("METRICS=on in production needs METRICS_TOKEN: what Prometheus sends as a bearer token.");
  const dataDir = resolve(env.DATA_DIR);
  return Object.freeze({
    production,
    isDurable: env.NODE_ENV !== "test",
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL ?? null,
    databasePool: env.DATABASE_POOL,
    transport: env.TRANSPORT === "auto" ? likelyTransport(env) : env.TRANSPORT,
    redisUrl: env.REDIS_URL ?? null,
    eventRetentionDays: env.EVENT_RETENTION_DAYS,
    metrics: env.METRICS ? env.METRICS === "on" : !production || env.METRICS_TOKEN !== undefined,
    metricsToken: env.METRICS_TOKEN ?? null,
    dataDir,
    keyDir: env.KEY_DIR ? resolve(env.KEY_DIR) : resolve(dataDir, "keys"),
    demo: env.DEMO,
    trustProxy: env.TRUST_PROXY === "on",
    allowedOrigins: env.ALLOWED_ORIGINS.split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
    introspection: env.INTROSPECTION ? env.INTROSPECTION === "on" : !production,
    board: env.BOARD === "on",
    playground: env.PLAYGROUND ? env.PLAYGROUND === "on" : !production,
    maxSockets: env.MAX_SOCKETS,
    logLevel: env.LOG_LEVEL,
  });
}

/** A server of its own may have other nodes beside this one; the embedded database never has. */
function likelyTransport(env: z.infer<typeof Environment>): Config["transport"] {
  if (env.REDIS_URL) return "redis";
  return env.DATABASE_URL ? "postgres" : "process";
}

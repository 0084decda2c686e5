/** Rotunda's own log, hub and socket door, over the schema that all servers of the live scenarios share. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { GraphQLError } from "graphql";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "../../ormconfig.js";
import { parseCursor, readCursor } from "../../src/live/cursor.js";
import { Hub } from "../../src/live/hub.js";
import { Journal } from "../../src/live/journal.js";
import type { LiveEvent, TopicHead } from "../../src/live/live-event.js";
import { subscribeLive } from "../../src/live/subscribing.js";
import { InProcessTransport } from "../../src/live/transport.js";
import { LiveSource } from "../../src/live/watching.js";
import { Database } from "../../src/platform/database/database.js";
import { migrate } from "../../src/platform/database/migrate.js";
import { Context } from "../../src/platform/graphql/context.js";
import { Sockets } from "../../src/platform/http/sockets.js";
import { type BenchDatabase, makeDatabase } from "../database.js";
import { makeSchema, ROOM } from "../schema.js";
import { type BenchServer, serve } from "../serving.js";

const PRINCIPAL = randomUUID();
const POOL = 10;

interface Options {
  /** A database whose log has the room, and which stays; without it the server makes one and drops it. */
  readonly databaseUrl?: string;
}

async function start({ databaseUrl }: Options): Promise<BenchServer> {
  const own = databaseUrl ? null : await ownDatabase();
  const source = await new DataSource(dataSourceOptions(databaseUrl ?? own!.url, { pool: POOL })).initialize();
  const database = new Database(source, POOL);
  const transport = new InProcessTransport();
  const journal = new Journal(database, transport);
  await journal.checkIdentity(); // as the product does before it listens
  if (own) await database.transaction(null, (tx) => journal.openTopic(tx, ROOM, randomUUID()));
  const hub = makeHub(journal, transport);
  const server = createServer();
  const sockets = makeSockets(database, journal, hub);
  server.on("upgrade", (request, connection, head) => sockets.upgrade(request, connection, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 4096, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    emit: async (events) => {
      const entries = events.map((event) => ({ topicId: ROOM, kind: event.kind, body: { ...event } }));
      await database.transaction(null, (tx) => journal.append(tx, entries));
      return process.hrtime.bigint();
    },
    end: async () => {
      await source.destroy();
      await own?.drop();
    },
  };
}

async function placeBehind(
  journal: Journal,
  topic: TopicHead,
  cursor: string | null | undefined,
): Promise<{ after: number; mark: number }> {
  if (!cursor) return { after: topic.head, mark: topic.mark };
  const claimed = parseCursor(cursor);
  const [event] = await journal.tail(new Map([[topic.topicId, (claimed?.seq ?? 1) - 1]]), 1);
  return { after: readCursor(claimed, topic, event?.mark ?? null), mark: claimed?.mark ?? 0 };
}

async function ownDatabase(): Promise<BenchDatabase> {
  const own = await makeDatabase();
  if (!own) throw new Error("no PostgreSQL server: set BENCH_POSTGRES_URL");
  await migrate(dataSourceOptions(own.url));
  return own;
}

function makeHub(journal: Journal, transport: InProcessTransport): Hub {
  return new Hub(journal, transport, {
    pollMilliseconds: 1_000,
    renewMilliseconds: 30_000,
    ring: 256,
    page: 200,
    catchUps: 8,
    renderedBytes: 32 * 1024 * 1024,
    renew: async (asked) => asked.map(({ attributes }) => attributes),
    onError: (error) => console.error(error),
  });
}

function makeSockets(database: Database, journal: Journal, hub: Hub): Sockets {
  const schema = makeSchema(
    async (_root, { room, after }) => {
      const [topic] = await journal.headsNow([room]);
      if (!topic) throw new Error("no such room");
      return new LiveSource({
        topic,
        ...(await placeBehind(journal, topic, after)),
        principalId: PRINCIPAL,
        attributes: { class: "one" },
        states: false,
      });
    },
    (event) => (event as LiveEvent).body,
  );
  const services = {
    get: (): never => {
      throw new Error("there are no services here");
    },
  };
  const plain = (errors: readonly GraphQLError[]): ReturnType<GraphQLError["toJSON"]>[] =>
    errors.map((error) => error.toJSON());
  return new Sockets({
    schema,
    introspection: false,
    maxSockets: 100_000,
    authenticate: async () => null,
    endedSessions: async () => [],
    makeContext: (principal, from, id) => new Context({ database, services }, principal, from, id),
    sourceOf: () => "127.0.0.1",
    allowsOrigin: () => true,
    mask: (formatted) => formatted,
    subscribe: (args, operation) => subscribeLive(args, operation, { hub, mask: plain }),
    log: (message, error) => console.error(message, error),
  });
}

serve(start);

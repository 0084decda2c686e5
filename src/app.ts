import { createServer, type Server } from "node:http";
import { join } from "node:path";
import type { GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import type { Foundation } from "./foundation.js";
import { liveExtension } from "./live/extension.js";
import { Hub } from "./live/hub.js";
import { packageRoot } from "./package-root.js";
import { Context, type Principal } from "./platform/graphql/context.js";
import { maskError } from "./platform/graphql/errors.js";
import { apolloServer } from "./platform/http/apollo.js";
import { CONNECTION_LIMITS } from "./platform/http/limits.js";
import { originCheck, sourceReader } from "./platform/http/network.js";
import { loadPlayground } from "./platform/http/playground.js";
import { requestHandler } from "./platform/http/request-handler.js";
import { Sockets } from "./platform/http/sockets.js";
import { every } from "./platform/kernel/every.js";
import { buildRotundaSchema } from "./schema.js";
import { makeServices } from "./services.js";

/** A running Rotunda. */
export interface App {
  readonly server: Server;
  readonly hub: Hub;
  /** Stops taking requests, lets running ones end, closes sockets spread over a moment. The foundation stays open. */
  close(): Promise<void>;
}

const CLOSE_SPREAD_MS = 2_000;
const SCHEDULE_MS = 1_000;

/** The composition root: makes services, resolvers, schema and both doors over an open foundation. Does not listen yet. */
export async function createApp(config: Config, foundation: Foundation, log: Logger): Promise<App> {
  const { database, journal, transport, signIns } = foundation;
  const hub = new Hub(journal, transport, {
    pollMilliseconds: 1_000,
    ring: 256,
    page: 200,
    catchUps: 8,
    onError: (error) => log.error({ err: error }, "reading the live log failed; trying again"),
  });
  const services = makeServices(foundation, hub);
  const schema = buildRotundaSchema((resolver) => services.get(resolver as never));
  const mask = (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError =>
    maskError(formatted, thrown, {
      revealSchema: config.introspection,
      log: (error, errorId) => log.error({ err: error, errorId }, "an operation failed"),
    });
  const makeContext = (principal: Principal | null, source: string, requestId: string): Context =>
    new Context({ database, services }, principal, source, requestId);
  const sourceOf = sourceReader(config.trustProxy);
  const logError = (message: string, error: unknown): void => log.error({ err: error }, message);
  const authenticate = (token: string): Promise<Principal | null> => signIns.authenticate(token);
  const apollo = apolloServer({ schema, introspection: config.introspection, mask });
  await apollo.start();
  const playground = config.playground ? loadPlayground(join(packageRoot(), "dist", "playground")) : null;
  const sockets = new Sockets({
    schema,
    introspection: config.introspection,
    maxSockets: config.maxSockets,
    authenticate,
    makeContext,
    sourceOf,
    mask,
    log: logError,
    endedSessions: (ids) => signIns.ended(ids),
    allowsOrigin: originCheck(config.allowedOrigins),
    extend: liveExtension,
  });
  signIns.onSessionsEnded((ids) => sockets.endSessions(ids));
  let stopping = false;
  const isReady = async (): Promise<boolean> =>
    !stopping &&
    (await database
      .read((tx) => tx.query("SELECT 1"))
      .then(
        () => true,
        () => false,
      ));
  const server = createServer(
    {
      headersTimeout: CONNECTION_LIMITS.headersTimeout,
      requestTimeout: CONNECTION_LIMITS.requestTimeout,
      connectionsCheckingInterval: CONNECTION_LIMITS.checkingInterval,
      maxHeaderSize: CONNECTION_LIMITS.headerBytes,
    },
    requestHandler({ apollo, playground, authenticate, makeContext, sourceOf, isReady, log: logError }),
  );
  server.on("upgrade", (request, connection, head) => sockets.upgrade(request, connection, head));
  const schedule = every(SCHEDULE_MS, () => services.closing.closeDue(), logError);
  return {
    server,
    hub,
    close: async () => {
      stopping = true;
      await schedule.stop();
      const closed = new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
      server.closeIdleConnections();
      await apollo.stop();
      await sockets.close(CLOSE_SPREAD_MS);
      await hub.close();
      setTimeout(() => server.closeAllConnections(), 10_000).unref();
      await closed;
    },
  };
}

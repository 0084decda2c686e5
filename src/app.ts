import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { join } from "node:path";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { Pool } from "pg";
import type { Logger } from "pino";
import type { Config } from "./config.js";
import type { Foundation } from "./foundation.js";
import { hasDemo } from "./domain/intake/demo.service.js";
import { FeedService } from "./domain/feed/feed.service.js";
import type { Viewer } from "./domain/identity/viewer.policy.js";
import { trailTerms } from "./domain/trail/terms.service.js";
import { Hub } from "./live/hub.js";
import { pruneEvents } from "./live/retention.js";
import { subscribeLive } from "./live/subscribing.js";
import { makeMetrics } from "./metrics.js";
import { packageRoot, packageVersion } from "./package-root.js";
import { withoutParameters } from "./platform/database/faults.js";
import { Context, type Principal, type Services } from "./platform/graphql/context.js";
import { maskError } from "./platform/graphql/errors.js";
import { LIMITS } from "./platform/graphql/limits.js";
import { apolloServer } from "./platform/http/apollo.js";
import { CONNECTION_LIMITS } from "./platform/http/limits.js";
import { mayMeasure, originCheck, sourceReader } from "./platform/http/network.js";
import { loadBoard } from "./platform/http/board.js";
import { loadPlayground } from "./platform/http/playground.js";
import { type HandlerParts, requestHandler } from "./platform/http/request-handler.js";
import { maskAll, Sockets } from "./platform/http/sockets.js";
import { every } from "./platform/kernel/every.js";
import { Sequencer } from "./trail/sequencer.js";
import { mayPlay, PlayerProcess } from "./rehearsing.js";
import { buildRotundaSchema } from "./schema.js";
import { makeServices, type MadeServices } from "./services.js";

/** A running Rotunda. */
export interface App {
  readonly server: Server;
  readonly hub: Hub;
  readonly trail: Sequencer;
  /** Stops taking requests, lets running ones end, closes sockets spread over a moment. The foundation stays open. */
  close(): Promise<void>;
}

const CLOSE_SPREAD_MS = 2_000;
const SCHEDULE_MS = 1_000;
const PRUNING_MS = 3_600_000;
const WIPING_MS = 60_000;

/** The composition root: makes services, resolvers, schema and both doors over an open foundation. Does not listen yet. */
export async function createApp(config: Config, foundation: Foundation, log: Logger): Promise<App> {
  const report = (message: string, error?: unknown): void => log.error({ err: withoutParameters(error) }, message);
  const player = mayPlay(config) ? new PlayerProcess(() => server) : null;
  const services = makeServices(foundation, report, player);
  await prepareSecrecy(services, foundation, report);
  const hub = makeHub(foundation, services, log);
  const common = commonParts(config, foundation, services, log);
  const sequencer = new Sequencer(foundation.database, trailTerms(foundation.keys, packageVersion()), common.log);
  const apollo = apolloServer(common);
  await apollo.start();
  const sockets = new Sockets({
    ...common,
    maxSockets: config.maxSockets,
    endedSessions: (ids) => foundation.signIns.ended(ids),
    allowsOrigin: originCheck(config.allowedOrigins),
    subscribe: (args, operation) =>
      subscribeLive(args, operation, { hub, mask: (errors) => maskAll(errors, common.mask) }),
  });
  foundation.signIns.onSessionsEnded((ids) => sockets.endSessions(ids));
  let stopping = false;
  const server = makeServer(
    requestHandler({
      ...common,
      apollo,
      mostBytes: (principal) =>
        (principal as Viewer).isAdmin ? LIMITS.administratorPayloadBytes : LIMITS.payloadBytes,
      board: config.board ? loadBoard(join(packageRoot(), "dist", "board")) : null,
      playground: config.playground
        ? loadPlayground(join(packageRoot(), "dist", "playground"), () => hasDemo(foundation.database))
        : null,
      metrics: metricsFor(config, foundation, { hub, sockets, trail: sequencer }),
      isReady: async () => !stopping && (await answers(foundation)),
    }),
  );
  // Room for every socket and as many requests beside them.
  server.maxConnections = config.maxSockets * 2;
  server.on("upgrade", (request, connection, head) => sockets.upgrade(request, connection, head));
  sequencer.start(foundation.transport);
  const schedule = every(SCHEDULE_MS, () => services.closing.closeDue(), common.log);
  const wiping = every(WIPING_MS, () => services.wiping.wipe(), common.log);
  const pruning = every(PRUNING_MS, () => pruneEvents(foundation.database, config.eventRetentionDays), common.log);
  return {
    server,
    hub,
    trail: sequencer,
    close: async () => {
      stopping = true;
      await player?.stop();
      await Promise.all([schedule.stop(), wiping.stop(), pruning.stop()]);
      const closed = new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
      server.closeIdleConnections();
      await apollo.stop();
      await sockets.close(CLOSE_SPREAD_MS);
      await hub.close();
      setTimeout(() => server.closeAllConnections(), 10_000).unref();
      await closed;
      // Nothing is done any more: what was done is chained and signed.
      await sequencer.stop();
    },
  };
}

/** Before anything is served: what a crash left of keys is destroyed, what cannot be counted is known, and so is why none can be held. */
async function prepareSecrecy(
  { wiping, sealing }: MadeServices,
  { database }: Foundation,
  report: (message: string) => void,
): Promise<void> {
  await wiping.adopt(false);
  await wiping.wipe();
  const fault = await database.read((tx) => sealing.fault(tx));
  if (fault) report(`secret ballots are refused on this server: ${fault}`);
}

/** Metrics for whoever sends the token; without one, for callers on this machine. */
function metricsFor(
  config: Config,
  { database }: Foundation,
  { hub, sockets, trail }: { readonly hub: Hub; readonly sockets: Sockets; readonly trail: Sequencer },
): HandlerParts["metrics"] {
  if (!config.metrics) return async () => null;
  const { master: pool } = database.source.driver as unknown as { master: Pool };
  const text = makeMetrics({
    live: hub.counters,
    sockets,
    trail,
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  });
  return async (request) => (mayMeasure(request, config.metricsToken) ? text() : null);
}

function makeHub({ journal, transport }: Foundation, services: Services, log: Logger): Hub {
  const feed = services.get(FeedService);
  return new Hub(journal, transport, {
    pollMilliseconds: 1_000,
    renewMilliseconds: 30_000,
    ring: 256,
    page: 200,
    catchUps: 8,
    renderedBytes: 32 * 1024 * 1024,
    renew: (asked) => feed.renew(asked),
    onError: (error) => log.error({ err: withoutParameters(error) }, "reading the live log failed; trying again"),
  });
}

/** What both doors are given alike. */
interface CommonParts {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly authenticate: (token: string) => Promise<Principal | null>;
  readonly makeContext: (principal: Principal | null, source: string, requestId: string) => Context;
  readonly sourceOf: (request: IncomingMessage) => string;
  readonly mask: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
  readonly log: (message: string, error: unknown) => void;
}

function commonParts(config: Config, foundation: Foundation, services: Services, log: Logger): CommonParts {
  const { introspection } = config;
  const report = (error: unknown, errorId: string): void => log.error({ err: error, errorId }, "an operation failed");
  const surroundings = { database: foundation.database, services };
  return {
    schema: buildRotundaSchema((resolver) => services.get(resolver as never)),
    introspection,
    authenticate: (token) => foundation.signIns.authenticate(token),
    makeContext: (principal, source, requestId) => new Context(surroundings, principal, source, requestId),
    sourceOf: sourceReader(config.trustProxy),
    mask: (formatted, thrown) => maskError(formatted, thrown, { revealSchema: introspection, log: report }),
    log: (message, error) => log.error({ err: withoutParameters(error) }, message),
  };
}

function makeServer(handle: RequestListener): Server {
  const { headersTimeout, requestTimeout, checkingInterval, headerBytes } = CONNECTION_LIMITS;
  const options = {
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: checkingInterval,
    maxHeaderSize: headerBytes,
  };
  return createServer(options, handle);
}

/** Whether the database answers. */
function answers({ database }: Foundation): Promise<boolean> {
  return database
    .read((tx) => tx.query("SELECT 1"))
    .then(
      () => true,
      () => false,
    );
}

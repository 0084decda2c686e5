import { randomUUID } from "node:crypto";
import type { DocumentNode, GraphQLSchema } from "graphql";
import { pino } from "pino";
import { type App, createApp } from "../src/app.js";
import { type Config, readConfig } from "../src/config.js";
import { type Foundation, openFoundation } from "../src/foundation.js";
import { Context } from "../src/platform/graphql/context.js";
import { wantsSnapshot } from "../src/platform/graphql/snapshot.js";
import { buildRotundaSchema } from "../src/schema.js";
import { makeServices } from "../src/services.js";

/** Where the product's data is: the same for all servers of a run. */
export interface Place {
  /** Null: the embedded server in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Holds the keys, so that a token of one server works at the other. */
  readonly dataDir: string;
}

/** Rotunda's schema and what its resolvers need, without a door. */
export interface Product {
  readonly schema: GraphQLSchema;
  /** The viewer of a request, judged as the product does: the token's signature, then its session in the database. */
  readonly makeContext: (authorization: string | undefined) => Promise<Context>;
}

const log = pino({ level: "fatal" }, pino.destination(2));

export function openProductFoundation(place: Place): Promise<Foundation> {
  return openFoundation(configOf(place), { log: () => undefined });
}

/** The product as it runs. */
export async function openApp(place: Place): Promise<App> {
  return createApp(configOf(place), await openProductFoundation(place), log);
}

/** The same schema over the same services, for another server's door. */
export async function openProduct(place: Place): Promise<Product> {
  const foundation = await openProductFoundation(place);
  const services = makeServices(foundation, () => undefined);
  const surroundings = { database: foundation.database, services };
  return {
    schema: buildRotundaSchema((resolver) => services.get(resolver as never)),
    makeContext: async (authorization) => {
      const token = authorization?.replace(/^Bearer /, "");
      const principal = token ? await foundation.signIns.authenticate(token) : null;
      if (token && !principal) throw new Error("the token does not work");
      return new Context(surroundings, principal, "127.0.0.1", randomUUID());
    },
  };
}

/** The Room query reads one moment of the database at every server, or they would not do the same work. */
export function prepareContext(context: Context, document: DocumentNode, operation: string | null | undefined): void {
  if (wantsSnapshot(document, operation)) context.useSnapshot();
}

function configOf({ databaseUrl, dataDir }: Place): Config {
  return readConfig({
    DATA_DIR: dataDir,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    PORT: "0",
    LOG_LEVEL: "fatal",
    PLAYGROUND: "off",
  });
}

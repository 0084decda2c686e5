import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type App, createApp } from "../../src/app.js";
import { type Config, readConfig } from "../../src/config.js";
import { type Foundation, openFoundation } from "../../src/foundation.js";
import { Client } from "./client.js";
import { createTestDatabase } from "./database.js";

/** A whole server on a database of its own, listening on a free port. */
export interface TestApp {
  readonly config: Config;
  readonly foundation: Foundation;
  readonly app: App;
  /** http://127.0.0.1:port/graphql */
  readonly url: string;
  /** What the server logged, as JSON lines: tests look for what must not be there. */
  readonly logged: string[];
  client(token?: string): Client;
  /** A client that signed in with this access code. */
  signIn(accessCode: string): Promise<Client>;
  close(): Promise<void>;
}

/** Starts one; `environment` as for `npm start`. Close it in afterAll: open handles fail the run. */
export async function startApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "rotunda-app-"));
  const logged: string[] = [];
  const config = readConfig({
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: "0",
    LOG_LEVEL: "trace",
    ...environment,
  });
  const log = pino({ level: config.logLevel }, { write: (line: string) => void logged.push(line) });
  const foundation = await openFoundation(config, { log: (message) => void logged.push(message) });
  const app = await createApp(config, foundation, log);
  // Client and server share one event loop here: after it was busy for some seconds the server would close a connection in the
  // very moment in which the client sends on it. Here the client gives up idle connections first.
  app.server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => app.server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
  const clients: Client[] = [];
  const client = (token?: string): Client => {
    const made = new Client(url, token);
    clients.push(made);
    return made;
  };
  return {
    config,
    foundation,
    app,
    url,
    logged,
    client,
    signIn: async (accessCode) => client(await client().accessToken(accessCode)),
    close: async () => {
      for (const one of clients) await one.close();
      await app.close();
      await foundation.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

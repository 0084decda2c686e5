import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Config, ConfigError } from "./config.js";
import { DemoRefused } from "./demo.js";
import { KeysMissing } from "./platform/auth/keys.js";
import { DataDirectoryInUse, EmbeddedUnavailable } from "./platform/database/embedded/embedded-server.js";

export class PortBusy extends Error {}

/** Listens as configured; answers the address. A busy port is said in words. */
export async function listen(server: Server, config: Pick<Config, "host" | "port">): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const busy = error.code === "EADDRINUSE";
      reject(
        busy
          ? new PortBusy(
              `Port ${config.port} on ${config.host} is in use by another program. Stop it, or choose another port: PORT=${config.port + 1} npm start`,
            )
          : error,
      );
    });
    server.listen(config.port, config.host, resolve);
  });
  server.removeAllListeners("error"); // a rejection for a server that listens already would swallow its fault
  const { port } = server.address() as AddressInfo;
  return `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
}

/** What a person needs to read when the server does not start: a sentence for what we know, the stack for the rest. */
export function explain(error: unknown): string {
  const known = [ConfigError, KeysMissing, DataDirectoryInUse, EmbeddedUnavailable, DemoRefused, PortBusy];
  if (known.some((kind) => error instanceof kind)) return `Rotunda cannot start: ${(error as Error).message}`;
  const code = (error as { code?: string } | null)?.code ?? "";
  if (/^(ECONN|ENOTFOUND|EAI_|28|3D)/.test(code))
    return `Rotunda cannot reach the database of DATABASE_URL: ${(error as Error).message}. Check address, name and password, and that the server runs.`;
  return `Rotunda cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

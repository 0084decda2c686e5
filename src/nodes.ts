import type { Config } from "./config.js";
import { PostgresDoorbell } from "./live/doorbell.js";
import { RedisStreams } from "./live/streams.js";
import { InProcessTransport, type Transport } from "./live/transport.js";
import type { Keys } from "./platform/auth/keys.js";

/**
 * Opens what the configuration says nodes tell each other with. Never fails because the other side is away: until it is
 * back, each node finds what others did by its own look at the log. A command beside a server needs none.
 */
export async function openTransport(
  config: Config,
  databaseUrl: string,
  keys: Keys,
  options: { readonly log: (message: string, error?: unknown) => void; readonly join?: boolean },
): Promise<Transport> {
  if (options.join || config.transport === "process") return new InProcessTransport();
  const onError = (message: string, error: unknown): void => options.log(message, error ?? message);
  if (config.transport === "postgres") return PostgresDoorbell.open({ connectionString: databaseUrl, onError });
  const sign = (text: string): string => keys.hash("live stream", text).toString("base64url");
  return RedisStreams.open({ url: config.redisUrl!, sign, onError });
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, type ServerProcess, startServer } from "./server-process.js";
import { databaseOnServer } from "./services.js";

/** Real server processes on one real PostgreSQL server. */
export interface Cluster {
  readonly nodes: ServerProcess[];
  readonly databaseUrl: string;
  /** Starts the node at this place again, on the same port. */
  restart(place: number): Promise<void>;
  close(): Promise<void>;
}

/** Null, said loudly, where there is no server. `before`: what is done to the empty database first. */
export async function startCluster(
  size: number,
  environment: Record<string, string>,
  before: (databaseUrl: string) => Promise<void> = async () => undefined,
): Promise<Cluster | null> {
  const database = await databaseOnServer();
  if (!database) return null;
  const directory = mkdtempSync(join(tmpdir(), "rotunda-nodes-"));
  const ports = await Promise.all(Array.from({ length: size }, freePort));
  const start = (place: number): Promise<ServerProcess> =>
    startServer({
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      DATABASE_POOL: "8",
      DEMO: "on",
      PORT: String(ports[place]),
      ...environment,
    });
  const nodes: ServerProcess[] = [];
  const close = async (): Promise<void> => {
    for (const node of nodes) {
      node.signal("SIGCONT");
      node.signal("SIGKILL");
      await node.exited;
    }
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await before(database.url);
    // The first brings tables, keys and demo data; the others find them.
    for (let place = 0; place < size; place += 1) nodes.push(await start(place));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    nodes,
    databaseUrl: database.url,
    restart: async (place) => {
      nodes[place] = await start(place);
    },
    close,
  };
}

import { createServer, connect, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A wire between browsers and a server, at the level of TCP: what a hall's Wi-Fi does to people. */
export interface Wire {
  /** http://127.0.0.1:port */
  readonly origin: string;
  /** Where it leads; another one after a restart of the server elsewhere. */
  leadTo(port: number): void;
  /** Cuts everything that is connected, without a word of farewell. */
  cut(): void;
  /** Nothing goes through in either direction and nothing is closed, and what comes meanwhile waits; until `flow`. */
  stall(): void;
  /** Refuses new connections besides cutting those that are there; until `flow`. */
  pull(): void;
  flow(): void;
  close(): Promise<void>;
}

export async function openWire(serverPort: number): Promise<Wire> {
  let port = serverPort;
  let isPulled = false;
  let isStalled = false;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    if (isPulled) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.setNoDelay(true).on("error", end).on("close", end);
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => near.write(chunk));
    if (isStalled) for (const socket of pair) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const all = (): Socket[] => [...pairs].flat();
  const cut = (): void => all().forEach((socket) => socket.resetAndDestroy());
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (next) => void (port = next),
    cut,
    stall: () => {
      isStalled = true;
      all().forEach((socket) => socket.pause());
    },
    pull: () => {
      isPulled = true;
      cut();
    },
    flow: () => {
      isPulled = isStalled = false;
      all().forEach((socket) => socket.resume());
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

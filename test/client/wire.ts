import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** A wire to a server that can be cut, and stay cut: what happens to Wi-Fi, proxies and laptops. */
export class Wire {
  cuts = 0;
  /** While it is true nobody gets through. */
  isDown = false;
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly server = createServer((near) => this.join(near));

  constructor(private readonly target: URL) {}

  /** Answers its own port. */
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** Cuts one connection, or all of them, without a goodbye. */
  cut(which?: number): void {
    const pairs = [...this.pairs];
    const chosen = which === undefined ? pairs : pairs.length > 0 ? [pairs[which % pairs.length]!] : [];
    for (const pair of chosen) {
      this.cuts += 1;
      for (const socket of pair) socket.destroy();
    }
  }

  async close(): Promise<void> {
    this.isDown = true;
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    if (this.isDown) return void near.destroy();
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair = [near, far] as const;
    this.pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on("error", () => undefined);
      from.on("close", () => {
        this.pairs.delete(pair);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}

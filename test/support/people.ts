import { Client } from "./client.js";
import type { Cluster } from "./cluster.js";

/** People of the demo conference at the nodes of a cluster: signed in once, a token works at all of them. */
export class People {
  private readonly tokens = new Map<string, Promise<string>>();
  /** Places of the nodes that answer. */
  readonly alive: Set<number>;

  constructor(readonly cluster: Cluster) {
    this.alive = new Set(cluster.nodes.keys());
  }

  anyNode(but = -1): number {
    const others = [...this.alive].filter((node) => node !== but);
    return others[Math.floor(Math.random() * others.length)]!;
  }

  urlOf(node: number): string {
    return this.cluster.nodes[node]!.url;
  }

  token(code: string): Promise<string> {
    const known = this.tokens.get(code) ?? new Client(this.urlOf(this.anyNode())).accessToken(`demo-${code}`);
    this.tokens.set(code, known);
    return known;
  }

  /** The person at this node, or at any that answers. */
  async at(code: string, node = this.anyNode()): Promise<Client> {
    return new Client(this.urlOf(node), await this.token(code));
  }
}

/** Does it again until it succeeds, where one of ten deeds is rolled back. */
export async function insist<T>(deed: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deed();
    } catch (error) {
      if (attempt === 12) throw error;
    }
  }
}

import type { EntityManager } from "typeorm";
import { sealed } from "../live/facts.js";
import type { Transport } from "../live/transport.js";
import type { Database } from "../platform/database/database.js";
import { every } from "../platform/kernel/every.js";
import type { Json } from "../platform/kernel/json.js";
import { BEGUN, chained, CLOSED, type Content, FORMAT, type Head, type Link, NOTHING, TERMS_CHANGED } from "./entry.js";
import * as store from "./store.js";
import type { TrailTerms } from "./terms.js";

/** Entries of one transaction at most. */
const BATCH = 1_000;
const SIGN_SECONDS = 60;
/** How long a doorbell waits for more to come: what is told together is chained together. */
const GATHER_MS = 250;
const LOOK_MS = 1_000;

/**
 * Chains what deeds have told, per scope and behind their commits, so that no vote waits for it. Any node may do it: a lock
 * lets one at a time work on a scope, and the primary key is the last judge.
 */
export class Sequencer {
  /** Seconds for which the oldest event that is not chained has waited, as of the last look. */
  lag = 0;
  /** Entries that this node has chained. */
  entries = 0;
  private readonly ended = new Set<string>();
  private readonly agreed = new Set<string>();
  private running: Promise<void> | null = null;
  private again = false;
  private bell: NodeJS.Timeout | undefined;
  private looking: { stop(): Promise<void> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly terms: TrailTerms,
    private readonly onError: (message: string, error: unknown) => void = () => undefined,
  ) {}

  /** Works on its own from here on: behind each commit of this node, and each second. */
  start(transport: Pick<Transport, "onEvents">): void {
    this.looking = every(LOOK_MS, () => this.run(), this.onError);
    transport.onEvents(() => this.ring());
  }

  async stop(): Promise<void> {
    const { looking } = this;
    this.looking = undefined;
    clearTimeout(this.bell);
    await looking?.stop();
    await this.running?.catch(() => undefined);
  }

  /** Chains everything that waits. One run at a time; whoever asks meanwhile waits for a further one. */
  run(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.work().finally(() => (this.running = null));
    return this.running;
  }

  /** Ends a chain: what comes later in this scope is not chained. False when it has ended before. */
  async close(scopeId: string, by: string | null): Promise<boolean> {
    await this.run();
    return this.database.transaction(null, async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('trail ' || $1::text, 0))", [scopeId]);
      const head = await store.headOf(tx, scopeId);
      if (!head || head.kind === CLOSED) return false;
      const link = chained(ownEntry(scopeId, head.number + 1, CLOSED, await store.now(tx), {}, by), head.hash);
      await store.writeLinks(tx, [link]);
      await this.signIn(tx, scopeId, { number: head.number + 1, hash: link.hash });
      return true;
    });
  }

  private ring(): void {
    if (!this.looking || this.bell) return;
    this.bell = setTimeout(() => {
      this.bell = undefined;
      this.run().catch((error: unknown) => this.onError("chaining failed; it is tried again", error));
    }, GATHER_MS);
    this.bell.unref();
  }

  private async work(): Promise<void> {
    const failures: unknown[] = [];
    do {
      this.again = false;
      const behind = await this.database.read((tx) => store.scopesBehind(tx));
      // What is told behind the end of a chain waits for good: the verifier names it.
      this.lag = Math.max(0, ...behind.map(({ scopeId, seconds }) => (this.ended.has(scopeId) ? 0 : seconds)));
      await this.forEach(
        behind.map(({ scopeId }) => scopeId),
        async (scopeId) => {
          while ((await this.chain(scopeId)) === BATCH);
        },
        failures,
      );
    } while (this.again && failures.length === 0);
    const unsigned = await this.database.read((tx) => store.scopesToSign(tx, SIGN_SECONDS));
    await this.forEach(unsigned, (scopeId) => this.sign(scopeId), failures);
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, `${failures.length} trails could not be continued`);
  }

  /** A scope in which something fails must not hold up the others. */
  private async forEach(
    scopeIds: readonly string[],
    work: (scopeId: string) => Promise<void>,
    failures: unknown[],
  ): Promise<void> {
    for (const scopeId of scopeIds) await work(scopeId).catch((error: unknown) => failures.push(error));
  }

  /** Chains one batch; answers how many events it took. */
  private chain(scopeId: string): Promise<number> {
    return this.database.transaction(null, async (tx) => {
      if (!(await store.holdTrail(tx, scopeId))) return 0;
      const head = await store.headOf(tx, scopeId);
      if (head?.kind === CLOSED) {
        this.ended.add(scopeId);
        return 0;
      }
      const links: Link[] = await this.preface(tx, scopeId, head);
      const events = await store.waitingIn(tx, scopeId, BATCH);
      const last = (): Head => (links.at(-1) ? headOfLink(links.at(-1)!) : head!);
      const taken = new Map<string, store.Taken>();
      for (const event of events) {
        const omitted = taken.get(event.topic_id)?.omitted ?? event.omitted;
        const isOmitted = this.terms.omitted.has(event.kind);
        taken.set(event.topic_id, { seq: Number(event.seq), omitted: isOmitted ? omitted + 1 : 0 });
        if (isOmitted) continue;
        const before = last();
        links.push(chained(this.contentOf(scopeId, before.number + 1, event, omitted), before.hash));
      }
      await store.writeLinks(tx, links);
      await store.take(tx, taken);
      if (links.some(({ content }) => this.terms.signedAt.has(content.kind))) await this.signIn(tx, scopeId, last());
      this.database.afterCommit(tx, () => (this.entries += links.length));
      return events.length;
    });
  }

  /** The genesis where there is none, or what has changed since about the kinds that are left out. */
  private async preface(tx: EntityManager, scopeId: string, head: Head | null): Promise<Link[]> {
    const omitted = [...this.terms.omitted].sort();
    if (head && this.agreed.has(scopeId)) return [];
    if (head) {
      const text = await store.termsOf(tx, scopeId, [BEGUN, TERMS_CHANGED]);
      const known = text && (JSON.parse(text) as { body: { omitted: string[] } }).body.omitted;
      if (JSON.stringify(known) === JSON.stringify(omitted)) {
        this.agreed.add(scopeId);
        return [];
      }
      const at = await store.now(tx);
      const { software } = this.terms;
      return [chained(ownEntry(scopeId, head.number + 1, TERMS_CHANGED, at, { omitted, software }), head.hash)];
    }
    const body = {
      format: FORMAT,
      software: this.terms.software,
      key: { ...(await this.terms.signer.key()) },
      omitted,
      beginnings: await store.beginningsOf(tx, scopeId),
      existed: await this.terms.before(tx, scopeId),
    };
    return [chained(ownEntry(scopeId, 0, BEGUN, await store.now(tx), body), NOTHING)];
  }

  private contentOf(scope: string, number: number, event: store.Waiting, omitted: number): Content {
    const { kind, at, by, record } = event;
    const body = Object.fromEntries(
      Object.entries(event.body).map(([key, value]) => [key, this.terms.texts.has(key) ? sealed(value) : value]),
    );
    const [topic, topicNumber] = [event.topic_id, Number(event.seq)];
    return { scope, number, topic, topicNumber, omitted, kind, at, by, body, record };
  }

  private sign(scopeId: string): Promise<void> {
    return this.database.transaction(null, async (tx) => {
      const head = await store.headOf(tx, scopeId);
      if (head) await this.signIn(tx, scopeId, head);
    });
  }

  private async signIn(tx: EntityManager, scopeId: string, head: Head): Promise<void> {
    const at = await store.now(tx);
    await store.writeHead(tx, scopeId, head, await this.terms.signer.sign(scopeId, head, at), at);
  }
}

function headOfLink({ content, hash }: Link): Head {
  return { number: content.number, hash };
}

/** What the trail itself writes. */
function ownEntry(
  scope: string,
  number: number,
  kind: string,
  at: string,
  body: Json,
  by: string | null = null,
): Content {
  return { scope, number, topic: null, topicNumber: null, omitted: 0, kind, at, by, body, record: null };
}

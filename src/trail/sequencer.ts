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
  /** The newest entry of each scope that this process has chained. */
  private readonly known = new Map<string, Head>();
  private signSeconds = SIGN_SECONDS;
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

  /** Chains and signs what is left: whoever looks at a server that was stopped finds nothing open. */
  async stop(): Promise<void> {
    const { looking } = this;
    if (!looking) return;
    this.looking = undefined;
    clearTimeout(this.bell);
    await looking.stop();
    await this.running?.catch(() => undefined);
    this.signSeconds = 0;
    await this.run().catch((error: unknown) => this.onError("the last deeds could not be chained", error));
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
    return this.database.transaction(null, async (tx) => {
      await store.awaitTrail(tx, scopeId);
      if ((await store.headOf(tx, scopeId))?.kind === CLOSED) return false;
      while ((await this.chainIn(tx, scopeId)) === BATCH);
      const head = (await store.headOf(tx, scopeId))!;
      const link = chained(ownEntry(scopeId, head.number + 1, CLOSED, await store.now(tx), {}, by), head.hash);
      await store.writeLinks(tx, [link]);
      await this.signIn(tx, scopeId, headOfLink(link));
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
      this.lag = Math.max(0, ...behind.map(({ seconds }) => seconds));
      const chainAll = async (scopeId: string): Promise<void> => {
        while ((await this.chain(scopeId)) === BATCH);
      };
      await this.forEach(
        behind.map(({ scopeId }) => scopeId),
        chainAll,
        failures,
      );
      const unsigned = await this.database.read((tx) => store.scopesToSign(tx, this.signSeconds));
      await this.forEach(unsigned, (scopeId) => this.sign(scopeId), failures);
    } while (this.again && failures.length === 0);
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

  private chain(scopeId: string): Promise<number> {
    return this.database.transaction(null, async (tx) =>
      (await store.holdTrail(tx, scopeId)) ? this.chainIn(tx, scopeId) : 0,
    );
  }

  /** Chains one batch of a scope that is held; answers how many events it took. */
  private async chainIn(tx: EntityManager, scopeId: string): Promise<number> {
    const head = await store.headOf(tx, scopeId);
    await this.requireKnown(tx, scopeId);
    if (head?.kind === CLOSED) return takeUnchained(tx, scopeId);
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
    this.database.afterCommit(tx, () => {
      this.entries += links.length;
      this.known.set(scopeId, last());
    });
    return events.length;
  }

  /**
   * What this process has chained or signed must still be there: it neither goes on from a chain that was rewritten under
   * it, nor signs one.
   */
  private async requireKnown(tx: EntityManager, scopeId: string): Promise<void> {
    const known = this.known.get(scopeId);
    if (!known || (await store.hashAt(tx, scopeId, known.number))?.equals(known.hash)) return;
    throw new Error(
      `The trail of conference ${scopeId} was rewritten: its entry ${known.number} is no longer ${known.hash.toString("hex")}. Nothing is chained or signed there.`,
    );
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
      await this.requireKnown(tx, scopeId);
      const head = await store.headOf(tx, scopeId);
      if (head) await this.signIn(tx, scopeId, head);
    });
  }

  private async signIn(tx: EntityManager, scopeId: string, head: Head): Promise<void> {
    const at = await store.now(tx);
    await store.writeHead(tx, scopeId, head, await this.terms.signer.sign(scopeId, head, at), at);
  }
}

/** Behind the end of a chain: the verifier names what was told there, and the log need not keep it for the trail. */
async function takeUnchained(tx: EntityManager, scopeId: string): Promise<number> {
  const events = await store.waitingIn(tx, scopeId, BATCH);
  const taken = new Map(events.map((event) => [event.topic_id, { seq: Number(event.seq), omitted: 0 }]));
  await store.take(tx, taken);
  return events.length;
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

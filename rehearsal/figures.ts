/** What was counted while a rehearsal ran. */
export interface Summary {
  readonly seconds: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Milliseconds from sending a request to having read its answer. */
  readonly p50: number;
  readonly p95: number;
  readonly deeds: number;
  readonly votes: number;
  readonly ballots: number;
  readonly events: number;
  /** Refusals by code: what a real conference meets, too. */
  readonly refusals: Readonly<Record<string, number>>;
  /** What should not have happened, in words, each once with its count. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Counts of a rehearsal that is under way. */
export class Figures {
  deeds = 0;
  votes = 0;
  ballots = 0;
  events = 0;
  private readonly started = performance.now();
  private readonly latencies: number[] = [];
  private readonly refusals = new Map<string, number>();
  private readonly errors = new Map<string, number>();

  answered(milliseconds: number): void {
    this.latencies.push(milliseconds);
  }

  refused(code: string): void {
    add(this.refusals, code);
  }

  failed(what: string): void {
    add(this.errors, what);
  }

  summary(): Summary {
    const seconds = (performance.now() - this.started) / 1_000;
    const sorted = [...this.latencies].sort((a, b) => a - b);
    const at = (share: number): number => rounded(sorted[Math.floor(sorted.length * share)] ?? 0);
    const { deeds, votes, ballots, events } = this;
    return {
      seconds: rounded(seconds),
      requests: sorted.length,
      requestsPerSecond: rounded(sorted.length / seconds),
      ...{ p50: at(0.5), p95: at(0.95), deeds, votes, ballots, events },
      refusals: Object.fromEntries([...this.refusals].sort()),
      errors: Object.fromEntries(this.errors),
    };
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

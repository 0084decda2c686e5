/**
 * Counts failures per source in a sliding window and tells how long that source should wait. It never stops a right
 * answer: 320 people behind one address must not be locked out by one of them. Bounded memory: the oldest sources go first.
 */
export class FailedAttempts {
  private readonly sources = new Map<string, { failures: number; until: number }>();

  constructor(
    private readonly allowed = 20,
    private readonly windowSeconds = 60,
    private readonly maximumSources = 10_000,
  ) {}

  /** Notes a failure; answers the seconds to wait before the next wrong answer is worth a reply, 0 while under the limit. */
  fail(source: string, now: number = Date.now()): number {
    const known = this.sources.get(source);
    const entry = known && known.until > now ? known : { failures: 0, until: now + this.windowSeconds * 1000 };
    entry.failures += 1;
    this.sources.delete(source);
    this.sources.set(source, entry);
    if (this.sources.size > this.maximumSources) this.sources.delete(this.sources.keys().next().value!);
    return entry.failures > this.allowed ? Math.ceil((entry.until - now) / 1000) : 0;
  }
}

/** At random between `from` and a ceiling that doubles with each failure up to `to`; all in milliseconds. */
export function jitter({ from, to }: { readonly from: number; readonly to: number }, failures: number): number {
  const ceiling = Math.min(to, from * 2 ** Math.min(failures, 30));
  return from + Math.random() * Math.max(0, ceiling - from);
}

/** One wait at a time, which can be cut short. */
export class Waiting {
  private wake: (() => void) | null = null;
  private cut = false;

  /** Resolves after `milliseconds`, or when cut short; at once when it was before. */
  for(milliseconds: number): Promise<void> {
    if (this.cut || milliseconds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends this wait and all later ones. */
  cutShort(): void {
    this.cut = true;
    this.wake?.();
  }
}

/**
 * Decides when somebody is up to date: idle for `quiet` milliseconds. Who is up to date falls behind only when busy for
 * `patience` milliseconds without a pause, so that single events make nothing flicker.
 */
export class Settling {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private settled = false;

  constructor(
    private readonly quiet: number,
    private readonly patience: number,
    private readonly change: (settled: boolean) => void,
  ) {}

  /** Something came, or was handled; `busy`: something is still to be handled. */
  report(busy: boolean): void {
    const falling = this.settled && busy;
    if (!falling) this.clear();
    if (this.settled === !busy) return;
    if (falling) this.timer ??= setTimeout(() => this.become(false), this.patience);
    else this.timer = setTimeout(() => this.become(true), this.quiet);
  }

  /** Nothing is known any more. */
  reset(): void {
    this.clear();
    this.settled = false;
  }

  private become(settled: boolean): void {
    this.timer = null;
    this.settled = settled;
    this.change(settled);
  }

  private clear(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

/** Too many wait already: nothing was done. Its code is PostgreSQL's for too many connections. */
export class Overloaded extends Error {
  readonly code = "53300";
  constructor() {
    super("Nobody left in time");
    this.name = "Overloaded";
  }
}

/**
 * Lets so many in at once; the others wait in the order in which they came, for a bounded time. What waits here holds
 * nothing: no connection, no lock.
 */
export class Gate {
  private readonly waiting: (() => void)[] = [];
  private inside = 0;

  constructor(
    private readonly places: number,
    private readonly patienceMilliseconds: number,
  ) {}

  /** Runs work inside; rejects with Overloaded when no place came free in time. */
  async through<T>(work: () => Promise<T>): Promise<T> {
    const leave = await this.enter();
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Waits for a place; answers the function that gives it back. */
  async enter(): Promise<() => void> {
    if (this.inside < this.places) this.inside += 1;
    else await this.turn();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      // The place is handed over, so that nobody who comes later slips in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.inside -= 1;
    };
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(admit), 1);
        reject(new Overloaded());
      }, this.patienceMilliseconds);
      const admit = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.waiting.push(admit);
    });
  }
}

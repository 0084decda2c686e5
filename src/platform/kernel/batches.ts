import { Overloaded } from "./gate.js";

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

interface Line<Item, Result> {
  readonly waiting: Waiting<Item, Result>[];
}

/** What became of an item: its result, or the error that is its own. */
export type Outcome<Result> = { readonly value: Result } | { readonly error: unknown };

/**
 * Does work of one key in batches: who comes in one turn of the event loop while nothing runs starts with its end; who
 * comes meanwhile waits and goes together in the next batch. So a lone caller waits for nobody, and a rush shares one
 * commit. What waits here holds nothing: no connection, no lock.
 */
export class Batches<Item, Result> {
  private readonly lines = new Map<string, Line<Item, Result>>();

  constructor(
    /** Answers an outcome for each item, in their order; a throw is everybody's. */
    private readonly work: (key: string, items: readonly Item[]) => Promise<Outcome<Result>[]>,
    private readonly most: number,
    /** Half a minute: a vote had better wait in a rush than be refused; only a connection that hangs takes longer. */
    private readonly patienceMilliseconds = 30_000,
  ) {}

  /** Rejects with Overloaded, and never does the work, when its turn does not come in time. */
  run(key: string, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      let line = this.lines.get(key);
      const isFirst = line === undefined;
      if (!line) this.lines.set(key, (line = { waiting: [] }));
      const { waiting } = line;
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(one), 1);
        reject(new Overloaded());
      }, this.patienceMilliseconds);
      const one = { item, resolve, reject, timer };
      waiting.push(one);
      if (isFirst) setImmediate(() => void this.workOff(key, line));
    });
  }

  private async workOff(key: string, line: Line<Item, Result>): Promise<void> {
    while (line.waiting.length > 0) {
      const batch = line.waiting.splice(0, this.most);
      for (const { timer } of batch) clearTimeout(timer);
      try {
        const outcomes = await this.work(
          key,
          batch.map(({ item }) => item),
        );
        for (const [index, { resolve, reject }] of batch.entries()) {
          const outcome = outcomes[index]!;
          if ("error" in outcome) reject(outcome.error);
          else resolve(outcome.value);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.lines.delete(key);
  }
}

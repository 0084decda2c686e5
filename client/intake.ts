import type { LiveEvent, Message, Sink } from "./live.js";
import { isObject, problem, type Problem, problemOf } from "./problems.js";

/** Repetitions are recognised among so many of the latest events; older ones look like a gap, which is as safe. */
const REMEMBERED = 256;

export interface IntakeParts {
  /** Where the subscription begins; null where that is not known, as in a feed of states. */
  readonly after: string | null;
  /** Each message is the whole state: only the newest waits, and nothing needs to be continuous. */
  readonly states: boolean;
  /** Events that may wait. */
  readonly limit: number;
  readonly opened: () => void;
  readonly accepted: (event: LiveEvent<unknown>) => void;
  /** Called once, before `take` answers null. */
  readonly ended: (problem: Problem | null) => void;
}

/**
 * Takes the messages of one subscription: drops repetitions, ends at the first gap, keeps in order what waits to be
 * handled. Once ended it accepts nothing more, but hands out what it has.
 */
export class Intake implements Sink {
  /** Null while it is open, and when the server completed the subscription. */
  problem: Problem | null = null;
  isOpen = true;
  private last: string | null;
  private isFirst = true;
  private readonly waiting: LiveEvent<unknown>[] = [];
  private readonly recent = new Set<string>();
  private wake: (() => void) | null = null;

  constructor(private readonly parts: IntakeParts) {
    this.last = parts.after;
    if (parts.after !== null) this.recent.add(parts.after);
  }

  /** The next event; null when there are no more and it has ended. */
  async take(): Promise<LiveEvent<unknown> | null> {
    while (this.waiting.length === 0 && this.isOpen) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.waiting.shift() ?? null;
  }

  get isBusy(): boolean {
    return this.waiting.length > 0;
  }

  next(message: Message): boolean {
    if (!this.isOpen) return false;
    const position = positionOf(message);
    const errors = message.errors ?? [];
    if (!position) {
      if (errors.length > 0) this.end(problemOf(errors));
      else
        this.end(
          problem("NO_CURSOR", "A message has no extensions.live. Does something on the way remove it?", message),
        );
      return false;
    }
    if (!this.parts.states && !this.continues(position)) return false;
    this.accept({ data: message.data ?? null, errors, cursor: position.cursor });
    return true;
  }

  error(error: unknown): void {
    this.end(problemOf(error));
  }

  lost(event: unknown): void {
    const { code, ...rest } = problemOf(event);
    this.end({ ...rest, code: code === "ERROR" ? "CLOSE_1006" : code });
  }

  complete(): void {
    this.end(null);
  }

  opened(): void {
    if (this.isOpen) this.parts.opened();
  }

  end(why: Problem | null): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.problem = why;
    this.parts.ended(why);
    this.wake?.();
  }

  /** Forgets what waits: `take` answers null. */
  clear(): void {
    this.waiting.length = 0;
  }

  /** Whether this is the event right behind the last one. A gap, or one too many to keep, ends the subscription. */
  private continues({ cursor, previous }: Position): boolean {
    if (this.recent.has(cursor)) return false;
    // Null: the first message of an older server, which began where it was told to. Later it means a silent new start.
    const follows = previous === null ? this.isFirst : previous === this.last || this.last === null;
    if (!follows) this.end(problem("GAP", "An event did not follow the one before it."));
    else if (this.waiting.length >= this.parts.limit)
      this.end(problem("BEHIND", "Too many events wait to be handled."));
    return this.isOpen;
  }

  private accept(event: LiveEvent<unknown>): void {
    this.isFirst = false;
    this.last = event.cursor;
    this.recent.add(event.cursor);
    for (const oldest of this.recent) {
      if (this.recent.size <= REMEMBERED) break;
      this.recent.delete(oldest);
    }
    if (this.parts.states) this.clear();
    this.waiting.push(event);
    this.parts.accepted(event);
    this.wake?.();
  }
}

interface Position {
  readonly cursor: string;
  /** Null: unknown. */
  readonly previous: string | null;
}

function positionOf({ extensions }: Message): Position | null {
  const live = isObject(extensions) ? extensions["live"] : null;
  if (!isObject(live) || typeof live["cursor"] !== "string") return null;
  return { cursor: live["cursor"], previous: typeof live["previous"] === "string" ? live["previous"] : null };
}

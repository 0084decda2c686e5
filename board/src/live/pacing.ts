import type { ExecutionResult, SubscriptionForwarder } from "urql";
import type { Client } from "graphql-ws";
import { forwardOver } from "../../../client/urql.js";
import { entriesToCome, seatsToCome } from "../api/cache.js";
import { leanText } from "./lean-document.js";

/** At least so long between two moments at which votes change what is shown, in milliseconds: four times a second. */
export const BETWEEN_VOTES = 250;

/** What comes by the hundred within seconds: votes, and people who come in and go out. */
interface Frequent {
  readonly __typename: string;
  readonly ballot?: { readonly id: string };
  readonly entry?: object | null;
  readonly seat?: object;
}

/**
 * `forwardOver`, with votes and presence taken together: a screen shows four states of a ballot and of the room a second, however
 * many events come, and the last one always. Turnout, tally and quorum are totals, so of several the last says all; who
 * voted and who came is handed on for each. Order is kept: anything else that happens shows at once, with all of those before it.
 */
export function forwardPaced(sockets: Client): SubscriptionForwarder {
  const forward = forwardOver(sockets);
  return (request, operation) => ({
    subscribe(results) {
      const pace = new Pace((result) => results.next(result));
      const running = forward({ ...request, query: leanText(operation.query) }, operation).subscribe({
        next: (result) => pace.take(result),
        error: (error) => (pace.flush(), results.error(error)),
        complete: () => (pace.flush(), results.complete()),
      });
      return {
        unsubscribe: () => {
          pace.flush();
          running.unsubscribe();
        },
      };
    },
  });
}

/** Holds back votes and presence until it is their time. */
export class Pace {
  private readonly waiting = new Map<string, ExecutionResult>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shownAt = -Infinity;

  constructor(
    private readonly show: (result: ExecutionResult) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  take(result: ExecutionResult): void {
    const event = frequentIn(result);
    if (!event) {
      this.flush();
      this.show(result);
      return;
    }
    if (event.entry) entriesToCome.push(event.entry as never);
    if (event.seat) seatsToCome.push(event.seat as never);
    // The last one goes to the end: the order among ballots is that of their last votes.
    const about = event.ballot?.id ?? "presence";
    this.waiting.delete(about);
    this.waiting.set(about, result);
    const wait = this.shownAt + BETWEEN_VOTES - this.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    this.shownAt = this.now();
    const results = [...this.waiting.values()];
    this.waiting.clear();
    for (const result of results) this.show(result);
  }
}

const FREQUENT = ["VoteCastEvent", "VoteChangedEvent", "DelegateCheckedInEvent", "DelegateCheckedOutEvent"];

function frequentIn(result: ExecutionResult): Frequent | null {
  const event = (result.data as { roundTableEvents?: Frequent } | null)?.roundTableEvents;
  return event && FREQUENT.includes(event.__typename) ? event : null;
}

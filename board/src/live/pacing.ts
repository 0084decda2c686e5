import type { ExecutionResult, SubscriptionForwarder } from "urql";
import type { Client } from "graphql-ws";
import { forwardOver } from "../../../client/urql.js";
import { entriesToCome } from "../api/cache.js";
import { leanText } from "./lean-document.js";

/** At least so long between two moments at which votes change what is shown, in milliseconds: four times a second. */
export const BETWEEN_VOTES = 250;

interface Vote {
  readonly __typename: string;
  readonly ballot: { readonly id: string };
  readonly entry?: object | null;
}

/**
 * `forwardOver`, with votes taken together: a screen shows four states of a ballot a second, however many votes come, and the
 * last one always. Turnout and tally are totals, so of several votes the last says all; who voted is handed on for each.
 * Order is kept: anything else that happens shows at once, with all votes before it.
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

/** Holds back votes until it is their time. */
export class Pace {
  private readonly waiting = new Map<string, ExecutionResult>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shownAt = -Infinity;

  constructor(
    private readonly show: (result: ExecutionResult) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  take(result: ExecutionResult): void {
    const vote = voteIn(result);
    if (!vote) {
      this.flush();
      this.show(result);
      return;
    }
    if (vote.entry) entriesToCome.push(vote.entry as never);
    // The last one goes to the end: the order among ballots is that of their last votes.
    this.waiting.delete(vote.ballot.id);
    this.waiting.set(vote.ballot.id, result);
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

function voteIn(result: ExecutionResult): Vote | null {
  const event = (result.data as { roundTableEvents?: Vote } | null)?.roundTableEvents;
  return event && (event.__typename === "VoteCastEvent" || event.__typename === "VoteChangedEvent") ? event : null;
}

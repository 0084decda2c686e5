import { type Live, resume, type ResumeOptions } from "../../client/live.js";
import { cursorOf, type FakeFeed, until } from "./fake-feed.js";

/** What an app has seen of a feed that it follows. */
export interface Seen {
  readonly seqs: number[];
  /** "state" or "state CODE" */
  readonly states: string[];
  readonly live: Live;
}

const started: Live[] = [];

/** Follows a fake feed from its beginning, with short waits. */
export function follow(feed: FakeFeed, more: Partial<ResumeOptions<{ seq: number }, string>> = {}): Seen {
  const seqs: number[] = [];
  const states: string[] = [];
  const live = resume<{ seq: number }>({
    subscribe: feed.subscribe,
    query: "subscription",
    after: cursorOf(0),
    load: async () => cursorOf(feed.head, feed.epoch),
    onEvent: ({ data }) => void seqs.push(data!.seq),
    onState: (state, why) => void states.push(why ? `${state} ${why.code}` : state),
    backoff: { from: 1, to: 4 },
    quiet: 5,
    ...more,
  });
  started.push(live);
  return { seqs, states, live };
}

/** For afterEach: nothing is followed any more. */
export function stopAll(): void {
  for (const live of started.splice(0)) live.stop();
}

export const isOpen = (feed: FakeFeed) => until(() => feed.current !== null, "a subscription");

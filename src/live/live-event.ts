import type { Json } from "../platform/kernel/json.js";

/** A record of a topic's log. `seq` counts 1, 2, 3 … per topic without a gap, in the order of commits. */
export interface LiveEvent {
  readonly topicId: string;
  readonly seq: number;
  /** A random number of this very event. A log that was put back to an earlier state gives its `seq` to another one. */
  readonly mark: number;
  /** The mark of the event before; 0 before the first. An event whose `prior` is another belongs to another log. */
  readonly prior: number;
  readonly epoch: number;
  readonly at: Date;
  readonly kind: string;
  readonly body: { readonly [key: string]: Json };
  /** Principals whose watching ends at this number: they see nothing from it on. */
  readonly cuts: readonly string[];
  /** Principals for whom what they may see is asked again before anything newer is shown to them. */
  readonly renews: readonly string[];
  /** True on the last event of a topic: watchers get it and then their subscription completes. */
  readonly ends: boolean;
}

/** Where a topic stands. */
export interface TopicHead {
  readonly topicId: string;
  readonly epoch: number;
  /** The newest number; 0 before the first event. */
  readonly head: number;
  /** The mark of that event. */
  readonly mark: number;
  /** The oldest number still kept. */
  readonly low: number;
  /** Whether its last event has been told: subscriptions complete there. */
  readonly ended: boolean;
  /** When this was asked, by `performance.now()` of this process: what was committed before is in it, unless it was read from a snapshot. */
  readonly asOf: number;
}

/** Whether an event is the very next one behind a place in the log. */
export function follows(event: LiveEvent, head: number, mark: number): boolean {
  return event.seq === head + 1 && (event.mark === UNMARKED || areSame(event.prior, mark));
}

/** Before the first event, and of events that were written by a version without marks. */
const UNMARKED = 0;

/** Whether two marks can be those of one event. */
export function areSame(one: number, other: number): boolean {
  return one === other || one === UNMARKED || other === UNMARKED;
}

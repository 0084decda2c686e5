import type { Json } from "../platform/kernel/json.js";

/** A record of a topic's log. `seq` counts 1, 2, 3 … per topic without a gap, in the order of commits. */
export interface LiveEvent {
  readonly topicId: string;
  readonly seq: number;
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
  /** The oldest number still kept. */
  readonly low: number;
}

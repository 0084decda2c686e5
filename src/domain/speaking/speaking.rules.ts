import type { InterventionKind } from "./speaking.words.js";
import { InterventionState, SpeakingPolicy } from "./speaking.words.js";

/** An intervention that waits for its turn. */
export interface Waiting {
  readonly id: string;
  readonly delegationId: string;
  readonly kind: InterventionKind;
  readonly isObserver: boolean;
  /** Order of the requests on the item. */
  readonly number: number;
}

export interface Placed {
  readonly id: string;
  /** 1 is next. */
  readonly position: number;
  /** Why there, for people to read. */
  readonly reason: string;
}

export interface QueueRules {
  readonly policy: SpeakingPolicy;
  readonly observersLast: boolean;
}

/** Statements and questions are the list; replies come when it is exhausted, explanations of vote after them. */
const STAGES: Partial<Record<InterventionKind, number>> = { STATEMENT: 0, QUESTION: 0, RIGHT_OF_REPLY: 1 };

export const stageOf = (kind: InterventionKind): number => STAGES[kind] ?? 2;

/**
 * The order in which those who wait are called: by stage, members before observers where the rules say so, under
 * FEWEST_FIRST by how often their delegation has spoken on the item, then in the order of requests.
 */
export function queueOf(waiting: readonly Waiting[], spoken: ReadonlyMap<string, number>, rules: QueueRules): Placed[] {
  const times = (one: Waiting): number => spoken.get(one.delegationId) ?? 0;
  const keys = (one: Waiting): number[] => [
    stageOf(one.kind),
    rules.observersLast && one.isObserver ? 1 : 0,
    rules.policy === SpeakingPolicy.FEWEST_FIRST ? times(one) : 0,
    one.number,
  ];
  const ordered = [...waiting].sort((one, other) => compare(keys(one), keys(other)));
  return ordered.map((one, index) => ({
    id: one.id,
    position: index + 1,
    reason: reasonOf(one, times(one), rules),
  }));
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((key, index) => key !== other[index]);
  return at < 0 ? 0 : one[at]! - other[at]!;
}

function reasonOf(one: Waiting, times: number, { policy, observersLast }: QueueRules): string {
  const stage = stageOf(one.kind);
  if (stage === 1) return `Replies are called when the list is exhausted; request ${one.number} on this item.`;
  if (stage === 2) return `Explanations of vote are called last; request ${one.number} on this item.`;
  const last = observersLast && one.isObserver ? "Observers speak after members. " : "";
  if (policy === SpeakingPolicy.FIRST_COME) return `${last}In the order of requests: number ${one.number}.`;
  const often = times === 0 ? "Has not spoken" : times === 1 ? "Has spoken once" : `Has spoken ${times} times`;
  return `${last}${often} on this item; those who spoke less go before. Request ${one.number}.`;
}

const { QUEUED, CALLED, SPEAKING, PAUSED, DONE, WITHDRAWN, SKIPPED } = InterventionState;

/** From where each deed leads where. Points of order are raised SPEAKING and ruled on to DONE. */
export const MOVES = {
  call: { from: [QUEUED], to: CALLED },
  start: { from: [CALLED], to: SPEAKING },
  pause: { from: [SPEAKING], to: PAUSED },
  resume: { from: [PAUSED], to: SPEAKING },
  end: { from: [SPEAKING, PAUSED], to: DONE },
  skip: { from: [QUEUED, CALLED], to: SKIPPED },
  withdraw: { from: [QUEUED, CALLED], to: WITHDRAWN },
} as const satisfies Record<string, { readonly from: readonly InterventionState[]; readonly to: InterventionState }>;

export type Move = keyof typeof MOVES;

export type Step = { readonly to: InterventionState } | { readonly stays: true } | { readonly refused: true };

/** What a deed does to an intervention: it moves it, changes nothing because it was done before, or is refused. */
export function stepOf(state: InterventionState, move: Move): Step {
  const { from, to } = MOVES[move];
  if ((from as readonly InterventionState[]).includes(state)) return { to };
  return state === to ? { stays: true } : { refused: true };
}

/** Whether an intervention keeps others from being called. */
export function holdsFloor(state: InterventionState): boolean {
  return state === CALLED || state === SPEAKING || state === PAUSED;
}

/** Whether a right of reply is in order: somebody else spoke last, and replies are left. Null: it is; else why not. */
export function replyProblem(
  lastSpeakerId: string | null,
  delegationId: string,
  made: number,
  most: number,
): string | null {
  if (lastSpeakerId === null) return "Nobody has spoken on this item yet: there is nothing to reply to.";
  if (lastSpeakerId === delegationId) return "Your delegation spoke last: there is nothing to reply to.";
  if (made >= most) return `Your delegation has had its replies on this item: the rules allow ${most}.`;
  return null;
}

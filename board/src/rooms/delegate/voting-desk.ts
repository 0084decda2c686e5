import type { Api } from "../../api/client.js";
import type { Session } from "../../api/session.js";
import {
  DelegateCastsDocument,
  DelegateCastsPaperDocument,
  DelegateChangesDocument,
  DelegatePartDocument,
} from "../../api/generated/delegate.js";
import type { BallotMode, MyPartFragment, VoteChoice } from "../../api/generated/types.js";
import { deedKey } from "../../parts/deed.js";

/** What the server said when it did not record a vote: a refusal with its facts, or the code of an error. */
export interface Refusal {
  readonly code: string;
  readonly message?: string;
  readonly [fact: string]: unknown;
}

/** What became of the last press of "Send". That a vote is recorded is no state of this: the server's ballot says so. */
export type Press =
  | { readonly kind: "sending"; readonly patience: "fresh" | "slow" | "long" }
  /** No answer came, so the server is asked what it has recorded. */
  | { readonly kind: "asking" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** There was no connection; nothing left this device. */
  | { readonly kind: "notSent" }
  /** No answer came; at this moment the server said that it has nothing. */
  | { readonly kind: "lost"; readonly askedAt: number }
  /** No answer came; what the server has is another choice than the one sent. */
  | { readonly kind: "differs" };

/** One ballot on this device: the choice that is being made, and the way of the one that was sent. */
export interface Slip {
  /** A choice; in a secret ballot the id of an option. Null: none is made, or it was recorded. */
  readonly draft: string | null;
  /** The recorded vote is being changed. */
  readonly isChanging: boolean;
  readonly press: Press | null;
}

export interface Ask {
  readonly ballotId: string;
  readonly mode: BallotMode;
  readonly isChange: boolean;
}

type Told = (ballotId: string, what: "recorded" | "notRecorded") => void;

interface Sheet extends Ask {
  readonly api: Api;
  readonly choice: string;
  readonly key: string;
  underWay: number;
  isSettled: boolean;
}

const NOTHING: Slip = { draft: null, isChanging: false, press: null };
const SLOW = 3_000;
const LONG = 10_000;
/** Between two questions what is recorded; also how long a vote that just arrived may take to be committed. */
const AGAIN = 1_500;

/**
 * The choices and votes of one sign-in, by ballot, outside of what the server sends: no event and no change of language
 * touches them, and none of it outlives the page or is written anywhere. Nothing is sent here but by a press.
 */
export class VotingDesk {
  private readonly slips = new Map<string, Slip>();
  private readonly sheets = new Map<string, Sheet>();
  private readonly watchers = new Set<() => void>();
  told: Told = () => undefined;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly slip = (ballotId: string): Slip => this.slips.get(ballotId) ?? NOTHING;

  choose(ballotId: string, draft: string): void {
    if (!isUnderWay(this.slip(ballotId))) this.set(ballotId, { draft, press: null });
  }

  change(ballotId: string, isChanging: boolean): void {
    this.set(ballotId, { isChanging, draft: null, press: null });
  }

  /** The ballot is over: what was not sent is of no use any more. */
  close(ballotId: string): void {
    const slip = this.slip(ballotId);
    if (isUnderWay(slip)) return;
    this.sheets.delete(ballotId);
    if (slip.draft !== null || slip.isChanging) this.set(ballotId, { draft: null, isChanging: false });
  }

  clear(): void {
    for (const sheet of this.sheets.values()) sheet.isSettled = true;
    this.sheets.clear();
    this.slips.clear();
    this.tell();
  }

  /** Sends the choice once; a second press while it is under way does nothing. Without a connection nothing is kept for later. */
  async send(api: Api, ask: Ask, isReachable: boolean): Promise<void> {
    const slip = this.slip(ask.ballotId);
    if (slip.draft === null || isUnderWay(slip)) return;
    if (!isReachable) {
      this.set(ask.ballotId, { press: { kind: "notSent" } });
      this.told(ask.ballotId, "notRecorded");
      return;
    }
    const before = this.sheets.get(ask.ballotId);
    // The same choice again is the same deed: should the first one still arrive, both count as one.
    const isSame = before?.choice === slip.draft && before.isChange === ask.isChange;
    const key = isSame ? before.key : deedKey();
    const sheet: Sheet = { ...ask, api, choice: slip.draft, key, underWay: 0, isSettled: false };
    this.sheets.set(ask.ballotId, sheet);
    this.set(ask.ballotId, { press: { kind: "sending", patience: "fresh" } });
    const timers = [setTimeout(() => this.wait(sheet, "slow"), SLOW), setTimeout(() => this.wait(sheet, "long"), LONG)];
    await this.transmit(sheet);
    timers.forEach(clearTimeout);
  }

  /** Sends what is under way once more, under its key. */
  async again(ballotId: string): Promise<void> {
    const sheet = this.sheets.get(ballotId);
    if (sheet && !sheet.isSettled) await this.transmit(sheet);
  }

  private async transmit(sheet: Sheet): Promise<void> {
    sheet.underWay += 1;
    const answer = await put(sheet);
    sheet.underWay -= 1;
    if (sheet.isSettled) return;
    if (answer === "recorded") this.recorded(sheet);
    else if (answer !== null) await this.refused(sheet, answer);
    else if (sheet.underWay === 0) await this.find(sheet);
  }

  /** No answer came. Says nothing before the server has said what it has. */
  private async find(sheet: Sheet): Promise<void> {
    const { api, ballotId, mode, choice } = sheet;
    this.set(ballotId, { press: { kind: "asking" } });
    let part = await askPart(api, ballotId, () => sheet.isSettled);
    if (part && !isTaken(part)) {
      await pause(AGAIN);
      part = await askPart(api, ballotId, () => sheet.isSettled);
    }
    if (sheet.isSettled) return;
    if (!part || !isTaken(part)) return this.failed(sheet, { kind: "lost", askedAt: performance.now() });
    if (part.myVote?.choice === choice) return this.recorded(sheet);
    // A paper is in the box: under the same key the server says whether it is this one.
    if (mode === "SECRET") return this.transmit(sheet);
    this.failed(sheet, { kind: "differs" });
  }

  private async refused(sheet: Sheet, refusal: Refusal): Promise<void> {
    // A vote of the delegation stands already: the screen is to show it.
    if (refusal.code === "ALREADY_VOTED") await askPart(sheet.api, sheet.ballotId, () => sheet.isSettled);
    if (!sheet.isSettled) this.failed(sheet, { kind: "refused", refusal });
  }

  private recorded(sheet: Sheet): void {
    sheet.isSettled = true;
    this.sheets.delete(sheet.ballotId);
    this.set(sheet.ballotId, NOTHING);
    this.told(sheet.ballotId, "recorded");
  }

  private failed(sheet: Sheet, press: Press): void {
    sheet.isSettled = true;
    this.set(sheet.ballotId, { press });
    this.told(sheet.ballotId, "notRecorded");
  }

  private wait(sheet: Sheet, patience: "slow" | "long"): void {
    const { press } = this.slip(sheet.ballotId);
    if (!sheet.isSettled && press?.kind === "sending")
      this.set(sheet.ballotId, { press: { kind: "sending", patience } });
  }

  private set(ballotId: string, part: Partial<Slip>): void {
    this.slips.set(ballotId, { ...this.slip(ballotId), ...part });
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

export const isUnderWay = ({ press }: Slip): boolean => press?.kind === "sending" || press?.kind === "asking";

const desks = new WeakMap<Session, VotingDesk>();

/** The desk of a sign-in. Whoever signs in after it in the same tab finds nothing. */
export function deskOf(session: Session): VotingDesk {
  const known = desks.get(session);
  if (known) return known;
  const desk = new VotingDesk();
  session.onChange(() => desk.clear());
  desks.set(session, desk);
  return desk;
}

type Answer = { readonly __typename: string; readonly code?: string; readonly [fact: string]: unknown } | undefined;

/** One request. Null: no answer, or one that leaves open what was done. */
async function put({ api, ballotId, mode, isChange, choice, key }: Sheet): Promise<"recorded" | Refusal | null> {
  const named = { ballotId, choice: choice as VoteChoice, expectedMode: mode, clientMutationId: key };
  let answer: Answer;
  if (mode === "SECRET") {
    const input = { ballotId, optionId: choice, clientMutationId: key };
    answer = (await api.urql.mutation(DelegateCastsPaperDocument, { input }).toPromise()).data?.castSecretVote;
  } else if (isChange)
    answer = (await api.urql.mutation(DelegateChangesDocument, { input: named }).toPromise()).data?.changeVote;
  else answer = (await api.urql.mutation(DelegateCastsDocument, { input: named }).toPromise()).data?.castVote;
  if (!answer) return null;
  return answer.code === undefined ? "recorded" : { ...answer, code: answer.code };
}

/** Asks until the server answers; null when it says that there is no such ballot for this person. */
async function askPart(api: Api, id: string, isOver: () => boolean): Promise<MyPartFragment | null> {
  while (!isOver()) {
    const { data } = await api.urql.query(DelegatePartDocument, { id }, { requestPolicy: "network-only" }).toPromise();
    if (data) return data.ballot;
    await pause(AGAIN);
  }
  return null;
}

const isTaken = ({ myVote, hasVoted }: MyPartFragment): boolean => myVote !== null || hasVoted === true;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

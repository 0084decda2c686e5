import { Intake } from "./intake.js";
import type {
  Ended,
  EndReason,
  FollowStateOptions,
  Live,
  LiveEvent,
  LiveState,
  LoadReason,
  ResumeOptions,
} from "./live.js";
import { endsLoading, type Problem, problemOf, verdictOf } from "./problems.js";
import { jitter, Settling, Waiting } from "./waiting.js";

export type FollowingOptions<Data, Query> = FollowStateOptions<Data, Query> & Partial<ResumeOptions<Data, Query>>;

const BACKOFF = { from: 500, to: 10_000 };
/** Waiting after CLOSE_4429, in milliseconds. */
const MUCH_LATER = { from: 20_000, to: 40_000 };
/** Whoever was live and is busy for so long without a pause is catching up, in milliseconds. */
const PATIENCE = 1_000;

/** One subscription after the other, each from where the one before ended. Without `load` it follows a feed of states. */
export class Following<Data, Query> implements Live {
  state: LiveState = "connecting";
  cursor: string | null;
  readonly ended: Promise<Ended>;
  private why: Problem | null = null;
  private isTold = false;
  private over: Pick<Ended, "reason" | "problem"> | null = null;
  private intake: Intake | null = null;
  private handling = false;
  private failures = 0;
  private renewals = 0;
  private readonly waiting = new Waiting();
  private readonly settling: Settling;

  constructor(private readonly options: FollowingOptions<Data, Query>) {
    this.cursor = options.after ?? null;
    this.settling = new Settling(options.quiet ?? 100, PATIENCE, (settled) => {
      if (settled) this.worked();
      this.tell(settled ? "live" : "catching up", null);
    });
    this.ended = this.run();
  }

  stop(): void {
    this.finish("STOPPED", null);
  }

  private async run(): Promise<Ended> {
    await Promise.resolve();
    try {
      if (this.cursor === null && !this.isOver()) await this.load("START", null);
      while (!this.isOver()) {
        const problem = await this.subscribeOnce();
        if (!this.isOver()) await this.goOn(problem);
      }
    } catch (error) {
      this.finish("FAILED", problemOf(error));
    }
    const { reason, problem } = this.over ?? { reason: "STOPPED" as const, problem: null };
    return { reason, problem, cursor: this.cursor };
  }

  /** Hands out the events of one subscription until it has ended and all of them are handled. */
  private async subscribeOnce(): Promise<Problem | null> {
    const intake = this.open();
    try {
      for (let event = await intake.take(); event; event = await intake.take()) {
        this.handling = true;
        await this.options.onEvent(event as LiveEvent<Data>);
        this.handling = false;
        this.cursor = event.cursor;
        this.worked();
        if (intake.isOpen) this.settling.report(intake.isBusy);
      }
    } finally {
      this.handling = false;
      intake.end(null);
    }
    return intake.problem;
  }

  private open(): Intake {
    const { subscribe, query, operationName, variables, load, maxPending } = this.options;
    const sent: Record<string, unknown> = load ? { ...variables, after: this.cursor } : { ...variables };
    let unsubscribe: (() => void) | null = null;
    let isHeard = false;
    const heard = (isBusy: boolean): void => {
      if (!isHeard) this.tell("catching up", null);
      isHeard = true;
      this.settling.report(isBusy || this.handling);
    };
    const intake: Intake = new Intake({
      after: load ? this.cursor : null,
      states: !load,
      limit: Math.max(1, maxPending ?? 1_000),
      opened: () => heard(intake.isBusy),
      accepted: ({ cursor }) => {
        if (load) sent["after"] = cursor;
        heard(true);
      },
      ended: (problem) => {
        this.settling.reset();
        unsubscribe?.();
        if (problem) this.tell(isOurs(problem) ? "catching up" : "connecting", problem);
      },
    });
    this.intake = intake;
    unsubscribe = subscribe({ query, ...(operationName ? { operationName } : {}), variables: sent }, intake);
    if (!intake.isOpen) unsubscribe();
    else if (!isHeard) this.tell("connecting", this.why);
    return intake;
  }

  /** What follows the end of a subscription. */
  private async goOn(problem: Problem | null): Promise<void> {
    if (!problem) return this.finish("COMPLETED", null);
    const verdict = verdictOf(problem);
    if (verdict === "end") return this.finish(reasonOf(problem), problem);
    if (verdict === "renew" && (this.renewals += 1) > 1) return this.finish("UNAUTHENTICATED", problem);
    if (verdict === "reload" && !this.options.load) return this.finish("REFUSED", problem);
    this.failures += 1;
    if (verdict === "much later") await this.waiting.for(jitter(MUCH_LATER, 1));
    else if (verdict === "later" || this.failures > 1) await this.rest(problem);
    if (verdict !== "reload") return;
    // Everybody is told at the same moment, and not all should load at once.
    await this.waiting.for(Math.random() * (this.options.backoff ?? BACKOFF).from);
    await this.load(problem.code as LoadReason, problem);
  }

  private async load(why: LoadReason, cause: Problem | null): Promise<void> {
    const { load, onReload } = this.options;
    if (!load) return;
    for (let problem = cause; !this.isOver();) {
      this.tell("reloading", problem);
      try {
        const cursor = await load(why);
        if (this.isOver()) return;
        if (cursor === null) return this.finish("NOT_FOUND", problem);
        this.cursor = cursor;
        break;
      } catch (error) {
        problem = problemOf(error);
        if (endsLoading(problem)) return this.finish(reasonOf(problem), problem);
        this.failures += 1;
        this.tell("reloading", problem);
        await this.rest(problem);
      }
    }
    if (why !== "START" && !this.isOver()) onReload?.(why);
  }

  private rest({ retryAfter }: Problem): Promise<void> {
    return this.waiting.for(retryAfter + jitter(this.options.backoff ?? BACKOFF, this.failures));
  }

  private worked(): void {
    this.failures = 0;
    this.renewals = 0;
  }

  private finish(reason: EndReason, problem: Problem | null): void {
    if (this.over) return;
    this.over = { reason, problem };
    this.intake?.clear();
    this.intake?.end(null);
    this.settling.reset();
    this.waiting.cutShort();
    this.tell("ended", problem);
  }

  private tell(state: LiveState, why: Problem | null): void {
    if (this.over && state !== "ended") return;
    if (this.isTold && state === this.state && why?.code === this.why?.code) return;
    this.isTold = true;
    this.state = state;
    this.why = why;
    try {
      this.options.onState?.(state, why);
    } catch (error) {
      this.finish("FAILED", problemOf(error));
    }
  }

  private isOver(): boolean {
    return this.over !== null;
  }
}

function reasonOf({ code }: Problem): EndReason {
  if (code === "SIGNED_OUT") return "UNAUTHENTICATED";
  return code === "REVOKED" || code === "NOT_FOUND" || code === "UNAUTHENTICATED" ? code : "REFUSED";
}

/** The connection is fine; the helper itself ended the subscription. */
function isOurs({ code }: Problem): boolean {
  return code === "GAP" || code === "BEHIND";
}

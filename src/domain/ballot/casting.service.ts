import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { isTemporary } from "../../platform/database/faults.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import { IdempotencyConflict, InvalidState, NotEntitled } from "../../platform/graphql/refusals.js";
import { Batches, type Outcome } from "../../platform/kernel/batches.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { DelegateFunction } from "../delegation/delegate.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import type { Admission } from "../round-table/admission.policy.js";
import type { Ballot } from "./ballot.entity.js";
import { AlreadyVoted, ModeMismatch, NotCalled } from "./ballot.refusals.js";
import { BallotMode, BallotState, type VoteChoice } from "./ballot.words.js";
import type { Booth, Held, Recorded } from "./booth.service.js";
import { type Cast, type Paper, takePapers } from "./taking.service.js";
import { requireCaster, requireVoter } from "./voting-checks.service.js";

export interface CastInput {
  readonly ballotId: string;
  readonly choice: VoteChoice;
  readonly expectedMode?: BallotMode | null;
  readonly clientMutationId?: string | null;
}

/** Votes that share one transaction at most. */
const BATCH = 200;

/** Casting votes. What is acknowledged is committed and counted; what is refused left no trace. */
export class CastingService {
  // Casts on one ballot serialise on its row anyway: those that wait go together, and share the commit.
  private readonly batches: Batches<Paper, Cast>;

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {
    this.batches = new Batches((ballotId, papers) => this.take(ballotId, papers), BATCH);
  }

  /** Casts the vote of the viewer's delegation. Never replaces one; the same key and choice again is the same cast. */
  cast(viewer: Viewer, input: CastInput): Promise<Cast> {
    return this.hand(viewer, input, judgeCast);
  }

  /** Replaces the delegation's vote while the ballot is open, where the rule set allows it. Every change is kept. */
  change(viewer: Viewer, input: CastInput): Promise<Cast> {
    return this.hand(viewer, input, judgeChange);
  }

  private async hand(viewer: Viewer, input: CastInput, judge: Paper["judge"]): Promise<Cast> {
    const ballotId = requireId(input.ballotId);
    const { choice, expectedMode = null } = input;
    const key = readKey(input.clientMutationId);
    return this.batches.run(ballotId, { accountId: viewer.accountId, key, choice, expectedMode, judge });
  }

  /** One transaction for all. When it fails for a reason of its own, each is tried alone: one never fails its neighbours. */
  private async take(ballotId: string, papers: readonly Paper[]): Promise<Outcome<Cast>[]> {
    try {
      return await this.database.transaction(null, (tx) => takePapers(tx, this.journal, ballotId, papers));
    } catch (error) {
      // A connection that was lost leaves open whether it committed: nobody may be told more than that.
      if (papers.length === 1 || isTemporary(error)) throw error;
    }
    const outcomes: Outcome<Cast>[] = [];
    for (const paper of papers)
      outcomes.push(...(await this.take(ballotId, [paper]).catch((error: unknown): Outcome<Cast>[] => [{ error }])));
    return outcomes;
  }
}

/** Answers the receipt of a deed that was sent before; null: the vote may be recorded. Throws the refusal. */
function judgeCast(booth: Booth, paper: Paper, held: Held): Recorded | null {
  requireCaster(booth, held.rules);
  if (booth.earlier) return again(booth.earlier, paper.choice);
  if (booth.vote) return refuse(new AlreadyVoted(booth.vote.at));
  requireShownMode(held.ballot, paper.expectedMode);
  requireVoter(booth, held.ballot);
  if (held.ballot.mode === BallotMode.ROLL_CALL && booth.called !== booth.admission.seat?.delegationId)
    refuse(new NotCalled());
  return null;
}

function judgeChange(booth: Booth, paper: Paper, held: Held): Recorded | null {
  requireCaster(booth, held.rules);
  if (booth.earlier) return again(booth.earlier, paper.choice);
  requireShownMode(held.ballot, paper.expectedMode);
  requireVoter(booth, held.ballot);
  if (!booth.vote) return refuse(new NotEntitled("Your delegation has not voted on this ballot yet: use castVote."));
  requireChangeable(booth.vote, booth.admission, held);
  return null;
}

/**
 * The head may replace, until the lock, what another member cast. Otherwise a vote is changed where the rules allow it, and
 * what the head cast by nobody else.
 */
function requireChangeable(vote: NonNullable<Booth["vote"]>, { seat }: Admission, { ballot, rules }: Held): void {
  const isHead = seat?.function === DelegateFunction.HEAD;
  const isLocked = ballot.state === BallotState.LOCKING;
  if (isHead && vote.delegateId !== seat.delegateId && rules.headMayOverride && !isLocked) return;
  if (vote.byHead && !isHead)
    refuse(new NotEntitled("The head of your delegation has cast its vote; only the head changes it."));
  if (!rules.allowVoteChange)
    refuse(new NotEntitled("The rules of this conference do not allow a vote to be changed."));
  if (isLocked && rules.changeUntil === "LOCK")
    refuse(
      new InvalidState(
        ballot.state,
        "The countdown runs: votes are no longer changed under the rules of this conference.",
      ),
    );
}

/** Nobody's choice is recorded by name who was shown, or holds, a secret ballot; nor the other way round. */
function requireShownMode({ mode }: Ballot, expectedMode: BallotMode | null): void {
  if (mode === BallotMode.SECRET || (expectedMode && expectedMode !== mode)) refuse(new ModeMismatch(mode));
}

/** The same deed sent again by the same person: its receipt, also after the close and whatever came since. */
function again(earlier: Recorded, choice: VoteChoice): Recorded {
  return earlier.choice === choice ? earlier : refuse(new IdempotencyConflict());
}

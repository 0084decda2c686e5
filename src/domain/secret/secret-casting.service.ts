import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Keys } from "../../platform/auth/keys.js";
import type { Database } from "../../platform/database/database.js";
import { isTemporary } from "../../platform/database/faults.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import { InvalidInput, NotFound } from "../../platform/graphql/refusals.js";
import { Batches, type Outcome } from "../../platform/kernel/batches.js";
import { Refusal, refuse } from "../../platform/kernel/refusal.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import { entriesOn } from "../ballot/ballot-floor.service.js";
import { AlreadyVoted, BallotSealFaulty, ModeMismatch } from "../ballot/ballot.refusals.js";
import { BallotMode, type SealFault } from "../ballot/ballot.words.js";
import { type Booth, type Held, holdBooth, lookInto, type Voter } from "../ballot/booth.service.js";
import { countBallot } from "../ballot/counting.service.js";
import { coarseTurnout } from "../ballot/turnout.rules.js";
import { requireCaster, requireVoter } from "../ballot/voting-checks.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { receiptFor } from "./receipt.service.js";
import type { SealingService } from "./sealing.service.js";
import { BallotSeal } from "./secret.entity.js";
import { TURNOUT_CHANGED } from "./secret.events.js";

export interface SecretCastInput {
  readonly ballotId: string;
  readonly optionId: string;
  readonly clientMutationId?: string | null;
}

/** A paper that is in the box. Whose it is and what it says are no longer together anywhere. */
export interface SecretCast {
  readonly ballot: Ballot;
  readonly receipt: string;
}

/** The same within the transaction; the receipt is signed behind it, when nobody waits for the ballot. */
interface Taken {
  readonly ballot: Ballot;
  readonly delegationId: string;
}

interface Paper extends Voter {
  readonly optionId: string;
}

/** The box as this server finds it. */
interface Box {
  readonly fault: SealFault | null;
  readonly options: readonly string[] | null;
}

interface Good {
  readonly booth: Booth;
  readonly paper: Paper;
}

/** Papers that share one transaction at most. */
const BATCH = 200;

/** Casting in secret ballots: a mark on the roll and a sealed paper in the box, in one transaction and without a word of which belongs to which. */
export class SecretCastingService {
  private readonly batches: Batches<Paper, Taken>;

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly keys: Keys,
    private readonly sealing: SealingService,
  ) {
    this.batches = new Batches((ballotId, papers) => this.take(ballotId, papers), BATCH);
  }

  /** Puts the paper of the viewer's delegation into the box. The same person's same key again is answered alike, whatever the choice. */
  async cast(viewer: Viewer, input: SecretCastInput): Promise<SecretCast> {
    const ballotId = requireId(input.ballotId);
    const optionId = requireId(input.optionId);
    const key = readKey(input.clientMutationId);
    const paper = { accountId: viewer.accountId, key, optionId };
    const { ballot, delegationId } = await this.batches.run(ballotId, paper);
    return { ballot, receipt: await receiptFor(this.keys, ballot, delegationId) };
  }

  /** One transaction for all. When it fails for a reason of its own, each is tried alone: one never fails its neighbours. */
  private async take(ballotId: string, papers: readonly Paper[]): Promise<Outcome<Taken>[]> {
    try {
      return await this.database.transaction(null, (tx) => this.takeIn(tx, ballotId, papers));
    } catch (error) {
      if (papers.length === 1 || isTemporary(error)) throw error;
    }
    const outcomes: Outcome<Taken>[] = [];
    for (const paper of papers)
      outcomes.push(...(await this.take(ballotId, [paper]).catch((error: unknown): Outcome<Taken>[] => [{ error }])));
    return outcomes;
  }

  private async takeIn(tx: EntityManager, ballotId: string, papers: readonly Paper[]): Promise<Outcome<Taken>[]> {
    const held = await holdBooth(tx, ballotId, papers);
    const kept = held?.ballot.mode === BallotMode.SECRET ? await tx.findOneByOrFail(BallotSeal, { ballotId }) : null;
    if (!held) return papers.map(() => ({ error: new Refusal(new NotFound()) }));
    const booths = await lookInto(tx, ballotId, papers);
    const good = new Map<string, Good>();
    const box = kept && { fault: this.sealing.faultOf(kept), options: this.sealing.optionIds(kept) };
    const outcomes = papers.map((paper, place) => this.judged(held, box, booths[place] ?? null, paper, good));
    if (good.size > 0) await this.record(tx, held.ballot, kept!, [...good.values()]);
    return outcomes;
  }

  /** What becomes of one paper; what may go into the box is added to `good`. */
  private judged(
    held: Held,
    box: Box | null,
    booth: Booth | null,
    paper: Paper,
    good: Map<string, Good>,
  ): Outcome<Taken> {
    try {
      if (!booth) return refuse(new NotFound());
      if (!box) return refuse(new ModeMismatch(held.ballot.mode));
      requireCaster(booth, held.rules);
      const { delegationId } = booth.admission.seat!;
      const before = good.get(delegationId);
      const isAgain = before ? isSameDeed(before, booth, paper) : this.isMarkedBy(held.ballot, booth, paper);
      if (!isAgain) {
        if (before || booth.mark) refuse(new AlreadyVoted(null));
        requireVoter(booth, held.ballot);
        if (box.fault) refuse(new BallotSealFaulty(box.fault));
        if (!box.options?.includes(paper.optionId))
          refuse(new InvalidInput("optionId", "optionId is none of this ballot's options: load them again."));
        good.set(delegationId, { booth, paper });
      }
      return { value: { ballot: held.ballot, delegationId } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { error };
    }
  }

  /** Whether the mark on the roll is of this very deed, sent before. */
  private isMarkedBy(ballot: Ballot, { mark, admission }: Booth, { key }: Paper): boolean {
    if (!mark?.key || key === null || mark.participationId !== admission.participationId) return false;
    return mark.key.equals(this.sealing.markKey(ballot.id, admission.participationId, key));
  }

  private async record(tx: EntityManager, ballot: Ballot, kept: BallotSeal, good: readonly Good[]): Promise<void> {
    const sealed = good.map(({ paper }) => this.sealing.paper(kept, paper.optionId));
    const [roll]: { voted: number; eligible: number }[] = await tx.query(ROLL, [ballot.id]);
    const { voted, eligible } = roll!;
    const marked: unknown[] = await tx
      .query(MARK, [
        ballot.id,
        good.map(({ booth }) => booth.admission.seat!.delegationId),
        good.map(({ booth }) => booth.admission.participationId),
        good.map(({ booth, paper }) => {
          const { participationId } = booth.admission;
          return paper.key === null ? null : this.sealing.markKey(ballot.id, participationId, paper.key);
        }),
      ])
      .then((answer: [unknown[], number]) => answer[0]);
    if (marked.length !== good.length) throw new Error("the roll and the papers of a secret ballot differ");
    // In the order of their bytes, which are random: not in that of their voters.
    await tx.query("INSERT INTO sealed_paper (ballot_id, sealed) SELECT $1, * FROM unnest($2::bytea[])", [
      ballot.id,
      sealed.sort((a, b) => a.compare(b)),
    ]);
    if (coarseTurnout(voted + good.length, eligible) === coarseTurnout(voted, eligible)) return;
    const { turnout } = await countBallot(tx, ballot.id);
    await this.journal.append(tx, turnoutEntries(ballot, { ...turnout }));
  }
}

const ROLL = `
  SELECT count(*) FILTER (WHERE has_voted)::int AS voted, count(*)::int AS eligible FROM ballot_eligibility WHERE ballot_id = $1`;

const MARK = `
  UPDATE ballot_eligibility e SET has_voted = true, marked_by_id = p.by, mark_key = p.key
  FROM unnest($2::uuid[], $3::uuid[], $4::bytea[]) AS p(delegation_id, by, key)
  WHERE e.ballot_id = $1 AND e.delegation_id = p.delegation_id AND NOT e.has_voted
  RETURNING e.delegation_id`;

/** Two papers of one delegation in one batch: the second is the first sent again, or one too many. */
function isSameDeed(before: Good, booth: Booth, paper: Paper): boolean {
  const sameVoter = before.booth.admission.participationId === booth.admission.participationId;
  return sameVoter && paper.key !== null && paper.key === before.paper.key;
}

function turnoutEntries(ballot: Ballot, turnout: { readonly [key: string]: number }): Entry[] {
  return entriesOn(ballot, TURNOUT_CHANGED, { turnout });
}

import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import { IdempotencyConflict, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Turns } from "../../platform/kernel/turns.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import type { Admission } from "../round-table/admission.policy.js";
import { admissionIn, requireOpen } from "../round-table/floor.service.js";
import { RoundTable } from "../round-table/round-table.entity.js";
import { isCheckedIn } from "../round-table/presence.service.js";
import { NotPresent } from "../round-table/round-table.refusals.js";
import { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { mayCast } from "./ballot.policy.js";
import { AlreadyVoted, BallotClosed, ModeMismatch } from "./ballot.refusals.js";
import { type BallotMode, BallotState, type VoteChoice } from "./ballot.words.js";
import { countBallot } from "./counting.service.js";
import { Vote } from "./vote.entity.js";

export interface CastInput {
  readonly ballotId: string;
  readonly choice: VoteChoice;
  readonly expectedMode?: BallotMode | null;
  readonly clientMutationId?: string | null;
}

/** A vote that is committed, and the ballot it stands on. */
export interface Cast {
  readonly castAt: Date;
  readonly ballot: Ballot;
}

interface Booth {
  readonly ballot: Ballot;
  readonly table: RoundTable;
  readonly admission: Admission;
  /** Set once the ballot takes no votes, by the database clock. */
  readonly closedAt: Date | null;
  readonly vote: Vote | null;
}

/** Casting votes. What is acknowledged is committed and counted; what is refused left no trace. */
export class CastingService {
  // Casts on one ballot serialise on its row anyway; waiting here keeps them from holding a connection each.
  private readonly turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Casts the vote of the viewer's delegation. Never replaces one; the same key and choice again is the same cast. */
  async cast(viewer: Viewer, input: CastInput): Promise<Cast> {
    const key = readKey(input.clientMutationId);
    return this.inBooth(viewer, input.ballotId, async (tx, booth) => {
      const { ballot, vote } = booth;
      if (vote) return this.again(booth, vote, input.choice, key);
      await this.requireVoter(tx, booth, input.expectedMode);
      const castAt = await insertVote(tx, booth, input.choice, key);
      await this.record(tx, booth, input.choice, 1, events.VOTE_CAST);
      return { castAt, ballot };
    });
  }

  /** Replaces the delegation's vote while the ballot is open, where the rule set allows it. Every change is kept. */
  async change(viewer: Viewer, input: CastInput): Promise<Cast> {
    const key = readKey(input.clientMutationId);
    return this.inBooth(viewer, input.ballotId, async (tx, booth) => {
      const { ballot, vote } = booth;
      if (vote && key !== null && vote.clientMutationId === key && vote.choice === input.choice) return { castAt: vote.castAt, ballot };
      await this.requireVoter(tx, booth, input.expectedMode);
      const ruleSet = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
      if (!ruleSet.rules.allowVoteChange) refuse(new NotEntitled("The rules of this conference do not allow a vote to be changed."));
      if (!vote) return refuse(new NotEntitled("Your delegation has not voted on this ballot yet: use castVote."));
      const [rows]: [{ cast_at: Date }[], number] = await tx.query(
        "UPDATE vote SET choice = $3, cast_at = clock_timestamp(), delegate_id = $4, client_mutation_id = $5 WHERE ballot_id = $1 AND delegation_id = $2 RETURNING cast_at",
        [ballot.id, vote.delegationId, input.choice, booth.admission.seat!.delegateId, key],
      );
      const [count]: { number: number }[] = await tx.query("SELECT max(number)::int AS number FROM vote_record WHERE ballot_id = $1 AND delegation_id = $2", [ballot.id, vote.delegationId]);
      await this.record(tx, booth, input.choice, (count?.number ?? 1) + 1, events.VOTE_CHANGED);
      return { castAt: rows[0]!.cast_at, ballot };
    });
  }

  /** A vote is there already: the same cast sent again, or another one. Holds after the close as well. */
  private again({ ballot }: Booth, vote: Vote, choice: VoteChoice, key: string | null): Cast {
    if (key !== null && vote.clientMutationId === key) {
      return vote.choice === choice ? { castAt: vote.castAt, ballot } : refuse(new IdempotencyConflict());
    }
    return refuse(new AlreadyVoted(vote.castAt));
  }

  private async requireVoter(tx: EntityManager, { ballot, table, admission, closedAt }: Booth, expectedMode?: BallotMode | null): Promise<void> {
    if (!mayCast(admission)) refuse(new NotEntitled("Votes are cast by delegations seated here; advisers, observers and whoever presides do not vote."));
    if (expectedMode && expectedMode !== ballot.mode) refuse(new ModeMismatch(ballot.mode));
    if (closedAt) refuse(new BallotClosed(closedAt));
    requireOpen(table);
    const { id, delegationId, delegateId } = admission.seat!;
    const eligible: unknown[] = await tx.query("SELECT FROM ballot_eligibility WHERE ballot_id = $1 AND delegation_id = $2", [ballot.id, delegationId]);
    if (eligible.length === 0) refuse(new NotEntitled("Your delegation is not on the roll of this ballot: it was frozen when the ballot was opened."));
    if (!(await isCheckedIn(tx, id, delegateId))) refuse(new NotPresent());
  }

  /** Everything a cast looks at, with the ballot's row held until commit: casts and the close come one after the other. */
  private async inBooth(viewer: Viewer, ballotId: string, work: (tx: EntityManager, booth: Booth) => Promise<Cast>): Promise<Cast> {
    const id = requireId(ballotId);
    return this.turns.run(id, () =>
      this.database.transaction(viewer, async (tx) => {
        const seen = await tx.findOneBy(Ballot, { id });
        const admission = seen && (await admissionIn(tx, viewer, seen.roundTableId));
        if (!seen || !admission) return refuse(new NotFound());
        // The body first, then the ballot: the order of every deed. Ends of admissions wait for us or we for them.
        const table = await tx.findOneOrFail(RoundTable, { where: { id: seen.roundTableId }, lock: { mode: "pessimistic_read" } });
        const ballot = await tx.findOneOrFail(Ballot, { where: { id }, lock: { mode: "pessimistic_write" } });
        const current = await admissionIn(tx, viewer, seen.roundTableId);
        if (!current) return refuse(new NotFound());
        const vote = current.seat && (await tx.findOneBy(Vote, { ballotId: id, delegationId: current.seat.delegationId }));
        return work(tx, { ballot, table, admission: current, closedAt: await closeOf(tx, ballot), vote });
      }),
    );
  }

  private async record(tx: EntityManager, { ballot, admission }: Booth, choice: VoteChoice, number: number, kind: string): Promise<void> {
    const delegationId = admission.seat!.delegationId;
    await tx.query("INSERT INTO vote_record (ballot_id, delegation_id, number, choice, participation_id) VALUES ($1, $2, $3, $4, $5)", [
      ballot.id, delegationId, number, choice, admission.participationId,
    ]);
    const { tally, turnout } = await countBallot(tx, ballot.id);
    const body = { ballotId: ballot.id, delegationId, choice, turnout: { ...turnout }, tally: { ...tally } };
    await this.journal.append(tx, [ballot.roundTableId, ballot.id].map((topicId) => ({ topicId, kind, body })));
  }
}

/** When the ballot stopped taking votes, or null; a schedule that has passed counts, even if nobody has closed it yet. */
async function closeOf(tx: EntityManager, ballot: Ballot): Promise<Date | null> {
  if (ballot.closedAt) return ballot.closedAt;
  if (ballot.state !== BallotState.OPEN && ballot.state !== BallotState.LOCKING) return ballot.openedAt;
  if (!ballot.closesAt) return null;
  const [row]: { late: boolean }[] = await tx.query("SELECT closes_at <= clock_timestamp() AS late FROM ballot WHERE id = $1", [ballot.id]);
  return row?.late ? ballot.closesAt : null;
}

async function insertVote(tx: EntityManager, { ballot, admission }: Booth, choice: VoteChoice, key: string | null): Promise<Date> {
  const { delegationId, delegateId } = admission.seat!;
  const [row]: { cast_at: Date }[] = await tx.query(
    `INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id, client_mutation_id) VALUES ($1, $2, $3, $4, $5) RETURNING cast_at`,
    [ballot.id, delegationId, choice, delegateId, key],
  );
  return row!.cast_at;
}

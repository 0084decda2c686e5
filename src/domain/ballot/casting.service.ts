import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { prepared } from "../../platform/database/prepared.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import { IdempotencyConflict, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Turns } from "../../platform/kernel/turns.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { requireOpenState } from "../round-table/floor.service.js";
import { NotPresent } from "../round-table/round-table.refusals.js";
import type { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { mayCast } from "./ballot.policy.js";
import { AlreadyVoted, BallotClosed, ModeMismatch } from "./ballot.refusals.js";
import type { BallotMode, VoteChoice } from "./ballot.words.js";
import { type Booth, enterBooth, type Recorded } from "./booth.service.js";
import { countBallot } from "./counting.service.js";

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

/** Casting votes. What is acknowledged is committed and counted; what is refused left no trace. */
export class CastingService {
  // Casts on one ballot serialise on its row anyway; waiting here keeps them from holding a connection each.
  private readonly turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Casts the vote of the viewer's delegation. Never replaces one; the same key and choice again is the same cast. */
  cast(viewer: Viewer, input: CastInput): Promise<Cast> {
    return this.inBooth(viewer, input, async (tx, booth, key) => {
      requireCaster(booth);
      if (booth.earlier) return again(booth, booth.earlier, input.choice);
      if (booth.vote) return refuse(new AlreadyVoted(booth.vote.at));
      requireVoter(booth, input.expectedMode);
      const castAt = await insertVote(tx, booth, input.choice, key);
      await this.tell(tx, booth, input.choice, events.VOTE_CAST);
      return { castAt, ballot: booth.ballot };
    });
  }

  /** Replaces the delegation's vote while the ballot is open, where the rule set allows it. Every change is kept. */
  change(viewer: Viewer, input: CastInput): Promise<Cast> {
    return this.inBooth(viewer, input, async (tx, booth, key) => {
      const { ballot, vote } = booth;
      requireCaster(booth);
      if (booth.earlier) return again(booth, booth.earlier, input.choice);
      requireVoter(booth, input.expectedMode);
      const ruleSet = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
      if (!ruleSet.rules.allowVoteChange)
        refuse(new NotEntitled("The rules of this conference do not allow a vote to be changed."));
      if (!vote) return refuse(new NotEntitled("Your delegation has not voted on this ballot yet: use castVote."));
      const castAt = await replaceVote(tx, booth, input.choice, key);
      await this.tell(tx, booth, input.choice, events.VOTE_CHANGED);
      return { castAt, ballot };
    });
  }

  private async inBooth(
    viewer: Viewer,
    input: CastInput,
    work: (tx: EntityManager, booth: Booth, key: string | null) => Promise<Cast>,
  ): Promise<Cast> {
    const id = requireId(input.ballotId);
    const key = readKey(input.clientMutationId);
    return this.turns.run(id, () =>
      this.database.transaction(viewer, async (tx) => {
        const booth = await enterBooth(tx, viewer, id, key);
        return booth ? work(tx, booth, key) : refuse(new NotFound());
      }),
    );
  }

  private async tell(tx: EntityManager, { ballot, admission }: Booth, choice: VoteChoice, kind: string): Promise<void> {
    const { tally, turnout } = await countBallot(tx, ballot.id);
    const body = {
      ballotId: ballot.id,
      delegationId: admission.seat!.delegationId,
      choice,
      turnout: { ...turnout },
      tally: { ...tally },
    };
    await this.journal.append(
      tx,
      [ballot.roundTableId, ballot.id].map((topicId) => ({ topicId, kind, body })),
    );
  }
}

/** The same deed sent again by the same person: its receipt, also after the close and whatever came since. */
function again({ ballot }: Booth, earlier: Recorded, choice: VoteChoice): Cast {
  return earlier.choice === choice ? { castAt: earlier.at, ballot } : refuse(new IdempotencyConflict());
}

function requireCaster({ admission }: Booth): void {
  if (mayCast(admission)) return;
  refuse(
    new NotEntitled("Votes are cast by delegations seated here; advisers, observers and whoever presides do not vote."),
  );
}

function requireVoter(booth: Booth, expectedMode?: BallotMode | null): void {
  if (expectedMode && expectedMode !== booth.ballot.mode) refuse(new ModeMismatch(booth.ballot.mode));
  if (booth.closedAt) refuse(new BallotClosed(booth.closedAt));
  requireOpenState(booth.tableState);
  if (!booth.isEligible)
    refuse(
      new NotEntitled("Your delegation is not on the roll of this ballot: it was frozen when the ballot was opened."),
    );
  if (!booth.isCheckedIn) refuse(new NotPresent());
}

async function insertVote(
  tx: EntityManager,
  { ballot, admission }: Booth,
  choice: VoteChoice,
  key: string | null,
): Promise<Date> {
  const { delegationId, delegateId } = admission.seat!;
  const [row] = await prepared<{ cast_at: Date }>(
    tx,
    "cast_vote",
    `WITH v AS (INSERT INTO vote (ballot_id, delegation_id, choice, delegate_id) VALUES ($1, $2, $3, $4) RETURNING *)
     INSERT INTO vote_record (ballot_id, delegation_id, number, choice, at, participation_id, client_mutation_id)
     SELECT ballot_id, delegation_id, 1, choice, cast_at, $6, $5 FROM v RETURNING at AS cast_at`,
    [ballot.id, delegationId, choice, delegateId, key, admission.participationId],
  );
  return row!.cast_at;
}

async function replaceVote(
  tx: EntityManager,
  { ballot, admission }: Booth,
  choice: VoteChoice,
  key: string | null,
): Promise<Date> {
  const { delegationId, delegateId } = admission.seat!;
  const [row]: { cast_at: Date }[] = await tx.query(
    `WITH v AS (
       UPDATE vote SET choice = $3, cast_at = clock_timestamp(), delegate_id = $4
       WHERE ballot_id = $1 AND delegation_id = $2 RETURNING *
     )
     INSERT INTO vote_record (ballot_id, delegation_id, number, choice, at, participation_id, client_mutation_id)
     SELECT ballot_id, delegation_id, (SELECT max(number) + 1 FROM vote_record r WHERE r.ballot_id = $1 AND r.delegation_id = $2), choice, cast_at, $6, $5
     FROM v RETURNING at AS cast_at`,
    [ballot.id, delegationId, choice, delegateId, key, admission.participationId],
  );
  return row!.cast_at;
}

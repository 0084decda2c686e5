import { type EntityManager, IsNull } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { presidingOver } from "../round-table/chair.service.js";
import { requireOpen } from "../round-table/floor.service.js";
import { requireCheckedIn } from "../round-table/presence.service.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import * as events from "./conduct.events.js";
import { AlreadyVoted, NotCalled, VotesNotTaken } from "../ballot/ballot.refusals.js";
import { SecondPersonNeeded } from "./conduct.refusals.js";
import { BallotMode, type VoteChoice, VoteSource } from "../ballot/ballot.words.js";
import { ReadIn } from "./conduct.entity.js";
import { asChair, entriesOn, type Held, requireNotDue, requireTakingVotes } from "../ballot/ballot-floor.service.js";
import { countBallot } from "../ballot/counting.service.js";
import { counted, recordVotes, voteEntries } from "../ballot/taking.service.js";
import { Vote } from "../ballot/vote.entity.js";
import { isOnRoll } from "./voter.service.js";

export interface ReadInInput {
  readonly ballotId: string;
  readonly delegateId: string;
  readonly choice: VoteChoice;
  readonly clientMutationId?: string | null;
}

interface Speaker {
  delegation_id: string;
  participation_id: string;
  seat_id: string;
  function: string;
}

/**
 * A vote that a delegate says in the room because its device failed. One of those who conduct the ballot notes it, another
 * confirms it; only then is it recorded and counted. Never on a secret ballot: two persons would know.
 */
export class ReadInService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Notes what a delegate who is checked in said. One such note per delegation waits at a time. */
  async propose(viewer: Viewer, input: ReadInInput): Promise<ReadIn> {
    const delegateId = requireId(input.delegateId);
    const key = readKey(input.clientMutationId);
    let id = uuidv7();
    const ballot = await asChair(this.database, viewer, input.ballotId, "Reading a vote in", async (tx, held) => {
      const claim = { ballotId: held.ballot.id, delegateId, choice: input.choice };
      const earlier = await earlierResult(tx, viewer, "proposeReadIn", key, claim, id);
      if (earlier) return void (id = earlier);
      const speaker = await requireSpeaker(tx, held, delegateId);
      const waiting = await tx.findOne(ReadIn, { where: pending(held.ballot.id, speaker.delegation_id) });
      if (waiting)
        refuse(
          new InvalidState("PENDING", "A vote of this delegation waits for confirmation. Confirm or reject it first."),
        );
      await tx.insert(ReadIn, {
        ...{ id, ballotId: held.ballot.id, delegationId: speaker.delegation_id, delegateId, choice: input.choice },
        proposedById: held.admission.participationId,
      });
      const facts = { delegationId: speaker.delegation_id, readInId: id };
      await this.journal.append(tx, entriesOn(held.ballot, events.READ_IN_PROPOSED, facts));
    });
    return this.database.read((tx) => tx.findOneByOrFail(ReadIn, { id, ballotId: ballot.id }));
  }

  /** A second person confirms: the vote is recorded and counted as of now. Sent again, it changes nothing. */
  async confirm(viewer: Viewer, readInId: string): Promise<Ballot> {
    return this.settle(viewer, readInId, async (tx, held, readIn) => {
      if (readIn.confirmedAt) return;
      requirePending(readIn);
      if (readIn.proposedById === held.admission.participationId)
        refuse(
          new SecondPersonNeeded(
            "You noted this vote yourself. Somebody else who conducts the ballot must confirm it.",
          ),
        );
      await requireSpeaker(tx, held, readIn.delegateId);
      await tx.query("UPDATE read_in SET confirmed_at = clock_timestamp(), confirmed_by_id = $2 WHERE id = $1", [
        readIn.id,
        held.admission.participationId,
      ]);
      await this.record(tx, held, readIn);
    });
  }

  /** The note is wrong: it is kept, and counts for nothing. */
  async reject(viewer: Viewer, readInId: string): Promise<Ballot> {
    return this.settle(viewer, readInId, async (tx, { ballot }, readIn) => {
      if (readIn.rejectedAt) return;
      requirePending(readIn);
      await tx.query("UPDATE read_in SET rejected_at = clock_timestamp() WHERE id = $1", [readIn.id]);
      const facts = { delegationId: readIn.delegationId, readInId: readIn.id };
      await this.journal.append(tx, entriesOn(ballot, events.READ_IN_REJECTED, facts));
    });
  }

  private async record(tx: EntityManager, { ballot, admission }: Held, readIn: ReadIn): Promise<void> {
    const { delegationId, delegateId, choice } = readIn;
    const before = await countBallot(tx, ballot.id);
    const { participationId } = admission;
    const source = VoteSource.READ_IN;
    const vote = { delegationId, delegateId, choice, participationId, key: null, replaces: false, source };
    const given = (await recordVotes(tx, ballot.id, [vote])).get(delegationId)!;
    await this.journal.append(tx, voteEntries(ballot, vote, given, counted(before, null, choice)));
  }

  private async settle(
    viewer: Viewer,
    readInId: string,
    work: (tx: EntityManager, held: Held, readIn: ReadIn) => Promise<void>,
  ): Promise<Ballot> {
    const id = requireId(readInId);
    const seen = await this.database.read((tx) => tx.findOneBy(ReadIn, { id }));
    if (!seen) return refuse(new NotFound());
    return asChair(this.database, viewer, seen.ballotId, "Reading a vote in", async (tx, held) => {
      await work(tx, held, await tx.findOneByOrFail(ReadIn, { id }));
    });
  }
}

const pending = (ballotId: string, delegationId: string) => ({
  ballotId,
  delegationId,
  confirmedAt: IsNull(),
  rejectedAt: IsNull(),
});

function requirePending(readIn: ReadIn): void {
  if (readIn.confirmedAt) refuse(new InvalidState("CONFIRMED", "This vote was confirmed and counts."));
  if (readIn.rejectedAt) refuse(new InvalidState("REJECTED", "This note was rejected. Note the vote anew."));
}

/** The delegate who spoke could cast this very vote now, were it not for the device. */
async function requireSpeaker(tx: EntityManager, { ballot, table }: Held, delegateId: string): Promise<Speaker> {
  requireTakingVotes(ballot);
  await requireNotDue(tx, ballot);
  requireOpen(table);
  if (ballot.mode === BallotMode.CONSENSUS) refuse(new VotesNotTaken());
  if (ballot.mode === BallotMode.SECRET) refuse(new InvalidState(ballot.mode, "A secret vote is read in by nobody."));
  const [speaker]: Speaker[] = await tx.query(
    `SELECT d.delegation_id, d.participation_id, d.function, s.id AS seat_id FROM delegate d JOIN seat s ON s.delegation_id = d.delegation_id
     WHERE d.id = $1 AND d.withdrawn_at IS NULL AND s.round_table_id = $2`,
    [delegateId, ballot.roundTableId],
  );
  if (!speaker) return refuse(new NotFound());
  const { rules } = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
  if (!rules.mayCast.includes(speaker.function) || (await presidingOver(tx, table)) === speaker.participation_id)
    refuse(new NotEntitled("This person may not cast the vote of the delegation."));
  if (!(await isOnRoll(tx, ballot.id, speaker.delegation_id)))
    refuse(new NotEntitled("This delegation is not on the roll of the ballot."));
  await requireCheckedIn(tx, { id: speaker.seat_id, delegateId });
  const vote = await tx.findOneBy(Vote, { ballotId: ballot.id, delegationId: speaker.delegation_id });
  if (vote) refuse(new AlreadyVoted(vote.castAt));
  if (ballot.mode === BallotMode.ROLL_CALL) await requireCalled(tx, ballot.id, speaker.delegation_id);
  return speaker;
}

async function requireCalled(tx: EntityManager, ballotId: string, delegationId: string): Promise<void> {
  const [called]: { delegation_id: string }[] = await tx.query(
    "SELECT delegation_id FROM ballot_call WHERE ballot_id = $1 ORDER BY number DESC LIMIT 1",
    [ballotId],
  );
  if (called?.delegation_id !== delegationId) refuse(new NotCalled());
}

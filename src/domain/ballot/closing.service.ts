import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { enter, holdTable, requireChair } from "../round-table/floor.service.js";
import { PRESENT_SEAT } from "../round-table/quorum.service.js";
import { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { isLive } from "./ballot.policy.js";
import { BallotClosed } from "./ballot.refusals.js";
import { BallotState, Outcome } from "./ballot.words.js";
import { countBallot } from "./counting.service.js";
import { decide } from "./deciding.rules.js";
import { Decision } from "./decision.entity.js";

/** Ending a ballot: closing counts and decides in the same transaction; declaring reads the decision out. */
export class ClosingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Closes, counts and decides. Votes that were acknowledged are in; later ones are refused. */
  async close(viewer: Viewer, ballotId: string): Promise<Ballot> {
    return this.asChair(viewer, ballotId, "Closing a ballot", async (tx, ballot, participationId) => {
      requireTakingVotes(ballot);
      await this.closeIn(tx, ballot, participationId);
    });
  }

  /** Ends a ballot without counting; its rows are kept. A new ballot on the text may follow. */
  async cancel(viewer: Viewer, ballotId: string, reason: string): Promise<Ballot> {
    const why = requireText("reason", reason, 500);
    return this.asChair(viewer, ballotId, "Cancelling a ballot", async (tx, ballot, participationId) => {
      requireTakingVotes(ballot);
      await requireNotDue(tx, ballot);
      await tx.query(
        "UPDATE ballot SET state = 'CANCELLED', closed_at = clock_timestamp(), closed_by_id = $2, cancel_reason = $3 WHERE id = $1",
        [ballot.id, participationId, why],
      );
      await this.tell(tx, ballot, events.BALLOT_CANCELLED, { reason: why });
    });
  }

  /** The chair reads the decision out: from now on everybody admitted sees it, with the votes of a recorded ballot. */
  async declare(viewer: Viewer, ballotId: string): Promise<Ballot> {
    return this.asChair(viewer, ballotId, "Declaring a decision", async (tx, ballot) => {
      if (ballot.state !== BallotState.CLOSED)
        refuse(
          new InvalidState(ballot.state, `The ballot is ${ballot.state}; a decision is declared once it is CLOSED.`),
        );
      await tx.query("UPDATE ballot SET state = 'DECLARED', declared_at = clock_timestamp() WHERE id = $1", [
        ballot.id,
      ]);
      const decision = await tx.findOneByOrFail(Decision, { ballotId: ballot.id });
      if (!isLive(ballot)) await settleText(tx, ballot, decision.outcome);
      await this.tell(tx, ballot, events.DECISION_DECLARED, {});
    });
  }

  /** Closes what is due by its schedule; answers how many. Any number of processes may do this at once. */
  async closeDue(): Promise<number> {
    const due: { id: string }[] = await this.database.read((tx) =>
      tx.query(
        "SELECT id FROM ballot WHERE closed_at IS NULL AND closes_at <= clock_timestamp() ORDER BY closes_at LIMIT 20",
      ),
    );
    let closed = 0;
    const failures: unknown[] = [];
    for (const { id } of due) {
      const closing = this.database.transaction(null, async (tx) => {
        const ballot = await hold(tx, id);
        if (!ballot || ballot.closedAt) return;
        await this.closeIn(tx, ballot, null);
        closed += 1;
      });
      // One that fails must not keep the others open.
      await closing.catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} ballots could not be closed`);
    return closed;
  }

  private async closeIn(tx: EntityManager, ballot: Ballot, participationId: string | null): Promise<void> {
    const presentAtClose = await this.recordPresence(tx, ballot);
    const { tally, turnout } = await countBallot(tx, ballot.id);
    const ruleSet = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
    const facts = {
      majority: ballot.majority,
      quorum: ruleSet.rules.quorum,
      tally,
      members: ballot.members,
      eligible: turnout.eligible,
      presentAtOpen: ballot.presentAtOpen,
      presentAtClose,
    };
    const verdict = decide(facts);
    // A scheduled close counts from its schedule: votes after it were refused, whenever this runs.
    await tx.query(
      "UPDATE ballot SET state = 'CLOSED', closed_at = least(coalesce(closes_at, 'infinity'), clock_timestamp()), closed_by_id = $2 WHERE id = $1",
      [ballot.id, participationId],
    );
    await tx.query(
      `INSERT INTO decision (ballot_id, outcome, majority, votes_for, votes_against, abstentions, members, eligible, present_at_open, present_at_close, quorum, threshold, margin, explanation, citation)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ballot.id,
        verdict.outcome,
        ballot.majority,
        tally.for,
        tally.against,
        tally.abstain,
        ballot.members,
        turnout.eligible,
        ballot.presentAtOpen,
        presentAtClose,
        verdict.quorum,
        verdict.threshold,
        verdict.margin,
        verdict.explanation,
        `${ruleSet.title}, version ${ruleSet.version}: ${ruleSet.citation}`,
      ],
    );
    // The state of the text would tell the decision to those who may not know it before it is declared.
    if (isLive(ballot)) await settleText(tx, ballot, verdict.outcome);
    await this.tell(tx, ballot, events.BALLOT_CLOSED, {
      outcome: verdict.outcome,
      turnout: { ...turnout, present: presentAtClose },
      tally: { ...tally },
    });
  }

  /** Writes who on the roll is present now; answers how many member delegations of the body are. */
  private async recordPresence(tx: EntityManager, ballot: Ballot): Promise<number> {
    await tx.query(
      `UPDATE ballot_eligibility e SET present_at_close = ${PRESENT_SEAT} FROM seat s
       WHERE e.ballot_id = $1 AND s.round_table_id = $2 AND s.delegation_id = e.delegation_id`,
      [ballot.id, ballot.roundTableId],
    );
    const { turnout } = await countBallot(tx, ballot.id);
    return turnout.present;
  }

  private async tell(
    tx: EntityManager,
    ballot: Ballot,
    kind: string,
    facts: Record<string, string | Record<string, number>>,
  ): Promise<void> {
    const body = { ballotId: ballot.id, ...facts };
    await this.journal.append(
      tx,
      [ballot.roundTableId, ballot.id].map((topicId) => ({ topicId, kind, body })),
    );
  }

  private async asChair(
    viewer: Viewer,
    ballotId: string,
    deed: string,
    work: (tx: EntityManager, ballot: Ballot, participationId: string) => Promise<void>,
  ): Promise<Ballot> {
    const id = requireId(ballotId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Ballot, { id });
      if (!seen) return refuse(new NotFound());
      const { admission } = await enter(tx, viewer, seen.roundTableId, "write");
      requireChair(admission, deed);
      const ballot = await hold(tx, id);
      await work(tx, ballot!, admission.participationId);
      return tx.findOneByOrFail(Ballot, { id });
    });
  }
}

/** Holds body, text and ballot, in the order in which every deed takes them; presence stands still meanwhile. */
async function hold(tx: EntityManager, ballotId: string): Promise<Ballot | null> {
  const seen = await tx.findOneBy(Ballot, { id: ballotId });
  if (!seen) return null;
  await holdTable(tx, seen.roundTableId, "write");
  await tx.findOneOrFail(Recommendation, { where: { id: seen.recommendationId }, lock: { mode: "pessimistic_write" } });
  return tx.findOne(Ballot, { where: { id: ballotId }, lock: { mode: "pessimistic_write" } });
}

/** A ballot whose schedule has passed is decided, even if nobody has closed it yet: it cannot be cancelled any more. */
async function requireNotDue(tx: EntityManager, ballot: Ballot): Promise<void> {
  const [row]: { due: boolean | null }[] = await tx.query(
    "SELECT closes_at <= clock_timestamp() AS due FROM ballot WHERE id = $1",
    [ballot.id],
  );
  if (row?.due && ballot.closesAt) refuse(new BallotClosed(ballot.closesAt));
}

function requireTakingVotes(ballot: Ballot): void {
  if (ballot.state === BallotState.CLOSED || ballot.state === BallotState.DECLARED)
    refuse(new BallotClosed(ballot.closedAt ?? ballot.openedAt));
  if (ballot.state === BallotState.CANCELLED) refuse(new InvalidState(ballot.state, "The ballot was cancelled."));
}

/** Without a quorum nothing was decided: the text stays before the body, or wherever a later ballot has brought it. */
async function settleText(tx: EntityManager, ballot: Ballot, outcome: Outcome): Promise<void> {
  if (outcome !== Outcome.ADOPTED && outcome !== Outcome.NOT_ADOPTED) return;
  const state = outcome === Outcome.ADOPTED ? RecommendationState.ADOPTED : RecommendationState.NOT_ADOPTED;
  await tx.update(Recommendation, { id: ballot.recommendationId }, { state });
}

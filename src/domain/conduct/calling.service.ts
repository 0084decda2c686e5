import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { asChair, entriesOn, requireNotDue, requireTakingVotes } from "../ballot/ballot-floor.service.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import { RuleSetForbids } from "../ballot/ballot.refusals.js";
import { BallotMode } from "../ballot/ballot.words.js";
import { countBallot } from "../ballot/counting.service.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { ENTITLED_DELEGATION } from "../delegation/delegation.policy.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { nextToCall } from "./calling.rules.js";
import * as events from "./conduct.events.js";
import { isOnRoll } from "./voter.service.js";

/** The roll of an open ballot: calling it, and admitting who came late. */
export class CallingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Calls the next delegation of a roll call: in order, and those who did not answer once more at the end. */
  async callNext(viewer: Viewer, ballotId: string, lastCall?: number | null): Promise<Ballot> {
    return asChair(this.database, viewer, ballotId, "Calling the roll", async (tx, { ballot, admission }) => {
      if (ballot.mode !== BallotMode.ROLL_CALL)
        refuse(new InvalidState(ballot.mode, `This ballot is ${ballot.mode}: nobody is called.`));
      requireTakingVotes(ballot);
      await requireNotDue(tx, ballot);
      const roll: { delegation_id: string; calls: number; voted: boolean }[] = await tx.query(
        `SELECT e.delegation_id, (SELECT count(*)::int FROM ballot_call c WHERE c.ballot_id = $1 AND c.delegation_id = e.delegation_id) AS calls,
                EXISTS (SELECT FROM vote v WHERE v.ballot_id = $1 AND v.delegation_id = e.delegation_id) AS voted
         FROM ballot_eligibility e WHERE e.ballot_id = $1 ORDER BY e.call_order`,
        [ballot.id],
      );
      const calls = roll.reduce((sum, one) => sum + one.calls, 0);
      if (lastCall != null && lastCall !== calls) refuse(new StaleVersion(calls));
      const next = nextToCall(roll);
      if (!next)
        return refuse(new InvalidState(ballot.state, "Everybody has voted or was called twice. Close the ballot."));
      const number = calls + 1;
      await tx.query(
        "INSERT INTO ballot_call (ballot_id, number, delegation_id, called_by_id) VALUES ($1, $2, $3, $4)",
        [ballot.id, number, next.delegation_id, admission.participationId],
      );
      const facts = { delegationId: next.delegation_id, number };
      await this.journal.append(tx, entriesOn(ballot, events.DELEGATION_CALLED, facts));
    });
  }

  /** Puts a delegation on the roll of an open ballot, where the rules allow it. Doing it again changes nothing. */
  async admit(viewer: Viewer, ballotId: string, delegationId: string): Promise<Ballot> {
    const id = requireId(delegationId);
    return asChair(this.database, viewer, ballotId, "Admitting to a ballot", async (tx, { ballot, admission }) => {
      requireTakingVotes(ballot);
      await requireNotDue(tx, ballot);
      if (await isOnRoll(tx, ballot.id, id)) return;
      const { rules } = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
      if (!rules.lateAdmission)
        refuse(new RuleSetForbids("The rules of this conference admit nobody to a ballot that is open."));
      await requireEntitledSeat(tx, ballot.roundTableId, id);
      await tx.query(
        `INSERT INTO ballot_eligibility (ballot_id, delegation_id, present_at_open, call_order, admitted_at, admitted_by_id)
         VALUES ($1, $2, false, (SELECT max(call_order) + 1 FROM ballot_eligibility WHERE ballot_id = $1), clock_timestamp(), $3)`,
        [ballot.id, id, admission.participationId],
      );
      const { turnout } = await countBallot(tx, ballot.id);
      const facts = { delegationId: id, turnout: { ...turnout } };
      await this.journal.append(tx, entriesOn(ballot, events.ADMITTED_TO_BALLOT, facts));
    });
  }
}

async function requireEntitledSeat(tx: EntityManager, roundTableId: string, delegationId: string): Promise<void> {
  const [seated]: { entitled: boolean }[] = await tx.query(
    `SELECT ${ENTITLED_DELEGATION} AS entitled FROM seat s JOIN delegation d ON d.id = s.delegation_id
     WHERE s.round_table_id = $1 AND s.delegation_id = $2`,
    [roundTableId, delegationId],
  );
  if (!seated) return refuse(new NotFound());
  if (!seated.entitled) refuse(new NotEntitled("The credentials or rights of this delegation do not let it vote."));
}

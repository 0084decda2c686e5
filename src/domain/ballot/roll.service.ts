import { randomInt } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { countryName } from "../conference/country-names.rules.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { ENTITLED_DELEGATION } from "../delegation/delegation.policy.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { PRESENT_SEAT } from "../round-table/quorum.service.js";
import type { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { RuleSetForbids } from "./ballot.refusals.js";
import { BallotMode } from "./ballot.words.js";
import { asChair, entriesOn, requireNotDue, requireTakingVotes } from "./conduct.service.js";
import { countBallot } from "./counting.service.js";
import { callingOrder, nextToCall } from "./roll-call.rules.js";
import { isOnRoll } from "./voter.service.js";

interface Seated {
  id: string;
  country_code: string;
  present: boolean;
}

/** Freezes who may vote: one row per entitled delegation. Answers how many. `first`: who is called first in a roll call; drawn by lot when null. */
export async function insertRoll(tx: EntityManager, ballot: Ballot, first: string | null): Promise<number> {
  const entitled: Seated[] = await tx.query(
    `SELECT d.id, d.country_code, ${PRESENT_SEAT} AS present FROM seat s JOIN delegation d ON d.id = s.delegation_id
     WHERE s.round_table_id = $1 AND ${ENTITLED_DELEGATION}`,
    [ballot.roundTableId],
  );
  if (first !== null && !entitled.some(({ id }) => id === first))
    refuse(new InvalidInput("firstCalledId", "This delegation is not entitled to vote in this body."));
  const places = ballot.mode === BallotMode.ROLL_CALL ? calling(entitled, first) : null;
  await tx.query(
    `INSERT INTO ballot_eligibility (ballot_id, delegation_id, present_at_open, call_order)
     SELECT $1, * FROM unnest($2::uuid[], $3::boolean[], $4::integer[])`,
    [
      ballot.id,
      entitled.map(({ id }) => id),
      entitled.map(({ present }) => present),
      entitled.map(({ id }) => (places === null ? null : places.indexOf(id) + 1)),
    ],
  );
  return entitled.length;
}

function calling(entitled: readonly Seated[], first: string | null): string[] {
  const named = entitled.map(({ id, country_code: code }) => ({ id, name: countryName(code, "en") }));
  const drawn = first ?? (named.length > 0 ? named[randomInt(named.length)]!.id : null);
  return callingOrder(named, drawn);
}

/** The roll of an open ballot: calling it, and admitting who came late. */
export class RollService {
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

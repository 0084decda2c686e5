import type { EntityManager } from "typeorm";
import { NotEntitled } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import type { Admission } from "../round-table/admission.policy.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import { mayCast } from "../ballot/ballot.policy.js";

/** The seat of somebody who acts for a delegation on the roll of the ballot; NotEntitled for everybody else. */
export async function requireVoterOf(
  tx: EntityManager,
  ballot: Ballot,
  admission: Admission,
): Promise<NonNullable<Admission["seat"]>> {
  const { rules } = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
  if (!mayCast(admission, rules))
    refuse(new NotEntitled("This is for those who may cast their delegation's vote here; whoever presides does not."));
  const seat = admission.seat!;
  if (!(await isOnRoll(tx, ballot.id, seat.delegationId)))
    refuse(
      new NotEntitled("Your delegation is not on the roll of this ballot: it was frozen when the ballot was opened."),
    );
  return seat;
}

export async function isOnRoll(tx: EntityManager, ballotId: string, delegationId: string): Promise<boolean> {
  const rows: unknown[] = await tx.query("SELECT FROM ballot_eligibility WHERE ballot_id = $1 AND delegation_id = $2", [
    ballotId,
    delegationId,
  ]);
  return rows.length > 0;
}

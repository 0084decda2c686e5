import { randomInt } from "node:crypto";
import type { EntityManager } from "typeorm";
import { InvalidInput } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { countryName } from "../conference/country-names.rules.js";
import { ENTITLED_DELEGATION } from "../delegation/delegation.policy.js";
import { PRESENT_SEAT } from "../round-table/quorum.service.js";
import type { Ballot } from "./ballot.entity.js";
import { BallotMode } from "./ballot.words.js";
import { callingOrder } from "./roll.rules.js";

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

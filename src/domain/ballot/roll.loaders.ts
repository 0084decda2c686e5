import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import type { RollLine } from "./proof.rules.js";
import { rollsOf } from "./proof.service.js";
import { BallotEligibility } from "./vote.entity.js";

/** The roll of each ballot, by country, which tells nothing about the order of casting. */
export async function rollOfBallot(reader: Reader, ballotIds: readonly string[]): Promise<BallotEligibility[][]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(BallotEligibility, "e")
      .innerJoin("delegation", "d", "d.id = e.delegation_id")
      .where("e.ballot_id = ANY(:ids)", { ids: ballotIds })
      .orderBy({ "e.call_order": "ASC", "d.country_code": "ASC", "e.delegation_id": "ASC" })
      .getMany(),
  );
  return grouped(ballotIds, rows, (row) => row.ballotId);
}

/** The lines that a decision's rollHash is made of. */
export async function provenRoll(reader: Reader, ballotIds: readonly string[]): Promise<RollLine[][]> {
  return reader.read((tx) => rollsOf(tx, ballotIds));
}

/** What each ballot's subjectHash is of, in canonical JSON; not read with the ballot, for it may be long. */
export async function subjectOf(reader: Reader, ballotIds: readonly string[]): Promise<(string | null)[]> {
  const rows: { id: string; subject: string | null }[] = await reader.read((tx) =>
    tx.query("SELECT id, subject FROM ballot WHERE id = ANY($1)", [ballotIds]),
  );
  return inOrder(ballotIds, rows, (row) => row.id).map((row) => row?.subject ?? null);
}

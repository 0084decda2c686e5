import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import type { RollLine } from "./proof.rules.js";
import { rollsOf } from "./proof.service.js";
import { BallotEligibility, Vote } from "./vote.entity.js";

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

/** One delegation on the roll of one ballot, as a key of the loaders below. */
export const onRoll = (ballotId: string, delegationId: string): string => `${ballotId} ${delegationId}`;

const keyOf = (row: BallotEligibility | Vote): string => onRoll(row.ballotId, row.delegationId);
/** All rows of these delegations on these ballots; more than were asked for where several ballots are. */
const rowsOn = (keys: readonly string[]): object => {
  const pairs = keys.map((key) => key.split(" "));
  return {
    ballotId: In([...new Set(pairs.map(([id]) => id))]),
    delegationId: In([...new Set(pairs.map(([, id]) => id))]),
  };
};

/** The place of single delegations on a roll, by `onRoll`. */
export async function placeOf(reader: Reader, keys: readonly string[]): Promise<(BallotEligibility | null)[]> {
  return inOrder(keys, await reader.read((tx) => tx.findBy(BallotEligibility, rowsOn(keys))), keyOf);
}

/** The recorded vote of single delegations, by `onRoll`: who may see it is for the policies. */
export async function voteOf(reader: Reader, keys: readonly string[]): Promise<(Vote | null)[]> {
  return inOrder(keys, await reader.read((tx) => tx.findBy(Vote, rowsOn(keys))), keyOf);
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

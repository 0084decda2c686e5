import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { type Context, grouped, inOrder } from "../../platform/graphql/context.js";
import { admissionOf } from "../round-table/admission.policy.js";
import { Ballot } from "./ballot.entity.js";
import { type Counts, countBallots } from "./counting.service.js";
import { Decision } from "./decision.entity.js";
import { Vote } from "./vote.entity.js";

export async function ballotById(reader: Reader, ids: readonly string[]): Promise<(Ballot | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Ballot, { id: In([...ids]) })), (row) => row.id);
}

/** Ballots on each recommendation, oldest first. */
export async function ballotsOf(reader: Reader, recommendationIds: readonly string[]): Promise<Ballot[][]> {
  const rows = await reader.read((tx) =>
    tx.find(Ballot, { where: { recommendationId: In([...recommendationIds]) }, order: { openedAt: "ASC", id: "ASC" } }),
  );
  return grouped(recommendationIds, rows, (row) => row.recommendationId);
}

/** Counts by ballot. What of them a viewer may see is for the policies. */
export async function countsOf(reader: Reader, ballotIds: readonly string[]): Promise<(Counts | null)[]> {
  return reader.read((tx) => countBallots(tx, ballotIds));
}

const counted = new WeakMap<Ballot, Counts>();

/**
 * The ballot as a deed leaves it: its counts are those that the deed has read in its own transaction. In a rush each reply
 * would count the votes anew, and the body's presence with them. The same ballot met elsewhere in the reply is read afresh.
 */
export function withCounts(ballot: Ballot, counts: Counts | null): Ballot {
  if (!counts) return ballot;
  const shown = Object.assign(new Ballot(), ballot);
  counted.set(shown, counts);
  return shown;
}

/** The counts of a ballot that is being shown. */
export async function countsIn(context: Context, ballot: Ballot): Promise<Counts> {
  return counted.get(ballot) ?? (await context.load(countsOf, ballot.id))!;
}

export async function decisionOf(reader: Reader, ballotIds: readonly string[]): Promise<(Decision | null)[]> {
  return inOrder(
    ballotIds,
    await reader.read((tx) => tx.findBy(Decision, { ballotId: In([...ballotIds]) })),
    (row) => row.ballotId,
  );
}

/** Recorded votes by ballot, in the order of countries, which tells nothing about the order of casting. */
export async function votesOf(reader: Reader, ballotIds: readonly string[]): Promise<Vote[][]> {
  const rows = await reader.read((tx) =>
    tx
      .createQueryBuilder(Vote, "v")
      .innerJoin("delegation", "d", "d.id = v.delegation_id")
      .where("v.ballot_id = ANY(:ids)", { ids: ballotIds })
      .orderBy({ "d.country_code": "ASC", "v.delegation_id": "ASC" })
      .getMany(),
  );
  return grouped(ballotIds, rows, (row) => row.ballotId);
}

/** The vote of the viewer's own delegation on each ballot. */
export async function ownVotes(context: Context, ballots: readonly Ballot[]): Promise<(Vote | null)[]> {
  const admissions = await Promise.all(ballots.map((ballot) => admissionOf(context, ballot.roundTableId)));
  const rows = await context.reader.read((tx) =>
    tx.findBy(Vote, {
      ballotId: In(ballots.map((ballot) => ballot.id)),
      delegationId: In(admissions.flatMap((admission) => admission?.seat?.delegationId ?? [])),
    }),
  );
  return ballots.map(
    (ballot, index) =>
      rows.find((row) => row.ballotId === ballot.id && row.delegationId === admissions[index]?.seat?.delegationId) ??
      null,
  );
}

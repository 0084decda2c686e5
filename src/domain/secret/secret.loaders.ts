import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { type Context, inOrder } from "../../platform/graphql/context.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import { BallotEligibility } from "../ballot/vote.entity.js";
import { admissionOf } from "../round-table/admission.policy.js";
import { BallotSeal } from "./secret.entity.js";

export async function sealOf(reader: Reader, ballotIds: readonly string[]): Promise<(BallotSeal | null)[]> {
  const rows = await reader.read((tx) => tx.findBy(BallotSeal, { ballotId: In([...ballotIds]) }));
  return inOrder(ballotIds, rows, (row) => row.ballotId);
}

/** The mark of the viewer's own delegation on the roll of each ballot; null where it is not on the roll. */
export async function ownMarks(
  context: Context,
  ballots: readonly Ballot[],
): Promise<({ delegationId: string; hasVoted: boolean } | null)[]> {
  const admissions = await Promise.all(ballots.map((ballot) => admissionOf(context, ballot.roundTableId)));
  const rows = await context.reader.read((tx) =>
    tx.findBy(BallotEligibility, {
      ballotId: In(ballots.map((ballot) => ballot.id)),
      delegationId: In(admissions.flatMap((admission) => admission?.seat?.delegationId ?? [])),
    }),
  );
  return ballots.map((ballot, place) => {
    const own = admissions[place]?.seat?.delegationId;
    return rows.find((row) => row.ballotId === ballot.id && row.delegationId === own) ?? null;
  });
}

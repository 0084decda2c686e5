import { In, IsNull } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { Annulment, BallotCall, ConsensusObjection, ReadIn, VoteIntention } from "./conduct.entity.js";

/** Calls of each roll call, in order. */
export async function callsOf(reader: Reader, ballotIds: readonly string[]): Promise<BallotCall[][]> {
  const rows = await reader.read((tx) =>
    tx.find(BallotCall, { where: { ballotId: In([...ballotIds]) }, order: { number: "ASC" } }),
  );
  return grouped(ballotIds, rows, (row) => row.ballotId);
}

export async function objectionsOf(reader: Reader, ballotIds: readonly string[]): Promise<ConsensusObjection[][]> {
  const rows = await reader.read((tx) =>
    tx.find(ConsensusObjection, { where: { ballotId: In([...ballotIds]) }, order: { recordedAt: "ASC" } }),
  );
  return grouped(ballotIds, rows, (row) => row.ballotId);
}

export async function readInsOf(reader: Reader, ballotIds: readonly string[]): Promise<ReadIn[][]> {
  const rows = await reader.read((tx) =>
    tx.find(ReadIn, { where: { ballotId: In([...ballotIds]) }, order: { proposedAt: "ASC", id: "ASC" } }),
  );
  return grouped(ballotIds, rows, (row) => row.ballotId);
}

export async function readInById(reader: Reader, ids: readonly string[]): Promise<(ReadIn | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(ReadIn, { id: In([...ids]) })), (row) => row.id);
}

export async function intentionsOf(reader: Reader, ballotIds: readonly string[]): Promise<VoteIntention[][]> {
  const rows = await reader.read((tx) =>
    tx.find(VoteIntention, { where: { ballotId: In([...ballotIds]) }, order: { recordedAt: "ASC" } }),
  );
  return grouped(ballotIds, rows, (row) => row.ballotId);
}

/** The annulment of each, or the proposal that stands. */
export async function annulmentOf(reader: Reader, ballotIds: readonly string[]): Promise<(Annulment | null)[]> {
  const where = { ballotId: In([...ballotIds]), withdrawnAt: IsNull() };
  const rows = await reader.read((tx) => tx.findBy(Annulment, where));
  return inOrder(ballotIds, rows, (row) => row.ballotId);
}

/** The ballot that supersedes each. */
export async function superseding(reader: Reader, ballotIds: readonly string[]): Promise<(Ballot | null)[]> {
  const rows = await reader.read((tx) => tx.findBy(Ballot, { supersedesId: In([...ballotIds]) }));
  return inOrder(ballotIds, rows, (row) => row.supersedesId!);
}

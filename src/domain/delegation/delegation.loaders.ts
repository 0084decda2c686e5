import { In, IsNull } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import { CredentialDecision } from "./credential-decision.entity.js";
import { Delegate } from "./delegate.entity.js";
import { Delegation } from "./delegation.entity.js";
import { VotingRightRecord } from "./voting-right-record.entity.js";

export async function delegationById(reader: Reader, ids: readonly string[]): Promise<(Delegation | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Delegation, { id: In([...ids]) })), (row) => row.id);
}

export async function delegateById(reader: Reader, ids: readonly string[]): Promise<(Delegate | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Delegate, { id: In([...ids]) })), (row) => row.id);
}

/** Decisions on the credentials of each delegation, in their order. */
export async function decisionsOn(reader: Reader, ids: readonly string[]): Promise<CredentialDecision[][]> {
  const rows = await reader.read((tx) =>
    tx.find(CredentialDecision, { where: { delegationId: In([...ids]) }, order: { number: "ASC" } }),
  );
  return grouped(ids, rows, (row) => row.delegationId);
}

/** Suspensions and restorations of each delegation's voting rights, in their order. */
export async function votingRightsOf(reader: Reader, ids: readonly string[]): Promise<VotingRightRecord[][]> {
  const rows = await reader.read((tx) =>
    tx.find(VotingRightRecord, { where: { delegationId: In([...ids]) }, order: { number: "ASC" } }),
  );
  return grouped(ids, rows, (row) => row.delegationId);
}

/** The place in a delegation that a participation holds now; null for staff and for those who left. */
export async function delegateByParticipation(reader: Reader, ids: readonly string[]): Promise<(Delegate | null)[]> {
  const rows = await reader.read((tx) => tx.findBy(Delegate, { participationId: In([...ids]), withdrawnAt: IsNull() }));
  return inOrder(ids, rows, (row) => row.participationId);
}

export async function delegatesOf(reader: Reader, ids: readonly string[]): Promise<Delegate[][]> {
  const rows = await reader.read((tx) =>
    tx.find(Delegate, { where: { delegationId: In([...ids]), withdrawnAt: IsNull() }, order: { id: "ASC" } }),
  );
  return grouped(ids, rows, (row) => row.delegationId);
}

/** All delegations of a conference, members first, then by country or name. */
export async function delegationsOfConference(reader: Reader, ids: readonly string[]): Promise<Delegation[][]> {
  const rows = await reader.read((tx) =>
    tx.find(Delegation, {
      where: { conferenceId: In([...ids]) },
      order: { kind: "ASC", countryCode: "ASC", organisation: "ASC", id: "ASC" },
    }),
  );
  return grouped(ids, rows, (row) => row.conferenceId);
}

import { In } from "typeorm";
import type { Reader } from "../../platform/database/database.js";
import { grouped, inOrder } from "../../platform/graphql/context.js";
import { Amendment, AmendmentAcceptance } from "./amendment.entity.js";

export async function amendmentById(reader: Reader, ids: readonly string[]): Promise<(Amendment | null)[]> {
  return inOrder(ids, await reader.read((tx) => tx.findBy(Amendment, { id: In([...ids]) })), (row) => row.id);
}

/** Every amendment to a recommendation, in the order of their numbers. */
export async function amendmentsOf(reader: Reader, recommendationIds: readonly string[]): Promise<Amendment[][]> {
  const where = { recommendationId: In([...recommendationIds]) };
  const rows = await reader.read((tx) => tx.find(Amendment, { where, order: { number: "ASC" } }));
  return grouped(recommendationIds, rows, (row) => row.recommendationId);
}

export async function acceptancesOf(reader: Reader, amendmentIds: readonly string[]): Promise<AmendmentAcceptance[][]> {
  const where = { amendmentId: In([...amendmentIds]) };
  const order = { acceptedAt: "ASC", delegationId: "ASC" } as const;
  const rows = await reader.read((tx) => tx.find(AmendmentAcceptance, { where, order }));
  return grouped(amendmentIds, rows, (row) => row.amendmentId);
}

import { type EntityManager, IsNull } from "typeorm";
import type { Entry } from "../../live/journal.js";
import { NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { holdSeatsOf } from "../round-table/floor.service.js";
import { flips, type Standing, standingsOf } from "../round-table/quorum.service.js";

/** A delegation that a deed holds with every body where it sits, and who acts. */
export interface DelegationFloor {
  readonly delegation: Delegation;
  readonly acting: Participation;
  /** The viewer's own place in this delegation; null for everybody else. */
  readonly own: Delegate | null;
  readonly tableIds: readonly string[];
}

/**
 * Holds bodies, delegation and the viewer's own participation, in the order of every deed. NotFound for whoever takes no
 * part in the conference, before anything is locked. Nothing that a ballot freezes moves while one opens.
 */
export async function enterDelegation(
  tx: EntityManager,
  viewer: Viewer,
  delegationId: string,
): Promise<DelegationFloor> {
  const seen = await tx.findOneBy(Delegation, { id: delegationId });
  const known = seen && (await actingIn(tx, viewer, seen.conferenceId));
  if (!seen || !known) return refuse(new NotFound());
  const seats = await holdSeatsOf(tx, delegationId);
  const delegation = await tx.findOneOrFail(Delegation, {
    where: { id: delegationId },
    lock: { mode: "pessimistic_write" },
  });
  const acting = await actingIn(tx, viewer, delegation.conferenceId);
  if (!acting) return refuse(new NotFound());
  const own = await tx.findOneBy(Delegate, { delegationId, participationId: acting.id, withdrawnAt: IsNull() });
  return { delegation, acting, own, tableIds: seats.map((seat) => seat.roundTableId) };
}

/** Shared, so that the dismissal of an officer waits for what the officer is deciding, or comes first. */
export function actingIn(tx: EntityManager, viewer: Viewer, conferenceId: string): Promise<Participation | null> {
  const where = { accountId: viewer.accountId, conferenceId };
  return tx.findOne(Participation, { where, lock: { mode: "pessimistic_read" } });
}

/** The same event for every body where the delegation sits. */
export function toldIn(tableIds: readonly string[], event: Omit<Entry, "topicId">): Entry[] {
  return tableIds.map((topicId) => ({ topicId, ...event }));
}

/** What is told where a change of the delegation moved the quorum of a body over its line. */
export async function quorumFlips(tx: EntityManager, before: ReadonlyMap<string, Standing>): Promise<Entry[]> {
  const after = await standingsOf(tx, [...before.keys()]);
  return [...before].flatMap(([id, { quorum }]) => flips(id, quorum, after.get(id)!.quorum));
}

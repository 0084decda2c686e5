import { type EntityManager, IsNull } from "typeorm";
import type { Entry } from "../../live/journal.js";
import { NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
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

/** Whose deed it is, and what everybody else is told. */
export interface Right {
  readonly may: (acting: Participation, own: Delegate | null) => boolean;
  readonly refusal: string;
}

/**
 * Holds bodies, delegation and the viewer's own participation, in the order of every deed. NotFound for whoever takes no
 * part in the conference and NotEntitled for whoever has not the right, before anything is locked: the bodies may not
 * even exist for them. Asked again behind the locks. Nothing that a ballot freezes moves while one opens.
 */
export async function enterDelegation(
  tx: EntityManager,
  viewer: Viewer,
  delegationId: string,
  right: Right,
): Promise<DelegationFloor> {
  const seen = await tx.findOneBy(Delegation, { id: delegationId });
  // Held only behind the bodies, as everybody does who holds both.
  const { accountId } = viewer;
  const known = seen && (await tx.findOneBy(Participation, { accountId, conferenceId: seen.conferenceId }));
  if (!seen || !known) return refuse(new NotFound());
  requireRight(right, known, await ownPlace(tx, known, delegationId));
  const seats = await holdSeatsOf(tx, delegationId);
  const delegation = await tx.findOneOrFail(Delegation, {
    where: { id: delegationId },
    lock: { mode: "pessimistic_write" },
  });
  const acting = await actingIn(tx, viewer, delegation.conferenceId);
  if (!acting) return refuse(new NotFound());
  const own = await ownPlace(tx, acting, delegationId);
  requireRight(right, acting, own);
  return { delegation, acting, own, tableIds: seats.map((seat) => seat.roundTableId) };
}

function ownPlace(tx: EntityManager, { id }: Participation, delegationId: string): Promise<Delegate | null> {
  return tx.findOneBy(Delegate, { delegationId, participationId: id, withdrawnAt: IsNull() });
}

function requireRight({ may, refusal }: Right, acting: Participation, own: Delegate | null): void {
  if (!may(acting, own)) refuse(new NotEntitled(refusal));
}

/** Shared, so that the dismissal of an officer waits for what the officer is deciding, or comes first. */
function actingIn(tx: EntityManager, viewer: Viewer, conferenceId: string): Promise<Participation | null> {
  const where = { accountId: viewer.accountId, conferenceId };
  return tx.findOne(Participation, { where, lock: { mode: "pessimistic_read" } });
}

/** The same event for the conference, whose topic never ends, and for every body where the delegation sits. */
export function toldIn(topicIds: readonly string[], event: Omit<Entry, "topicId">): Entry[] {
  return topicIds.map((topicId) => ({ topicId, ...event }));
}

/** What is told where a change of the delegation moved the quorum of a body over its line. */
export async function quorumFlips(tx: EntityManager, before: ReadonlyMap<string, Standing>): Promise<Entry[]> {
  const after = await standingsOf(tx, [...before.keys()]);
  return [...before].flatMap(([id, { quorum }]) => flips(id, quorum, after.get(id)!.quorum));
}

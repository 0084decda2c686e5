import type { EntityManager } from "typeorm";
import type { Entry } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import type { Json } from "../../platform/kernel/json.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { enter, type Floor, holdTable, requireChair } from "../round-table/floor.service.js";
import { Ballot } from "./ballot.entity.js";
import { BallotClosed } from "./ballot.refusals.js";
import { BallotState } from "./ballot.words.js";

/** A ballot that is held for a deed, and the floor it is held on. */
export interface Held extends Floor {
  readonly ballot: Ballot;
}

/** A deed around a ballot: body, text and ballot are held for writing, presence stands still. Answers the ballot as it is then. */
export function onBallot(
  database: Database,
  viewer: Viewer,
  ballotId: string,
  work: (tx: EntityManager, held: Held) => Promise<void>,
): Promise<Ballot> {
  const id = requireId(ballotId);
  return database.transaction(viewer, async (tx) => {
    const seen = await tx.findOneBy(Ballot, { id });
    if (!seen) return refuse(new NotFound());
    const floor = await enter(tx, viewer, seen.roundTableId, "write");
    await work(tx, { ...floor, ballot: (await holdBallot(tx, id))! });
    return tx.findOneByOrFail(Ballot, { id });
  });
}

/** The same for whoever conducts the ballot. `deed`: how a refusal begins. */
export function asChair(
  database: Database,
  viewer: Viewer,
  ballotId: string,
  deed: string,
  work: (tx: EntityManager, held: Held) => Promise<void>,
): Promise<Ballot> {
  return onBallot(database, viewer, ballotId, (tx, held) => {
    requireChair(held.admission, deed);
    return work(tx, held);
  });
}

/** Holds body, text and ballot, in the order in which every deed takes them; presence stands still meanwhile. */
export async function holdBallot(tx: EntityManager, ballotId: string): Promise<Ballot | null> {
  const seen = await tx.findOneBy(Ballot, { id: ballotId });
  if (!seen) return null;
  await holdTable(tx, seen.roundTableId, "write");
  await tx.findOneOrFail(Recommendation, { where: { id: seen.recommendationId }, lock: { mode: "pessimistic_write" } });
  return tx.findOne(Ballot, { where: { id: ballotId }, lock: { mode: "pessimistic_write" } });
}

/** What a deed tells: in the body's topic and in the ballot's own. */
export function entriesOn(ballot: Ballot, kind: string, facts: { readonly [key: string]: Json } = {}): Entry[] {
  const body = { ballotId: ballot.id, ...facts };
  return [ballot.roundTableId, ballot.id].map((topicId) => ({ topicId, kind, body }));
}

export function requireTakingVotes(ballot: Ballot): void {
  if (ballot.state === BallotState.CANCELLED) refuse(new InvalidState(ballot.state, "The ballot was cancelled."));
  if (ballot.closedAt) refuse(new BallotClosed(ballot.closedAt));
}

/** A ballot whose schedule has passed is decided, even if nobody has closed it yet. */
export async function requireNotDue(tx: EntityManager, ballot: Ballot): Promise<void> {
  const [row]: { due: boolean | null }[] = await tx.query(
    "SELECT closes_at <= clock_timestamp() AS due FROM ballot WHERE id = $1",
    [ballot.id],
  );
  if (row?.due && ballot.closesAt) refuse(new BallotClosed(ballot.closesAt));
}

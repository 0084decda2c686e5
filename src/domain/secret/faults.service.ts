import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { entriesOn } from "../ballot/ballot-floor.service.js";
import { SEAL_FAULT_FOUND, SEAL_FAULT_GONE } from "./secret.events.js";

/**
 * Says in the open what was found about a ballot that stays open, so that everybody who watches it, and the schedule,
 * knows. Null: nothing is wrong any more. Answers whether that was news.
 */
export async function noteFault(
  tx: EntityManager,
  journal: Journal,
  ballotId: string,
  fault: string | null,
): Promise<boolean> {
  const changed: unknown[] = await tx
    .query(
      `UPDATE ballot_seal s SET fault = $2 FROM ballot b
       WHERE s.ballot_id = $1 AND b.id = s.ballot_id AND b.closed_at IS NULL AND s.fault IS DISTINCT FROM $2 RETURNING s.ballot_id`,
      [ballotId, fault],
    )
    .then((answer: [unknown[], number]) => answer[0]);
  if (changed.length === 0) return false;
  const ballot = await tx.findOneByOrFail(Ballot, { id: ballotId });
  await journal.append(
    tx,
    fault === null ? entriesOn(ballot, SEAL_FAULT_GONE) : entriesOn(ballot, SEAL_FAULT_FOUND, { fault }),
  );
  return true;
}

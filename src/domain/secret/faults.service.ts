import type { EntityManager } from "typeorm";

/** Says in the open what was found about a ballot that stays open, so that the chair and the schedule know. */
export async function noteFault(tx: EntityManager, ballotId: string, fault: string | null): Promise<void> {
  await tx.query("UPDATE ballot_seal SET fault = $2 WHERE ballot_id = $1", [ballotId, fault]);
}

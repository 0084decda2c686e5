import type { EntityManager } from "typeorm";
import type { Ballot } from "../ballot/ballot.entity.js";

export function rollIds(tx: EntityManager, ballotId: string): Promise<Set<string>> {
  return idsOf(tx, "SELECT delegation_id AS id FROM ballot_eligibility WHERE ballot_id = $1", ballotId);
}

/** Whose paper is in the box. */
export function voterIds(tx: EntityManager, ballotId: string): Promise<Set<string>> {
  return idsOf(tx, "SELECT delegation_id AS id FROM ballot_eligibility WHERE ballot_id = $1 AND has_voted", ballotId);
}

/**
 * Who voted in each earlier secret ballot on the same question whose counts were told, whatever became of it since.
 * A question is the same as long as text or amendment is, in whichever version; and wherever the same words are voted on.
 */
export async function earlierDisclosed(tx: EntityManager, ballot: Ballot): Promise<Set<string>[]> {
  const rows: { ids: string[] }[] = await tx.query(
    `SELECT ARRAY(SELECT e.delegation_id FROM ballot_eligibility e WHERE e.ballot_id = b.id AND e.has_voted) AS ids
     FROM ballot b JOIN decision d ON d.ballot_id = b.id AND d.votes_for IS NOT NULL
     WHERE b.mode = 'SECRET' AND b.id <> $1 
       AND (b.recommendation_id = $2 AND b.amendment_id IS NOT DISTINCT FROM $3 OR b.subject_hash = $4)`,
    [ballot.id, ballot.recommendationId, ballot.amendmentId, ballot.subjectHash],
  );
  return rows.map(({ ids }) => new Set(ids));
}

async function idsOf(tx: EntityManager, sql: string, ballotId: string): Promise<Set<string>> {
  const rows: { id: string }[] = await tx.query(sql, [ballotId]);
  return new Set(rows.map(({ id }) => id));
}

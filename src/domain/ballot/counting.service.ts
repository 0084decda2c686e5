import type { EntityManager } from "typeorm";
import { prepared } from "../../platform/database/prepared.js";
import { ACCREDITED_DELEGATION } from "../delegation/delegation.policy.js";
import type { Tally } from "./majority.rules.js";
import { coarseTurnout } from "./turnout.rules.js";

/** Participation in a ballot, without choices. */
export interface TurnoutCounts {
  readonly voted: number;
  readonly eligible: number;
  readonly present: number;
}

export interface Counts {
  readonly tally: Tally;
  /** Objections to a consensus; 0 in other modes. */
  readonly objections: number;
  readonly turnout: TurnoutCounts;
}

interface Row {
  id: string;
  for: number;
  against: number;
  abstain: number;
  objections: number;
  eligible: number;
  present: number;
  marked: number | null;
  closed: boolean;
}

/** Which delegations a quorum counts, present or not. Correlated on `d` (delegation) and `r` (rule_set). */
export const OF_QUORUM_BASE = `(d.kind = 'MEMBER' AND
  (coalesce(r.rules->'quorum'->>'basis', 'MEMBERS') = 'MEMBERS' OR ${ACCREDITED_DELEGATION}))`;

// The rows are the only source of every number: there is no counter that could drift.
const COUNTS = `
  SELECT b.id, v.for, v.against, v.abstain,
         (SELECT count(*)::int FROM consensus_objection o WHERE o.ballot_id = b.id) AS objections,
         (SELECT count(*)::int FROM ballot_eligibility e WHERE e.ballot_id = b.id) AS eligible,
         CASE b.mode WHEN 'SECRET' THEN (SELECT count(*) FILTER (WHERE has_voted)::int FROM ballot_eligibility e WHERE e.ballot_id = b.id) END AS marked,
         b.closed_at IS NOT NULL AS closed,
         CASE WHEN b.closed_at IS NULL THEN
           (SELECT count(*) FILTER (WHERE n.newest % 2 = 1)::int FROM (
              SELECT s.id, max(p.newest % 2) AS newest FROM seat s JOIN delegation d ON d.id = s.delegation_id AND ${OF_QUORUM_BASE}
              LEFT JOIN LATERAL (SELECT max(number) AS newest FROM presence_record WHERE seat_id = s.id GROUP BY delegate_id) p ON true
              WHERE s.round_table_id = b.round_table_id GROUP BY s.id) n)
         ELSE coalesce((SELECT present_at_close FROM decision WHERE ballot_id = b.id), b.present_at_open) END AS present
  FROM ballot b JOIN rule_set r ON r.id = b.rule_set_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE choice = 'FOR')::int AS for, count(*) FILTER (WHERE choice = 'AGAINST')::int AS against,
           count(*) FILTER (WHERE choice = 'ABSTAIN')::int AS abstain
    FROM vote WHERE ballot_id = b.id
  ) v
  WHERE b.id = ANY($1)`;

/** Counts ballots from their rows, as the reader's moment sees them; null for an id that is none. */
export async function countBallots(tx: EntityManager, ballotIds: readonly string[]): Promise<(Counts | null)[]> {
  const rows = await prepared<Row>(tx, "ballot_counts", COUNTS, [ballotIds]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ballotIds.map((id) => {
    const row = byId.get(id);
    if (!row) return null;
    const tally = { for: row.for, against: row.against, abstain: row.abstain };
    return {
      tally,
      objections: row.objections,
      turnout: { voted: votedOf(row), eligible: row.eligible, present: row.present },
    };
  });
}

/** While a secret ballot is open, how many have voted is told in steps. */
function votedOf(row: Row): number {
  if (row.marked === null) return row.for + row.against + row.abstain;
  return row.closed ? row.marked : coarseTurnout(row.marked, row.eligible);
}

export async function countBallot(tx: EntityManager, ballotId: string): Promise<Counts> {
  const [counts] = await countBallots(tx, [ballotId]);
  if (!counts) throw new Error(`No ballot ${ballotId}`);
  return counts;
}

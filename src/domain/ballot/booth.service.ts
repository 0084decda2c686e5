import type { EntityManager } from "typeorm";
import { prepared } from "../../platform/database/prepared.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type Admission, type AdmissionRow, ADMISSIONS, toAdmission } from "../round-table/admission.policy.js";
import type { RoundTableState } from "../round-table/round-table.entity.js";
import { Ballot } from "./ballot.entity.js";
import type { VoteChoice } from "./ballot.words.js";

/** A choice that was recorded, and when. */
export interface Recorded {
  readonly choice: VoteChoice;
  readonly at: Date;
}

/** Everything a cast looks at, as of the moment at which it holds the ballot. */
export interface Booth {
  readonly ballot: Ballot;
  readonly tableState: RoundTableState;
  readonly admission: Admission;
  readonly isEligible: boolean;
  readonly isCheckedIn: boolean;
  /** Set once the ballot takes no votes, by the database clock; a schedule that has passed counts. */
  readonly closedAt: Date | null;
  /** The delegation's vote that stands. */
  readonly vote: Recorded | null;
  /** What this person recorded under the idempotency key of the request. */
  readonly earlier: Recorded | null;
}

interface Row extends AdmissionRow {
  table_state: RoundTableState;
  eligible: boolean;
  checked_in: boolean;
  closed_at: Date | null;
  choice: VoteChoice | null;
  cast_at: Date | null;
  earlier_choice: VoteChoice | null;
  earlier_at: Date | null;
}

// The body first, then the ballot: the order of every deed (floor.service.ts holdTable). Sharing the body makes the end
// of an admission wait for us, or us for it; holding the ballot's row makes casts and the close come one after the other.
// Whoever is not admitted locks nothing.
const LOCK_TABLE = `
  SELECT pg_advisory_xact_lock_shared(hashtextextended(a.round_table_id::text, 0))
  FROM ballot b JOIN (${ADMISSIONS}) a ON a.round_table_id = b.round_table_id WHERE b.id = $2`;
const LOCK_BALLOT = "SELECT FROM ballot WHERE id = $1 FOR NO KEY UPDATE";

// Runs behind both locks with a snapshot of its own, so it sees what the last holder committed.
const LOOK = `
  SELECT a.*, t.state AS table_state, e.ballot_id IS NOT NULL AS eligible,
         coalesce(p.newest % 2 = 1, false) AS checked_in,
         CASE WHEN b.closed_at IS NOT NULL THEN b.closed_at WHEN b.closes_at <= clock_timestamp() THEN b.closes_at END AS closed_at,
         v.choice, v.cast_at, k.choice AS earlier_choice, k.at AS earlier_at
  FROM ballot b JOIN round_table t ON t.id = b.round_table_id
  JOIN (${ADMISSIONS}) a ON a.round_table_id = b.round_table_id
  LEFT JOIN ballot_eligibility e ON e.ballot_id = b.id AND e.delegation_id = a.delegation_id
  LEFT JOIN vote v ON v.ballot_id = b.id AND v.delegation_id = a.delegation_id
  LEFT JOIN vote_record k ON k.ballot_id = b.id AND k.participation_id = a.participation_id AND k.client_mutation_id = $3
  LEFT JOIN LATERAL (SELECT max(number) AS newest FROM presence_record WHERE seat_id = a.seat_id AND delegate_id = a.delegate_id) p ON true
  WHERE b.id = $2`;

/** Takes the locks of a cast and looks; null for whoever is not admitted. */
export async function enterBooth(
  tx: EntityManager,
  viewer: Viewer,
  ballotId: string,
  key: string | null,
): Promise<Booth | null> {
  const locked = await prepared(tx, "booth_lock_table", LOCK_TABLE, [viewer.accountId, ballotId]);
  if (locked.length === 0) return null;
  await prepared(tx, "booth_lock_ballot", LOCK_BALLOT, [ballotId]);
  const [row] = await prepared<Row>(tx, "booth_look", LOOK, [viewer.accountId, ballotId, key]);
  if (!row) return null;
  return {
    ballot: await tx.findOneByOrFail(Ballot, { id: ballotId }),
    tableState: row.table_state,
    admission: toAdmission(row),
    isEligible: row.eligible,
    isCheckedIn: row.checked_in,
    closedAt: row.closed_at,
    vote: recorded(row.choice, row.cast_at),
    earlier: recorded(row.earlier_choice, row.earlier_at),
  };
}

function recorded(choice: VoteChoice | null, at: Date | null): Recorded | null {
  return choice && at ? { choice, at } : null;
}

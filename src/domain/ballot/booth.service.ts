import type { EntityManager } from "typeorm";
import { columnsOf, entityOf, prepared } from "../../platform/database/prepared.js";
import { readRules, type Rules, type StoredRules } from "../conference/rule-set.rules.js";
import { type Admission, type AdmissionRow, admissionsOf, toAdmission } from "../round-table/admission.policy.js";
import type { RoundTableState } from "../round-table/round-table.entity.js";
import { Ballot } from "./ballot.entity.js";
import type { VoteChoice } from "./ballot.words.js";

/** A choice that was recorded, and when. */
export interface Recorded {
  readonly choice: VoteChoice;
  readonly at: Date;
}

/** Who comes to vote, and the idempotency key of the request. */
export interface Voter {
  readonly accountId: string;
  readonly key: string | null;
}

/** Everything a cast looks at, as of the moment at which it holds the ballot. */
export interface Booth {
  readonly tableState: RoundTableState;
  readonly admission: Admission;
  readonly isEligible: boolean;
  readonly isCheckedIn: boolean;
  /** Set once the ballot takes no votes, by the database clock; a schedule that has passed counts. */
  readonly closedAt: Date | null;
  /** The delegation's vote that stands, and who cast it: the delegate, and whether that is its head now. */
  readonly vote: (Recorded & { readonly delegateId: string; readonly byHead: boolean }) | null;
  /** In a secret ballot, the mark on the roll: who brought the paper, and the keyed hash of the idempotency key. */
  readonly mark: { readonly participationId: string; readonly key: Buffer | null } | null;
  /** In a roll call, the delegation that was called last. */
  readonly called: string | null;
  /** What this person recorded under the idempotency key of the request. */
  readonly earlier: Recorded | null;
}

interface Row extends AdmissionRow {
  place: string;
  table_state: RoundTableState;
  eligible: boolean;
  marked_by: string | null;
  mark_key: Buffer | null;
  checked_in: boolean;
  closed_at: Date | null;
  choice: VoteChoice | null;
  cast_at: Date | null;
  cast_by: string | null;
  cast_by_head: boolean | null;
  called: string | null;
  earlier_choice: VoteChoice | null;
  earlier_at: Date | null;
}

const ADMITTED = admissionsOf(
  "p.account_id = ANY($2::uuid[]) AND t.id = (SELECT round_table_id FROM ballot WHERE id = $1)",
);

// One statement: the body first, then the ballot's row, the order of every deed (floor.service.ts holdTable). The
// subquery holds the body before the row is touched. Sharing the body makes the end of an admission wait for us, or us
// for it; holding the ballot's row makes casts and the close come one after the other. Strangers lock nothing.
const lock = (columns: string): string => `
  SELECT ${columns}, r.rules FROM ballot b JOIN rule_set r ON r.id = b.rule_set_id
  WHERE b.id = $1 AND (
    SELECT count(pg_advisory_xact_lock_shared(hashtextextended(a.round_table_id::text, 0)))
    FROM (SELECT round_table_id FROM (${ADMITTED}) all_admitted LIMIT 1) a
  ) > 0
  FOR NO KEY UPDATE OF b`;

// Runs behind both locks with a snapshot of its own, so it sees what the last holder committed.
const LOOK = `
  SELECT i.place, a.*, t.state AS table_state, e.ballot_id IS NOT NULL AS eligible, e.marked_by_id AS marked_by, e.mark_key,
         coalesce(p.newest % 2 = 1, false) AS checked_in,
         CASE WHEN b.closed_at IS NOT NULL THEN b.closed_at WHEN b.closes_at <= clock_timestamp() THEN b.closes_at END AS closed_at,
         v.choice, v.cast_at, v.delegate_id AS cast_by, h.function = 'HEAD' AS cast_by_head,
         (SELECT delegation_id FROM ballot_call WHERE ballot_id = $1 ORDER BY number DESC LIMIT 1) AS called, k.choice AS earlier_choice, k.at AS earlier_at
  FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS i(account_id, key, place)
  JOIN (${ADMITTED}) a ON a.account_id = i.account_id
  JOIN ballot b ON b.id = $1
  JOIN round_table t ON t.id = b.round_table_id
  LEFT JOIN ballot_eligibility e ON e.ballot_id = b.id AND e.delegation_id = a.delegation_id
  LEFT JOIN vote v ON v.ballot_id = b.id AND v.delegation_id = a.delegation_id
  LEFT JOIN delegate h ON h.id = v.delegate_id
  LEFT JOIN vote_record k ON k.ballot_id = b.id AND k.participation_id = a.participation_id AND k.client_mutation_id = i.key
  LEFT JOIN LATERAL (SELECT max(number) AS newest FROM presence_record WHERE seat_id = a.seat_id AND delegate_id = a.delegate_id) p ON true`;

/** A ballot that is held, and the rules that it goes by. */
export interface Held {
  readonly ballot: Ballot;
  readonly rules: Rules;
}

/** Holds the ballot for these people until the end of the transaction; null, and nothing held, when none is admitted. */
export async function holdBooth(tx: EntityManager, ballotId: string, voters: readonly Voter[]): Promise<Held | null> {
  const accountIds = voters.map(({ accountId }) => accountId);
  const [row] = await prepared<{ rules: StoredRules }>(tx, "booth_lock", lock(columnsOf(tx, Ballot, "b")), [
    ballotId,
    accountIds,
  ]);
  return row ? { ballot: entityOf(tx, Ballot, row), rules: readRules(row.rules) } : null;
}

/** What each of these finds behind the lock, in their order; null for whoever is not admitted. */
export async function lookInto(
  tx: EntityManager,
  ballotId: string,
  voters: readonly Voter[],
): Promise<(Booth | null)[]> {
  const rows = await prepared<Row>(tx, "booth_look", LOOK, [
    ballotId,
    voters.map(({ accountId }) => accountId),
    voters.map(({ key }) => key),
  ]);
  const byPlace = new Map(rows.map((row) => [Number(row.place), row]));
  return voters.map((_, index) => {
    const row = byPlace.get(index + 1);
    return row ? toBooth(row) : null;
  });
}

function toBooth(row: Row): Booth {
  return {
    tableState: row.table_state,
    admission: toAdmission(row),
    isEligible: row.eligible,
    isCheckedIn: row.checked_in,
    closedAt: row.closed_at,
    vote: standing(row),
    mark: row.marked_by ? { participationId: row.marked_by, key: row.mark_key } : null,
    called: row.called,
    earlier: recorded(row.earlier_choice, row.earlier_at),
  };
}

function recorded(choice: VoteChoice | null, at: Date | null): Recorded | null {
  return choice && at ? { choice, at } : null;
}

function standing(row: Row): Booth["vote"] {
  const vote = recorded(row.choice, row.cast_at);
  return vote && row.cast_by ? { ...vote, delegateId: row.cast_by, byHead: row.cast_by_head === true } : null;
}

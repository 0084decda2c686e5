import type { Value } from "./canonical.js";

/** Runs one statement and answers its rows. */
export type Query = (sql: string, parameters: readonly unknown[]) => Promise<unknown[]>;

/** Microseconds since 1970: safe as a number until the year 2255. */
type Moment = number;

/** A delegation on the roll and what stands to its name. */
export interface RollRow {
  readonly delegation: string;
  readonly presentAtOpen: boolean;
  readonly presentAtClose: boolean | null;
  readonly admittedAt: Moment | null;
  /** In a secret ballot, whether its paper was in the box. */
  readonly voted: boolean;
}

/** Something that a delegation did, or that was done to it, at a moment. */
export interface DatedRow {
  readonly delegation: string;
  readonly at: Moment;
}

export interface VoteRow extends DatedRow {
  readonly choice: string;
  readonly source: string;
}

export interface RecordRow extends VoteRow {
  readonly number: number;
}

export interface DecisionRow {
  readonly outcome: string;
  readonly majority: string;
  /** Null, with threshold and margin, where the counts of a secret ballot were withheld. */
  readonly for: number | null;
  readonly against: number | null;
  readonly abstain: number | null;
  /** Papers in the box of a secret ballot. */
  readonly papers: number | null;
  readonly objections: number;
  readonly members: number;
  readonly eligible: number;
  readonly quorumBase: number | null;
  readonly presentAtOpen: number;
  readonly presentAtClose: number;
  readonly quorum: number;
  readonly threshold: number | null;
  readonly margin: number | null;
  readonly proofHash: string | null;
  readonly rollHash: string | null;
  readonly decidedAt: Moment;
}

/** The fraction as a rule set has it; those from before say no basis. */
export interface QuorumRow {
  readonly basis?: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly strict: boolean;
}

/** What stands of an amendment for good. */
export interface AmendmentRow {
  readonly fixed: { readonly [key: string]: Value };
  readonly hasPlace: boolean;
  /** The wordings that it can have had: its own, and those of the amendments to it. */
  readonly texts: readonly string[];
}

/** A ballot and every row that hangs on it, as of one moment. */
export interface BallotRow {
  readonly id: string;
  readonly conferenceId: string;
  readonly roundTableId: string;
  readonly symbol: string;
  readonly question: string;
  readonly mode: string;
  readonly majority: string;
  readonly state: string;
  readonly members: number;
  readonly presentAtOpen: number;
  readonly openedAt: Moment;
  readonly closesAt: Moment | null;
  readonly closedAt: Moment | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly closed: string | null;
  readonly versionHash: string;
  readonly version: { readonly hash: string; readonly locale: string; readonly title: string };
  readonly text: string | null;
  /** Hash of all that is voted on; null in ballots from before. */
  readonly subjectHash: string | null;
  /** What was voted on, as it read at the opening: canonical JSON. */
  readonly subject: string | null;
  /** Language versions that may be relied on, today. */
  readonly texts: readonly { readonly locale: string; readonly text: string }[];
  /** The amendment that is voted on; null when the text as a whole is. */
  readonly amendment: AmendmentRow | null;
  readonly ruleSet: { readonly code: string; readonly version: number; readonly quorum: QuorumRow };
  readonly decision: DecisionRow | null;
  readonly isAnnulled: boolean;
  readonly roll: readonly RollRow[];
  readonly votes: readonly VoteRow[];
  readonly records: readonly RecordRow[];
  readonly objections: readonly DatedRow[];
  readonly calls: readonly DatedRow[];
  /** Sealed papers that are still in the box: none once the ballot is over. */
  readonly papersLeft: number;
  readonly readIns: readonly { readonly delegation: string; readonly choice: string }[];
}

/** A member's seat in a body and all check-ins (odd numbers) and check-outs of its delegates. */
export interface SeatRow {
  readonly roundTableId: string;
  readonly delegation: string;
  readonly records: readonly { readonly delegate: string; readonly number: number; readonly at: Moment }[];
}

const micros = (column: string): string => `(extract(epoch FROM ${column}) * 1000000)::bigint`;

const rowsOf = (table: string, fields: Readonly<Record<string, string>>, where = ""): string => {
  const members = Object.entries(fields).map(([name, column]) => `'${name}', ${column}`);
  return `coalesce((SELECT json_agg(json_build_object(${members.join(", ")})) FROM ${table} x WHERE x.ballot_id = b.id ${where}), '[]')`;
};

const DECISION = `(SELECT json_build_object(
  'outcome', d.outcome, 'majority', d.majority, 'for', d.votes_for, 'against', d.votes_against, 'abstain', d.abstentions, 'papers', d.papers,
  'objections', d.objections, 'members', d.members, 'eligible', d.eligible, 'quorumBase', d.quorum_base,
  'presentAtOpen', d.present_at_open, 'presentAtClose', d.present_at_close, 'quorum', d.quorum, 'threshold', d.threshold,
  'margin', d.margin, 'proofHash', d.proof_hash, 'rollHash', d.roll_hash, 'decidedAt', ${micros("d.decided_at")})
  FROM decision d WHERE d.ballot_id = b.id)`;

// One statement, so one moment of the database for each ballot and all that hangs on it.
const BALLOTS = `
  SELECT b.id, t.conference_id AS "conferenceId", b.round_table_id AS "roundTableId", r.symbol, b.question, b.mode, b.majority, b.state, b.members,
    b.present_at_open AS "presentAtOpen", ${micros("b.opened_at")}::float8 AS "openedAt",
    ${micros("b.closes_at")}::float8 AS "closesAt", ${micros("b.closed_at")}::float8 AS "closedAt",
    to_char(b.closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS closed, b.version_hash AS "versionHash",
    json_build_object('hash', v.hash, 'locale', v.original_locale, 'title', v.title) AS version,
    (SELECT x.text FROM recommendation_text x WHERE x.version_id = v.id AND x.locale = v.original_locale) AS text,
    b.subject_hash AS "subjectHash", b.subject,
    coalesce((SELECT json_agg(json_build_object('locale', x.locale, 'text', x.text))
      FROM recommendation_text x WHERE x.version_id = v.id AND x.conformity <> 'DRAFT'), '[]') AS texts,
    (SELECT json_build_object('hasPlace', a.place IS NOT NULL, 'fixed', json_build_object(
         'kind', a.kind, 'paragraphId', a.paragraph_id, 'paragraphKind', a.paragraph_kind, 'parentId', a.parent_id),
       'texts', ARRAY(SELECT x.text FROM amendment x WHERE a.id IN (x.id, x.parent_id) AND x.text IS NOT NULL))
     FROM amendment a WHERE a.id = b.amendment_id) AS amendment,
    json_build_object('code', s.code, 'version', s.version, 'quorum', s.rules->'quorum') AS "ruleSet",
    ${DECISION} AS decision,
    EXISTS (SELECT FROM annulment a WHERE a.ballot_id = b.id AND a.confirmed_at IS NOT NULL) AS "isAnnulled",
    ${rowsOf("ballot_eligibility", { delegation: "x.delegation_id", presentAtOpen: "x.present_at_open", presentAtClose: "x.present_at_close", admittedAt: micros("x.admitted_at"), voted: "x.has_voted" })} AS roll,
    (SELECT count(*)::int FROM sealed_paper x WHERE x.ballot_id = b.id) AS "papersLeft",
    ${rowsOf("vote", { delegation: "x.delegation_id", choice: "x.choice", source: "x.source", at: micros("x.cast_at") })} AS votes,
    ${rowsOf("vote_record", { delegation: "x.delegation_id", choice: "x.choice", source: "x.source", at: micros("x.at"), number: "x.number" })} AS records,
    ${rowsOf("consensus_objection", { delegation: "x.delegation_id", at: micros("x.recorded_at") })} AS objections,
    ${rowsOf("ballot_call", { delegation: "x.delegation_id", at: micros("x.called_at") })} AS calls,
    ${rowsOf("read_in", { delegation: "x.delegation_id", choice: "x.choice" }, "AND x.confirmed_at IS NOT NULL")} AS "readIns"
  FROM ballot b
  JOIN round_table t ON t.id = b.round_table_id
  JOIN recommendation r ON r.id = b.recommendation_id
  JOIN recommendation_version v ON v.recommendation_id = b.recommendation_id AND v.number = b.version_number
  JOIN rule_set s ON s.id = b.rule_set_id
  WHERE b.id = ANY($1)`;

const SEATS = `
  SELECT s.round_table_id AS "roundTableId", s.delegation_id AS delegation,
    coalesce((SELECT json_agg(json_build_object('delegate', p.delegate_id, 'number', p.number, 'at', ${micros("p.at")}))
              FROM presence_record p WHERE p.seat_id = s.id), '[]') AS records
  FROM seat s JOIN delegation d ON d.id = s.delegation_id AND d.kind = 'MEMBER'
  WHERE s.round_table_id = ANY($1)`;

/** Ballots of a conference that stopped taking votes by a count, in the order of opening. One with a decision counts as such. */
const DECIDED = `
  SELECT b.id FROM ballot b JOIN round_table t ON t.id = b.round_table_id
  WHERE t.conference_id = $1
    AND (b.state IN ('CLOSED', 'DECLARED', 'ANNULLED') OR EXISTS (SELECT FROM decision d WHERE d.ballot_id = b.id))
  ORDER BY b.opened_at, b.id`;

export async function decidedBallots(query: Query, conferenceId: string): Promise<string[]> {
  return ((await query(DECIDED, [conferenceId])) as { id: string }[]).map(({ id }) => id);
}

export async function ballotRows(query: Query, ids: readonly string[]): Promise<BallotRow[]> {
  return (await query(BALLOTS, [ids])) as BallotRow[];
}

export async function seatRows(query: Query, roundTableIds: readonly string[]): Promise<SeatRow[]> {
  return (await query(SEATS, [roundTableIds])) as SeatRow[];
}

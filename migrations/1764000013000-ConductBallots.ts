import type { MigrationInterface, QueryRunner } from "typeorm";

const APPEND_ONLY = ["ballot_call", "consensus_objection", "vote_intention"];

/** `extra`: what may become of a ballot; `fixed`: what never changes. */
const movesForward = (extra: string, fixed: readonly string[], closesAt: string): string => `
      CREATE OR REPLACE FUNCTION ballot_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          RAISE EXCEPTION 'a ballot is never deleted' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT (OLD.state IN ('OPEN', 'LOCKING') OR (OLD.state = 'CLOSED' AND NEW.state = 'DECLARED')${extra})
          OR (OLD.state IN ('OPEN', 'LOCKING') AND NEW.state = 'DECLARED')
          OR (${fixed.map((column) => `NEW.${column}`).join(", ")})
             IS DISTINCT FROM (${fixed.map((column) => `OLD.${column}`).join(", ")})
          OR (${closesAt})
          OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at) THEN
          RAISE EXCEPTION 'a ballot cannot go from % to % this way', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`;

const FIXED = [
  "mode",
  "majority",
  "version_hash",
  "question",
  "rule_set_id",
  "tally_visibility",
  "members",
  "opened_at",
];

/** Consensus, roll call, the countdown, late admission, read-in, recorded intentions, annulment, and the proof of a decision. */
export class ConductBallots1764000013000 implements MigrationInterface {
  name = "ConductBallots1764000013000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ballot
        ADD COLUMN quorum_base integer,
        ADD COLUMN locking_at timestamptz,
        ADD COLUMN supersedes_id uuid,
        ADD CONSTRAINT ballot_supersedes_id_fk FOREIGN KEY (supersedes_id) REFERENCES ballot (id),
        ADD CONSTRAINT ballot_locking_at CHECK (state <> 'LOCKING' OR (locking_at IS NOT NULL AND closes_at IS NOT NULL)),
        DROP CONSTRAINT ballot_state,
        ADD CONSTRAINT ballot_state CHECK (state IN ('OPEN', 'LOCKING', 'CLOSED', 'DECLARED', 'CANCELLED', 'ANNULLED'))`);
    await runner.query("CREATE UNIQUE INDEX ballot_superseded_once ON ballot (supersedes_id)");
    await runner.query(
      movesForward(
        " OR (OLD.state IN ('CLOSED', 'DECLARED') AND NEW.state = 'ANNULLED')",
        [...FIXED, "quorum_base", "supersedes_id"],
        "NEW.closes_at IS DISTINCT FROM OLD.closes_at AND NOT (OLD.state = 'OPEN' AND NEW.state = 'LOCKING' AND NEW.closes_at < coalesce(OLD.closes_at, 'infinity'))",
      ),
    );
    await runner.query(`
      ALTER TABLE ballot_eligibility
        ADD COLUMN call_order integer,
        ADD COLUMN admitted_at timestamptz,
        ADD COLUMN admitted_by_id uuid,
        ADD CONSTRAINT ballot_eligibility_admitted_by_id_fk FOREIGN KEY (admitted_by_id) REFERENCES participation (id),
        ADD CONSTRAINT ballot_eligibility_admitted CHECK ((admitted_at IS NULL) = (admitted_by_id IS NULL))`);
    await runner.query(
      "CREATE UNIQUE INDEX ballot_eligibility_called_in_order ON ballot_eligibility (ballot_id, call_order) WHERE call_order IS NOT NULL",
    );
    for (const table of ["vote", "vote_record"])
      await runner.query(`
      ALTER TABLE ${table}
        ADD COLUMN source text NOT NULL DEFAULT 'DEVICE',
        ADD CONSTRAINT ${table}_source CHECK (source IN ('DEVICE', 'READ_IN'))`);
    await runner.query(`
      CREATE TABLE ballot_call (
        ballot_id uuid NOT NULL,
        number integer NOT NULL,
        delegation_id uuid NOT NULL,
        called_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        called_by_id uuid NOT NULL,
        CONSTRAINT ballot_call_number CHECK (number > 0),
        CONSTRAINT ballot_call_ballot_id_number_pk PRIMARY KEY (ballot_id, number),
        CONSTRAINT ballot_call_ballot_id_delegation_id_fk FOREIGN KEY (ballot_id, delegation_id) REFERENCES ballot_eligibility (ballot_id, delegation_id),
        CONSTRAINT ballot_call_called_by_id_fk FOREIGN KEY (called_by_id) REFERENCES participation (id)
      )`);
    await runner.query(`
      CREATE TABLE consensus_objection (
        ballot_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        reason text,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT consensus_objection_reason CHECK (length(reason) BETWEEN 1 AND 2000),
        CONSTRAINT consensus_objection_ballot_id_delegation_id_pk PRIMARY KEY (ballot_id, delegation_id),
        CONSTRAINT consensus_objection_ballot_id_delegation_id_fk FOREIGN KEY (ballot_id, delegation_id) REFERENCES ballot_eligibility (ballot_id, delegation_id),
        CONSTRAINT consensus_objection_delegate_id_delegation_id_fk FOREIGN KEY (delegate_id, delegation_id) REFERENCES delegate (id, delegation_id)
      )`);
    await runner.query(`
      CREATE TABLE read_in (
        id uuid NOT NULL,
        ballot_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        choice text NOT NULL,
        proposed_by_id uuid NOT NULL,
        proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        confirmed_by_id uuid,
        confirmed_at timestamptz,
        rejected_at timestamptz,
        CONSTRAINT read_in_choice CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
        CONSTRAINT read_in_two_persons CHECK (confirmed_by_id <> proposed_by_id),
        CONSTRAINT read_in_settled_once CHECK ((confirmed_by_id IS NULL) = (confirmed_at IS NULL) AND (confirmed_at IS NULL OR rejected_at IS NULL)),
        CONSTRAINT read_in_id_pk PRIMARY KEY (id),
        CONSTRAINT read_in_ballot_id_delegation_id_fk FOREIGN KEY (ballot_id, delegation_id) REFERENCES ballot_eligibility (ballot_id, delegation_id),
        CONSTRAINT read_in_confirmed_by_id_fk FOREIGN KEY (confirmed_by_id) REFERENCES participation (id),
        CONSTRAINT read_in_delegate_id_delegation_id_fk FOREIGN KEY (delegate_id, delegation_id) REFERENCES delegate (id, delegation_id),
        CONSTRAINT read_in_proposed_by_id_fk FOREIGN KEY (proposed_by_id) REFERENCES participation (id)
      )`);
    await runner.query(
      "CREATE UNIQUE INDEX read_in_one_pending ON read_in (ballot_id, delegation_id) WHERE confirmed_at IS NULL AND rejected_at IS NULL",
    );
    await runner.query(`
      CREATE TABLE vote_intention (
        ballot_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        choice text NOT NULL,
        statement text,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT vote_intention_choice CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
        CONSTRAINT vote_intention_statement CHECK (length(statement) BETWEEN 1 AND 2000),
        CONSTRAINT vote_intention_ballot_id_delegation_id_pk PRIMARY KEY (ballot_id, delegation_id),
        CONSTRAINT vote_intention_ballot_id_delegation_id_fk FOREIGN KEY (ballot_id, delegation_id) REFERENCES ballot_eligibility (ballot_id, delegation_id),
        CONSTRAINT vote_intention_delegate_id_delegation_id_fk FOREIGN KEY (delegate_id, delegation_id) REFERENCES delegate (id, delegation_id)
      )`);
    await runner.query(`
      CREATE TABLE annulment (
        ballot_id uuid NOT NULL,
        reason text NOT NULL,
        proposed_by_id uuid NOT NULL,
        proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        confirmed_by_id uuid,
        confirmed_at timestamptz,
        CONSTRAINT annulment_reason CHECK (length(reason) BETWEEN 1 AND 500),
        CONSTRAINT annulment_two_persons CHECK (confirmed_by_id <> proposed_by_id),
        CONSTRAINT annulment_confirmed CHECK ((confirmed_by_id IS NULL) = (confirmed_at IS NULL)),
        CONSTRAINT annulment_ballot_id_pk PRIMARY KEY (ballot_id),
        CONSTRAINT annulment_ballot_id_fk FOREIGN KEY (ballot_id) REFERENCES ballot (id),
        CONSTRAINT annulment_confirmed_by_id_fk FOREIGN KEY (confirmed_by_id) REFERENCES participation (id),
        CONSTRAINT annulment_proposed_by_id_fk FOREIGN KEY (proposed_by_id) REFERENCES participation (id)
      )`);
    await runner.query(`
      ALTER TABLE decision
        ADD COLUMN objections integer NOT NULL DEFAULT 0,
        ADD COLUMN quorum_base integer,
        ADD COLUMN proof_hash text,
        ADD COLUMN roll_hash text,
        ADD CONSTRAINT decision_objections CHECK (objections >= 0 AND objections <= eligible)`);
    for (const table of APPEND_ONLY)
      await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE TRIGGER objections_while_open AFTER INSERT ON consensus_objection
        REFERENCING NEW TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION votes_while_open()`);
    for (const table of ["read_in", "annulment"])
      await runner.query(`
      CREATE TRIGGER ${table}_never_deleted BEFORE DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await refuseLoss(runner);
    await runner.query(
      "ALTER TABLE decision DROP COLUMN objections, DROP COLUMN quorum_base, DROP COLUMN proof_hash, DROP COLUMN roll_hash",
    );
    for (const table of ["annulment", "vote_intention", "read_in", "consensus_objection", "ballot_call"])
      await runner.query(`DROP TABLE ${table}`);
    for (const table of ["vote", "vote_record"]) await runner.query(`ALTER TABLE ${table} DROP COLUMN source`);
    await runner.query(
      "ALTER TABLE ballot_eligibility DROP COLUMN call_order, DROP COLUMN admitted_at, DROP COLUMN admitted_by_id",
    );
    await runner.query(movesForward("", [...FIXED, "closes_at"], "false"));
    await runner.query(`
      ALTER TABLE ballot
        DROP COLUMN quorum_base,
        DROP COLUMN locking_at,
        DROP COLUMN supersedes_id,
        DROP CONSTRAINT ballot_state,
        ADD CONSTRAINT ballot_state CHECK (state IN ('OPEN', 'LOCKING', 'CLOSED', 'DECLARED', 'CANCELLED'))`);
  }
}

/** What says how a decision came about, and has no place in the tables of before: going back would falsify it. */
const ONLY_HERE = {
  "a proposal to annul": "SELECT FROM annulment",
  "an annulled ballot": "SELECT FROM ballot WHERE state = 'ANNULLED' OR supersedes_id IS NOT NULL",
  "an objection": "SELECT FROM consensus_objection",
  "a call": "SELECT FROM ballot_call",
  "a vote that was read in": "SELECT FROM read_in",
  "an intention": "SELECT FROM vote_intention",
  "a late admission": "SELECT FROM ballot_eligibility WHERE admitted_at IS NOT NULL",
  "a quorum of those accredited":
    "SELECT FROM ballot b LEFT JOIN decision d ON d.ballot_id = b.id WHERE b.quorum_base <> b.members OR d.quorum_base <> d.members",
};

async function refuseLoss(runner: QueryRunner): Promise<void> {
  for (const [what, rows] of Object.entries(ONLY_HERE))
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (${rows}) THEN
          RAISE EXCEPTION 'there is % already: the tables of before cannot say that, so there is no way back', '${what}'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
      END $$`);
}

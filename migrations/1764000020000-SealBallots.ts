import type { MigrationInterface, QueryRunner } from "typeorm";

/** Secret ballots: sealed papers in a box, marks on the roll, and decisions of which only the outcome is told. */
export class SealBallots1764000020000 implements MigrationInterface {
  name = "SealBallots1764000020000";

  async up(runner: QueryRunner): Promise<void> {
    // The public key is enough to cast. Whose key directory holds the private one is named, not where it is.
    await runner.query(`
      CREATE TABLE ballot_seal (
        ballot_id uuid NOT NULL,
        directory_id uuid NOT NULL,
        public_key bytea NOT NULL,
        fault text,
        CONSTRAINT ballot_seal_fault CHECK (fault IN ('KEY_MISSING', 'PAPERS_DIFFER', 'PAPER_DAMAGED')),
        CONSTRAINT ballot_seal_ballot_id_pk PRIMARY KEY (ballot_id),
        CONSTRAINT ballot_seal_ballot_id_fk FOREIGN KEY (ballot_id) REFERENCES ballot (id)
      )`);
    // No id, no time, no delegation; the key is the paper itself, so that a copy is refused.
    await runner.query(`
      CREATE TABLE sealed_paper (
        ballot_id uuid NOT NULL,
        sealed bytea NOT NULL,
        CONSTRAINT sealed_paper_size CHECK (octet_length(sealed) = 64),
        CONSTRAINT sealed_paper_ballot_id_sealed_pk PRIMARY KEY (ballot_id, sealed),
        CONSTRAINT sealed_paper_ballot_id_fk FOREIGN KEY (ballot_id) REFERENCES ballot_seal (ballot_id)
      )`);
    await runner.query(`
      CREATE TABLE key_directory (
        number integer NOT NULL,
        id uuid NOT NULL,
        adopted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT key_directory_number_pk PRIMARY KEY (number)
      )`);
    await runner.query(`
      ALTER TABLE ballot_eligibility
        ADD COLUMN has_voted boolean NOT NULL DEFAULT false,
        ADD COLUMN marked_by_id uuid,
        ADD COLUMN mark_key bytea,
        ADD CONSTRAINT ballot_eligibility_marked_by_id_fk FOREIGN KEY (marked_by_id) REFERENCES participation (id),
        ADD CONSTRAINT ballot_eligibility_marked CHECK (has_voted = (marked_by_id IS NOT NULL) AND (has_voted OR mark_key IS NULL))`);
    await runner.query(`
      ALTER TABLE decision
        ADD COLUMN papers integer,
        ALTER COLUMN votes_for DROP NOT NULL,
        ALTER COLUMN votes_against DROP NOT NULL,
        ALTER COLUMN abstentions DROP NOT NULL,
        ALTER COLUMN threshold DROP NOT NULL,
        ALTER COLUMN margin DROP NOT NULL,
        ADD CONSTRAINT decision_papers CHECK (papers BETWEEN 0 AND eligible AND votes_for + votes_against + abstentions = papers),
        ADD CONSTRAINT decision_withheld CHECK (num_nulls(votes_for, votes_against, abstentions, threshold, margin) IN (0, 5)
          AND (votes_for IS NOT NULL OR papers IS NOT NULL))`);
    await this.guard(runner);
  }

  private async guard(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION marks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.has_voted AND (NEW.has_voted, NEW.marked_by_id, NEW.mark_key) IS DISTINCT FROM (OLD.has_voted, OLD.marked_by_id, OLD.mark_key)
          OR NOT OLD.has_voted AND NEW.has_voted
            AND NOT EXISTS (SELECT FROM ballot WHERE id = NEW.ballot_id AND mode = 'SECRET' AND state IN ('OPEN', 'LOCKING')) THEN
          RAISE EXCEPTION 'a mark on the roll is made once, while a secret ballot is open' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER ballot_eligibility_marks_stay BEFORE UPDATE OF has_voted, marked_by_id, mark_key ON ballot_eligibility
        FOR EACH ROW EXECUTE FUNCTION marks_stay()`);
    await runner.query(`
      CREATE FUNCTION papers_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM (SELECT DISTINCT ballot_id FROM given) g
          WHERE NOT EXISTS (SELECT FROM ballot WHERE id = g.ballot_id AND mode = 'SECRET' AND (state IN ('OPEN', 'LOCKING')) = (TG_OP = 'INSERT'))
        ) THEN
          RAISE EXCEPTION 'papers come into the box of an open ballot, and leave it with its end' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
      END $$`);
    for (const [event, table] of [
      ["INSERT", "NEW"],
      ["DELETE", "OLD"],
    ])
      await runner.query(`
      CREATE TRIGGER papers_while_open_${event!.toLowerCase()} AFTER ${event} ON sealed_paper
        REFERENCING ${table} TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION papers_while_open()`);
    await runner.query(`
      CREATE TRIGGER sealed_paper_never_changed BEFORE UPDATE OR TRUNCATE ON sealed_paper
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    for (const table of ["ballot_seal", "key_directory"])
      await runner.query(`
      CREATE TRIGGER ${table}_never_deleted BEFORE DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM ballot_seal) THEN
          RAISE EXCEPTION 'there is a secret ballot already: the tables of before cannot say that, so there is no way back'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
      END $$`);
    await runner.query("DROP TRIGGER ballot_eligibility_marks_stay ON ballot_eligibility");
    await runner.query(
      "ALTER TABLE ballot_eligibility DROP COLUMN has_voted, DROP COLUMN marked_by_id, DROP COLUMN mark_key",
    );
    await runner.query(`
      ALTER TABLE decision
        DROP COLUMN papers,
        ALTER COLUMN votes_for SET NOT NULL,
        ALTER COLUMN votes_against SET NOT NULL,
        ALTER COLUMN abstentions SET NOT NULL,
        ALTER COLUMN threshold SET NOT NULL,
        ALTER COLUMN margin SET NOT NULL`);
    await runner.query("DROP TABLE sealed_paper");
    await runner.query("DROP TABLE ballot_seal");
    await runner.query("DROP TABLE key_directory");
    await runner.query("DROP FUNCTION marks_stay, papers_while_open");
  }
}

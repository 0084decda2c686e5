import type { MigrationInterface, QueryRunner } from "typeorm";

/** A ballot may be on an amendment, and is bound to everything that is voted on. */
export class PutAmendmentsToVote1764000018000 implements MigrationInterface {
  name = "PutAmendmentsToVote1764000018000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ballot
        ADD COLUMN amendment_id uuid,
        ADD COLUMN subject_hash text,
        ADD COLUMN subject text,
        ADD CONSTRAINT ballot_subject CHECK ((subject IS NULL) = (subject_hash IS NULL)),
        ADD CONSTRAINT ballot_amendment_id_recommendation_id_fk
          FOREIGN KEY (amendment_id, recommendation_id) REFERENCES amendment (id, recommendation_id)`);
    await runner.query(`
      CREATE FUNCTION ballot_keeps_subject() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a ballot keeps its question' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER ballot_keeps_subject BEFORE UPDATE OF amendment_id, subject, subject_hash, recommendation_id, version_number ON ballot
        FOR EACH ROW WHEN ((NEW.amendment_id, NEW.subject, NEW.subject_hash, NEW.recommendation_id, NEW.version_number)
          IS DISTINCT FROM (OLD.amendment_id, OLD.subject, OLD.subject_hash, OLD.recommendation_id, OLD.version_number))
        EXECUTE FUNCTION ballot_keeps_subject()`);
    // An annulled ballot rejected nothing.
    await guardAmendments(
      runner,
      "OLD.settled_at IS NOT NULL AND NOT (OLD.state = 'REJECTED' AND NEW.state = 'IN_ORDER')",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM ballot WHERE amendment_id IS NOT NULL) THEN
          RAISE EXCEPTION 'there is a ballot on an amendment already: the tables of before would call it one on the text, so there is no way back'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
      END $$`);
    await guardAmendments(runner, "OLD.settled_at IS NOT NULL");
    await runner.query("DROP TRIGGER ballot_keeps_subject ON ballot");
    await runner.query("DROP FUNCTION ballot_keeps_subject");
    await runner.query("ALTER TABLE ballot DROP COLUMN amendment_id, DROP COLUMN subject_hash, DROP COLUMN subject");
  }
}

async function guardAmendments(runner: QueryRunner, when: string): Promise<void> {
  await runner.query("DROP TRIGGER amendment_settled ON amendment");
  await runner.query(`
      CREATE TRIGGER amendment_settled BEFORE UPDATE ON amendment
        FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse_change()`);
}

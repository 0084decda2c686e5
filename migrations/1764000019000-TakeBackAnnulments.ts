import type { MigrationInterface, QueryRunner } from "typeorm";

/** A proposal to annul says in which office it was made, and may be taken back; another may follow. */
export class TakeBackAnnulments1764000019000 implements MigrationInterface {
  name = "TakeBackAnnulments1764000019000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE annulment
        ADD COLUMN number integer NOT NULL DEFAULT 1,
        ADD COLUMN proposed_as text NOT NULL DEFAULT 'SECRETARIAT',
        ADD COLUMN withdrawn_at timestamptz,
        ADD CONSTRAINT annulment_number CHECK (number > 0),
        ADD CONSTRAINT annulment_proposed_as CHECK (proposed_as IN ('CHAIR', 'SECRETARIAT')),
        ADD CONSTRAINT annulment_settled_once CHECK (confirmed_at IS NULL OR withdrawn_at IS NULL),
        DROP CONSTRAINT annulment_ballot_id_pk,
        ADD CONSTRAINT annulment_ballot_id_number_pk PRIMARY KEY (ballot_id, number)`);
    await runner.query("ALTER TABLE annulment ALTER COLUMN number DROP DEFAULT, ALTER COLUMN proposed_as DROP DEFAULT");
    await runner.query(
      "CREATE UNIQUE INDEX annulment_one_standing ON annulment (ballot_id) WHERE withdrawn_at IS NULL",
    );
  }

  /** Proposals that were taken back or made anew have no place in the tables of before. */
  async down(runner: QueryRunner): Promise<void> {
    const kept: unknown[] = await runner.query(
      "SELECT FROM annulment WHERE number > 1 OR withdrawn_at IS NOT NULL LIMIT 1",
    );
    if (kept.length > 0)
      throw new Error("A proposal to annul was taken back or made anew: there is no way back behind that.");
    await runner.query("DROP INDEX annulment_one_standing");
    await runner.query(`
      ALTER TABLE annulment
        DROP CONSTRAINT annulment_ballot_id_number_pk,
        ADD CONSTRAINT annulment_ballot_id_pk PRIMARY KEY (ballot_id),
        DROP COLUMN number,
        DROP COLUMN proposed_as,
        DROP COLUMN withdrawn_at`);
  }
}

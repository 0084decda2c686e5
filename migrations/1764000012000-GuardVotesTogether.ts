import type { MigrationInterface, QueryRunner } from "typeorm";

/** What a row trigger asked for each vote is asked once for all votes of a statement: 200 votes go in one. */
export class GuardVotesTogether1764000012000 implements MigrationInterface {
  name = "GuardVotesTogether1764000012000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION votes_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM (SELECT DISTINCT ballot_id FROM given) g
          WHERE NOT EXISTS (SELECT FROM ballot WHERE id = g.ballot_id AND state IN ('OPEN', 'LOCKING'))
        ) THEN
          RAISE EXCEPTION 'the ballot takes no votes' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
      END $$`);
    // A trigger with a transition table has one event.
    for (const event of ["INSERT", "UPDATE"])
      await runner.query(`
      CREATE TRIGGER votes_while_open_${event.toLowerCase()} AFTER ${event} ON vote
        REFERENCING NEW TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION votes_while_open()`);
    await runner.query("DROP TRIGGER vote_while_open ON vote");
    await runner.query("DROP FUNCTION vote_while_open");
    await runner.query("DROP TRIGGER vote_never_deleted ON vote");
    await runner.query(`
      CREATE TRIGGER vote_never_deleted BEFORE DELETE OR TRUNCATE ON vote
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TRIGGER votes_while_open_insert ON vote");
    await runner.query("DROP TRIGGER votes_while_open_update ON vote");
    await runner.query("DROP FUNCTION votes_while_open");
    await runner.query("DROP TRIGGER vote_never_deleted ON vote");
    await runner.query(`
      CREATE TRIGGER vote_never_deleted BEFORE TRUNCATE ON vote
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE FUNCTION vote_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          RAISE EXCEPTION 'a vote is never deleted' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT EXISTS (SELECT FROM ballot WHERE id = NEW.ballot_id AND state IN ('OPEN', 'LOCKING')) THEN
          RAISE EXCEPTION 'the ballot takes no votes' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER vote_while_open BEFORE INSERT OR UPDATE OR DELETE ON vote
        FOR EACH ROW EXECUTE FUNCTION vote_while_open()`);
  }
}

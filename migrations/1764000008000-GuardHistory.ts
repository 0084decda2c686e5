import type { MigrationInterface, QueryRunner } from "typeorm";

const APPEND_ONLY = ["rule_set", "presence_record", "recommendation_version", "vote_record", "decision"];

/** May change by rules of their own (below), but never go. */
const NEVER_DELETED = ["ballot", "ballot_eligibility", "vote"];

/** What was part of a decision is never changed: the database refuses it, whoever asks. */
export class GuardHistory1764000008000 implements MigrationInterface {
  name = "GuardHistory1764000008000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    for (const table of APPEND_ONLY) {
      await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    for (const table of NEVER_DELETED) {
      await runner.query(`
      CREATE TRIGGER ${table}_never_deleted BEFORE ${table === "ballot_eligibility" ? "DELETE OR " : ""}TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
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
    await runner.query(`
      CREATE FUNCTION ballot_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          RAISE EXCEPTION 'a ballot is never deleted' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT (OLD.state IN ('OPEN', 'LOCKING') OR (OLD.state = 'CLOSED' AND NEW.state = 'DECLARED'))
          OR (OLD.state IN ('OPEN', 'LOCKING') AND NEW.state = 'DECLARED')
          OR (NEW.mode, NEW.majority, NEW.version_hash, NEW.question, NEW.rule_set_id, NEW.tally_visibility, NEW.closes_at, NEW.members, NEW.opened_at)
             IS DISTINCT FROM (OLD.mode, OLD.majority, OLD.version_hash, OLD.question, OLD.rule_set_id, OLD.tally_visibility, OLD.closes_at, OLD.members, OLD.opened_at)
          OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at) THEN
          RAISE EXCEPTION 'a ballot cannot go from % to % this way', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER ballot_moves_forward BEFORE UPDATE OR DELETE ON ballot
        FOR EACH ROW EXECUTE FUNCTION ballot_moves_forward()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of APPEND_ONLY) await runner.query(`DROP TRIGGER ${table}_append_only ON ${table}`);
    for (const table of NEVER_DELETED) await runner.query(`DROP TRIGGER ${table}_never_deleted ON ${table}`);
    await runner.query("DROP TRIGGER ballot_moves_forward ON ballot");
    await runner.query("DROP TRIGGER vote_while_open ON vote");
    await runner.query("DROP FUNCTION ballot_moves_forward, vote_while_open, refuse_change");
  }
}

import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["trail_entry", "trail_head"];

/** The chain of deeds of each conference (src/trail), and what events know for it alone. Plain SQL, no entities. */
export class CreateTrail1764000021000 implements MigrationInterface {
  name = "CreateTrail1764000021000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("LOCK TABLE live_topic, live_event");
    await runner.query("ALTER TABLE live_event ADD by uuid, ADD record jsonb");
    // How far a topic was read by whoever reads the log to its end: what is newer is not deleted. And how many events it
    // has left out since the last that it took in.
    await runner.query(`
      CREATE TABLE live_taken (
        topic_id uuid CONSTRAINT live_taken_pk PRIMARY KEY CONSTRAINT live_taken_topic_id_fk REFERENCES live_topic (topic_id),
        seq bigint NOT NULL CONSTRAINT live_taken_seq CHECK (seq >= 0),
        omitted integer NOT NULL DEFAULT 0 CONSTRAINT live_taken_omitted CHECK (omitted >= 0)
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TABLE trail_entry (
        scope_id uuid NOT NULL,
        number bigint NOT NULL CONSTRAINT trail_entry_number CHECK (number >= 0),
        topic_id uuid,
        topic_seq bigint,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        by uuid,
        content text NOT NULL,
        previous bytea NOT NULL CONSTRAINT trail_entry_previous CHECK (length(previous) = 32),
        hash bytea NOT NULL CONSTRAINT trail_entry_hash CHECK (length(hash) = 32),
        CONSTRAINT trail_entry_pk PRIMARY KEY (scope_id, number),
        CONSTRAINT trail_entry_once UNIQUE (topic_id, topic_seq)
      )`);
    await runner.query(`
      CREATE TABLE trail_head (
        scope_id uuid NOT NULL,
        number bigint NOT NULL,
        hash bytea NOT NULL CONSTRAINT trail_head_hash CHECK (length(hash) = 32),
        signed text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT trail_head_pk PRIMARY KEY (scope_id, number),
        CONSTRAINT trail_head_entry_fk FOREIGN KEY (scope_id, number) REFERENCES trail_entry (scope_id, number)
      )`);
    for (const table of TABLES)
      await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${TABLES.join(", ")} FROM PUBLIC`);
    // The role of a server that does not own its tables: docs/audit.md.
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rotunda_app') THEN
          REVOKE UPDATE, DELETE, TRUNCATE ON ${TABLES.join(", ")} FROM rotunda_app;
          GRANT SELECT, INSERT ON ${TABLES.join(", ")} TO rotunda_app;
        END IF;
      END $$`);
    // What concerns a conference and none of its rooms is told in a topic of its own, to which nobody subscribes.
    await runner.query(
      "INSERT INTO live_topic (topic_id, scope_id) SELECT id, id FROM conference ON CONFLICT DO NOTHING",
    );
  }

  /** Whoever goes back exports the chains before: they begin anew afterwards. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE trail_head, trail_entry, live_taken");
    await runner.query("DELETE FROM live_event e USING conference c WHERE e.topic_id = c.id");
    await runner.query("DELETE FROM live_topic t USING conference c WHERE t.topic_id = c.id");
    await runner.query("ALTER TABLE live_event DROP by, DROP record");
  }
}

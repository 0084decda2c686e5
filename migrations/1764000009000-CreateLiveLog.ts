import type { MigrationInterface, QueryRunner } from "typeorm";

/** The log of live events (src/live): plain SQL, no entities. */
export class CreateLiveLog1764000009000 implements MigrationInterface {
  name = "CreateLiveLog1764000009000";

  async up(runner: QueryRunner): Promise<void> {
    // One hot row per topic: room for HOT updates, and vacuum by count, not by share of the table.
    await runner.query(`
      CREATE TABLE live_topic (
        topic_id uuid CONSTRAINT live_topic_pk PRIMARY KEY,
        scope_id uuid NOT NULL,
        parent_id uuid CONSTRAINT live_topic_parent_id_fk REFERENCES live_topic (topic_id),
        epoch integer NOT NULL DEFAULT 1,
        last_seq bigint NOT NULL DEFAULT 0,
        low_seq bigint NOT NULL DEFAULT 1
      ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`);
    await runner.query("CREATE INDEX live_topic_parent_id_idx ON live_topic (parent_id) WHERE parent_id IS NOT NULL");
    // No foreign key: the topic's row is locked by the statement that inserts. scope_id is the unit of retention.
    await runner.query(`
      CREATE TABLE live_event (
        scope_id uuid NOT NULL,
        topic_id uuid NOT NULL,
        seq bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        kind text NOT NULL,
        body jsonb NOT NULL,
        cuts uuid[],
        ends boolean NOT NULL DEFAULT false,
        CONSTRAINT live_event_pk PRIMARY KEY (topic_id, seq)
      )`);
    await runner.query(`
      CREATE TRIGGER live_event_append_only BEFORE UPDATE OR TRUNCATE ON live_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE live_event");
    await runner.query("DROP TABLE live_topic");
  }
}

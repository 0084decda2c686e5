import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the live log needs beyond one process and one life of a database: src/live/identity.ts, src/live/retention.ts. */
export class AddIncarnation1764000010000 implements MigrationInterface {
  name = "AddIncarnation1764000010000";

  async up(runner: QueryRunner): Promise<void> {
    // Which database the epochs belong to; the server fills it in, because not every server lets everybody look.
    await runner.query(`
      CREATE TABLE live_incarnation (
        one boolean CONSTRAINT live_incarnation_pk PRIMARY KEY DEFAULT true CONSTRAINT live_incarnation_one CHECK (one),
        identity text NOT NULL
      )`);
    await runner.query("ALTER TABLE live_event ADD renews uuid[]");
    // How long events of a scope are kept; without a row as long as the server's default says.
    await runner.query(`
      CREATE TABLE live_retention (
        scope_id uuid CONSTRAINT live_retention_pk PRIMARY KEY,
        days integer NOT NULL CONSTRAINT live_retention_days CHECK (days > 0)
      )`);
    await runner.query("CREATE INDEX live_topic_scope_id_idx ON live_topic (scope_id)");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX live_topic_scope_id_idx");
    await runner.query("DROP TABLE live_retention");
    await runner.query("ALTER TABLE live_event DROP renews");
    await runner.query("DROP TABLE live_incarnation");
  }
}

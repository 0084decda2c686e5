import type { MigrationInterface, QueryRunner } from "typeorm";

/** Events bear a mark of their own and that of the event before, so that another past is noticed; topics know their end. */
export class MarkEvents1764000011000 implements MigrationInterface {
  name = "MarkEvents1764000011000";

  async up(runner: QueryRunner): Promise<void> {
    // Events that are there already all bear 0 and follow each other: no table is rewritten for these defaults.
    await runner.query(`
      ALTER TABLE live_topic
        ADD mark integer NOT NULL DEFAULT 0,
        ADD ended boolean NOT NULL DEFAULT false`);
    await runner.query(`
      ALTER TABLE live_event
        ADD mark integer NOT NULL DEFAULT 0,
        ADD prior integer NOT NULL DEFAULT 0`);
    await runner.query(`
      UPDATE live_topic t SET ended = true
      WHERE EXISTS (SELECT FROM live_event e WHERE e.topic_id = t.topic_id AND e.ends)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE live_event DROP mark, DROP prior");
    await runner.query("ALTER TABLE live_topic DROP mark, DROP ended");
  }
}

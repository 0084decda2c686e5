import type { MigrationInterface, QueryRunner } from "typeorm";

/** Events bear a mark of their own and that of the event before, so that another past is noticed; topics know their end. */
export class MarkEvents1764000011000 implements MigrationInterface {
  name = "MarkEvents1764000011000";

  async up(runner: QueryRunner): Promise<void> {
    // The order of every lock on the log, so that nobody at work waits for us in a circle. Events that are there already
    // all bear 0, which stands for "unknown": no table is rewritten for these defaults.
    await runner.query("LOCK TABLE live_topic, live_event");
    await runner.query(`
      ALTER TABLE live_topic
        ADD mark integer NOT NULL DEFAULT 0,
        ADD ended boolean NOT NULL DEFAULT false`);
    await runner.query(`
      ALTER TABLE live_event
        ADD mark integer NOT NULL DEFAULT 0,
        ADD prior integer NOT NULL DEFAULT 0`);
    // A body that is called off ends its own topic and those of its ballots; nothing else has ended any so far.
    await runner.query(`
      UPDATE live_topic l SET ended = true FROM round_table t
      WHERE t.id IN (l.topic_id, l.parent_id) AND t.state = 'CANCELLED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE live_event DROP mark, DROP prior");
    await runner.query("ALTER TABLE live_topic DROP mark, DROP ended");
  }
}

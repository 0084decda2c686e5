import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which participation is the screen of which hall: it signs in like a person, observes, and counts as nobody. */
export class OpenHallScreens1764000022000 implements MigrationInterface {
  name = "OpenHallScreens1764000022000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hall_screen (
        round_table_id uuid NOT NULL,
        participation_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        CONSTRAINT hall_screen_round_table_id_pk PRIMARY KEY (round_table_id),
        CONSTRAINT hall_screen_participation_id_key UNIQUE (participation_id),
        CONSTRAINT hall_screen_participation_id_conference_id_fk FOREIGN KEY (participation_id, conference_id) REFERENCES participation (id, conference_id),
        CONSTRAINT hall_screen_round_table_id_conference_id_fk FOREIGN KEY (round_table_id, conference_id) REFERENCES round_table (id, conference_id)
      )`);
    // The role of a server that does not own its tables: docs/audit.md.
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'rotunda_app') THEN
          GRANT SELECT, INSERT, UPDATE, DELETE ON hall_screen TO rotunda_app;
        END IF;
      END $$`);
  }

  /** The participations stay, as observers with codes that work. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE hall_screen");
  }
}

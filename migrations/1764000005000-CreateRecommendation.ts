import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateRecommendation1764000005000 implements MigrationInterface {
  name = "CreateRecommendation1764000005000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recommendation (
        id uuid NOT NULL,
        agenda_item_id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        number integer NOT NULL,
        symbol text NOT NULL,
        title text NOT NULL,
        state text NOT NULL,
        proposed_by_id uuid NOT NULL,
        submitted_by_id uuid,
        current_version integer NOT NULL DEFAULT '1',
        proposed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT recommendation_id_round_table_id_key UNIQUE (id, round_table_id),
        CONSTRAINT recommendation_round_table_id_number_key UNIQUE (round_table_id, number),
        CONSTRAINT recommendation_state CHECK (state IN ('DRAFT', 'PROPOSED', 'UNDER_CONSIDERATION', 'ADOPTED', 'NOT_ADOPTED', 'DEFERRED', 'WITHDRAWN')),
        CONSTRAINT recommendation_version CHECK (current_version > 0),
        CONSTRAINT recommendation_number CHECK (number > 0),
        CONSTRAINT recommendation_id_pk PRIMARY KEY (id),
        CONSTRAINT recommendation_agenda_item_id_round_table_id_fk FOREIGN KEY (agenda_item_id, round_table_id) REFERENCES agenda_item (id, round_table_id),
        CONSTRAINT recommendation_proposed_by_id_fk FOREIGN KEY (proposed_by_id) REFERENCES delegation (id),
        CONSTRAINT recommendation_submitted_by_id_fk FOREIGN KEY (submitted_by_id) REFERENCES participation (id)
      )`);
    await runner.query(`
      CREATE INDEX recommendation_agenda_item_id_idx ON recommendation (agenda_item_id)`);
    await runner.query(`
      CREATE INDEX recommendation_proposed_by_id_idx ON recommendation (proposed_by_id)`);
    await runner.query(`
      CREATE TABLE recommendation_version (
        id uuid NOT NULL,
        recommendation_id uuid NOT NULL,
        number integer NOT NULL,
        title text NOT NULL,
        original_locale text NOT NULL,
        hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by_id uuid,
        CONSTRAINT recommendation_version_recommendation_id_number_key UNIQUE (recommendation_id, number),
        CONSTRAINT recommendation_version_title CHECK (length(title) BETWEEN 1 AND 300),
        CONSTRAINT recommendation_version_number CHECK (number > 0),
        CONSTRAINT recommendation_version_id_pk PRIMARY KEY (id),
        CONSTRAINT recommendation_version_created_by_id_fk FOREIGN KEY (created_by_id) REFERENCES participation (id),
        CONSTRAINT recommendation_version_recommendation_id_fk FOREIGN KEY (recommendation_id) REFERENCES recommendation (id)
      )`);
    await runner.query(`
      CREATE TABLE recommendation_text (
        version_id uuid NOT NULL,
        locale text NOT NULL,
        text text NOT NULL,
        conformity text NOT NULL,
        filed_by_id uuid,
        CONSTRAINT recommendation_text_conformity CHECK (conformity IN ('ORIGINAL', 'DRAFT', 'CONFORMED')),
        CONSTRAINT recommendation_text_length CHECK (length(text) BETWEEN 1 AND 20000),
        CONSTRAINT recommendation_text_version_id_locale_pk PRIMARY KEY (version_id, locale),
        CONSTRAINT recommendation_text_filed_by_id_fk FOREIGN KEY (filed_by_id) REFERENCES participation (id),
        CONSTRAINT recommendation_text_version_id_fk FOREIGN KEY (version_id) REFERENCES recommendation_version (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE recommendation_text");
    await runner.query("DROP TABLE recommendation_version");
    await runner.query("DROP TABLE recommendation");
  }
}

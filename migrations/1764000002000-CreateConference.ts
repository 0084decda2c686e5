import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateConference1764000002000 implements MigrationInterface {
  name = "CreateConference1764000002000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE series (
        id uuid NOT NULL,
        code text NOT NULL,
        title text NOT NULL,
        CONSTRAINT series_code_key UNIQUE (code),
        CONSTRAINT series_code_form CHECK (code ~ '^[A-Z][A-Z0-9]{1,11}$'),
        CONSTRAINT series_id_pk PRIMARY KEY (id)
      )`);
    await runner.query(`
      CREATE TABLE region (
        id uuid NOT NULL,
        series_id uuid NOT NULL,
        code text NOT NULL,
        names jsonb NOT NULL,
        CONSTRAINT region_series_id_code_key UNIQUE (series_id, code),
        CONSTRAINT region_code_form CHECK (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
        CONSTRAINT region_id_pk PRIMARY KEY (id),
        CONSTRAINT region_series_id_fk FOREIGN KEY (series_id) REFERENCES series (id)
      )`);
    await runner.query(`
      CREATE TABLE country (
        code text NOT NULL,
        alpha3 text NOT NULL,
        bureau text,
        CONSTRAINT country_alpha3_form CHECK (alpha3 ~ '^[A-Z]{3}$'),
        CONSTRAINT country_code_form CHECK (code ~ '^[A-Z]{2}$'),
        CONSTRAINT country_code_pk PRIMARY KEY (code)
      )`);
    await runner.query(`
      CREATE TABLE rule_set (
        id uuid NOT NULL,
        series_id uuid NOT NULL,
        code text NOT NULL,
        version integer NOT NULL,
        title text NOT NULL,
        citation text NOT NULL,
        rules jsonb NOT NULL,
        CONSTRAINT rule_set_series_id_code_version_key UNIQUE (series_id, code, version),
        CONSTRAINT rule_set_version CHECK (version > 0),
        CONSTRAINT rule_set_id_pk PRIMARY KEY (id),
        CONSTRAINT rule_set_series_id_fk FOREIGN KEY (series_id) REFERENCES series (id)
      )`);
    await runner.query(`
      CREATE TABLE conference (
        id uuid NOT NULL,
        series_id uuid NOT NULL,
        number integer NOT NULL,
        title text NOT NULL,
        theme text,
        city text NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        time_zone text NOT NULL,
        working_languages text array NOT NULL,
        state text NOT NULL,
        rule_set_id uuid NOT NULL,
        officials_attended integer,
        countries_attended integer,
        is_demo boolean NOT NULL DEFAULT false,
        CONSTRAINT conference_series_id_number_key UNIQUE (series_id, number),
        CONSTRAINT conference_state CHECK (state IN ('PLANNED', 'IN_SESSION', 'CLOSED')),
        CONSTRAINT conference_number CHECK (number > 0),
        CONSTRAINT conference_dates CHECK (ends_on >= starts_on),
        CONSTRAINT conference_id_pk PRIMARY KEY (id),
        CONSTRAINT conference_rule_set_id_fk FOREIGN KEY (rule_set_id) REFERENCES rule_set (id),
        CONSTRAINT conference_series_id_fk FOREIGN KEY (series_id) REFERENCES series (id)
      )`);
    await runner.query(`
      CREATE INDEX conference_rule_set_id_idx ON conference (rule_set_id)`);
    await runner.query(`
      CREATE TABLE participation (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        display_name text NOT NULL,
        is_secretariat boolean NOT NULL DEFAULT false,
        CONSTRAINT participation_id_conference_id_key UNIQUE (id, conference_id),
        CONSTRAINT participation_account_id_conference_id_key UNIQUE (account_id, conference_id),
        CONSTRAINT participation_id_pk PRIMARY KEY (id),
        CONSTRAINT participation_account_id_fk FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT participation_conference_id_fk FOREIGN KEY (conference_id) REFERENCES conference (id)
      )`);
    await runner.query(`
      CREATE INDEX participation_conference_id_idx ON participation (conference_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE participation");
    await runner.query("DROP TABLE conference");
    await runner.query("DROP TABLE rule_set");
    await runner.query("DROP TABLE country");
    await runner.query("DROP TABLE region");
    await runner.query("DROP TABLE series");
  }
}

import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateDelegation1764000003000 implements MigrationInterface {
  name = "CreateDelegation1764000003000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delegation (
        id uuid NOT NULL,
        conference_id uuid NOT NULL,
        country_code text,
        organisation text,
        kind text NOT NULL,
        region_id uuid,
        credentials text NOT NULL,
        CONSTRAINT delegation_id_conference_id_key UNIQUE (id, conference_id),
        CONSTRAINT delegation_conference_id_country_code_key UNIQUE (conference_id, country_code),
        CONSTRAINT delegation_credentials CHECK (credentials IN ('PENDING', 'ACCEPTED', 'PROVISIONAL', 'REJECTED')),
        CONSTRAINT delegation_kind CHECK (kind IN ('MEMBER', 'OBSERVER')),
        CONSTRAINT delegation_member_is_country CHECK (kind <> 'MEMBER' OR country_code IS NOT NULL),
        CONSTRAINT delegation_represents_one CHECK ((country_code IS NULL) <> (organisation IS NULL)),
        CONSTRAINT delegation_id_pk PRIMARY KEY (id),
        CONSTRAINT delegation_conference_id_fk FOREIGN KEY (conference_id) REFERENCES conference (id),
        CONSTRAINT delegation_country_code_fk FOREIGN KEY (country_code) REFERENCES country (code),
        CONSTRAINT delegation_region_id_fk FOREIGN KEY (region_id) REFERENCES region (id)
      )`);
    await runner.query(`
      CREATE INDEX delegation_region_id_idx ON delegation (region_id)`);
    await runner.query(`
      CREATE TABLE delegate (
        id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        participation_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        function text NOT NULL,
        withdrawn_at timestamptz,
        CONSTRAINT delegate_id_delegation_id_key UNIQUE (id, delegation_id),
        CONSTRAINT delegate_function CHECK (function IN ('HEAD', 'ALTERNATE', 'DELEGATE', 'ADVISER')),
        CONSTRAINT delegate_id_pk PRIMARY KEY (id),
        CONSTRAINT delegate_delegation_id_conference_id_fk FOREIGN KEY (delegation_id, conference_id) REFERENCES delegation (id, conference_id),
        CONSTRAINT delegate_participation_id_conference_id_fk FOREIGN KEY (participation_id, conference_id) REFERENCES participation (id, conference_id)
      )`);
    await runner.query(`
      CREATE INDEX delegate_delegation_id_idx ON delegate (delegation_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX delegate_one_delegation ON delegate (participation_id) WHERE withdrawn_at IS NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX delegate_one_head ON delegate (delegation_id) WHERE function = 'HEAD' AND withdrawn_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE delegate");
    await runner.query("DROP TABLE delegation");
  }
}

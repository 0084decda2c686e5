import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateRoundTable1764000004000 implements MigrationInterface {
  name = "CreateRoundTable1764000004000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE round_table (
        id uuid NOT NULL,
        conference_id uuid NOT NULL,
        kind text NOT NULL,
        region_id uuid,
        code text NOT NULL,
        title text NOT NULL,
        room text,
        starts_at timestamptz,
        position integer NOT NULL,
        state text NOT NULL,
        last_recommendation integer NOT NULL DEFAULT '0',
        CONSTRAINT round_table_id_conference_id_key UNIQUE (id, conference_id),
        CONSTRAINT round_table_id_kind_key UNIQUE (id, kind),
        CONSTRAINT round_table_conference_id_region_id_key UNIQUE (conference_id, region_id),
        CONSTRAINT round_table_conference_id_code_key UNIQUE (conference_id, code),
        CONSTRAINT round_table_state CHECK (state IN ('SCHEDULED', 'OPEN', 'SUSPENDED', 'CLOSED', 'CANCELLED')),
        CONSTRAINT round_table_kind CHECK (kind IN ('REGIONAL', 'PLENARY', 'DRAFTING_GROUP', 'PANEL')),
        CONSTRAINT round_table_code_form CHECK (code ~ '^[A-Z]{2,6}$'),
        CONSTRAINT round_table_region_iff_regional CHECK ((kind = 'REGIONAL') = (region_id IS NOT NULL)),
        CONSTRAINT round_table_id_pk PRIMARY KEY (id),
        CONSTRAINT round_table_conference_id_fk FOREIGN KEY (conference_id) REFERENCES conference (id),
        CONSTRAINT round_table_region_id_fk FOREIGN KEY (region_id) REFERENCES region (id)
      )`);
    await runner.query(`
      CREATE INDEX round_table_region_id_idx ON round_table (region_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX round_table_one_plenary ON round_table (conference_id) WHERE kind = 'PLENARY'`);
    await runner.query(`
      CREATE TABLE seat (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        table_kind text NOT NULL,
        delegation_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        CONSTRAINT seat_id_delegation_id_key UNIQUE (id, delegation_id),
        CONSTRAINT seat_round_table_id_delegation_id_key UNIQUE (round_table_id, delegation_id),
        CONSTRAINT seat_id_pk PRIMARY KEY (id),
        CONSTRAINT seat_delegation_id_conference_id_fk FOREIGN KEY (delegation_id, conference_id) REFERENCES delegation (id, conference_id),
        CONSTRAINT seat_round_table_id_conference_id_fk FOREIGN KEY (round_table_id, conference_id) REFERENCES round_table (id, conference_id),
        CONSTRAINT seat_round_table_id_table_kind_fk FOREIGN KEY (round_table_id, table_kind) REFERENCES round_table (id, kind)
      )`);
    await runner.query(`
      CREATE INDEX seat_delegation_id_idx ON seat (delegation_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX seat_one_region ON seat (delegation_id) WHERE table_kind = 'REGIONAL'`);
    await runner.query(`
      CREATE TABLE appointment (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        participation_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        role text NOT NULL,
        appointed_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CONSTRAINT appointment_role CHECK (role IN ('FACILITATOR', 'VICE_CHAIR', 'RAPPORTEUR', 'OBSERVER')),
        CONSTRAINT appointment_id_pk PRIMARY KEY (id),
        CONSTRAINT appointment_participation_id_conference_id_fk FOREIGN KEY (participation_id, conference_id) REFERENCES participation (id, conference_id),
        CONSTRAINT appointment_round_table_id_conference_id_fk FOREIGN KEY (round_table_id, conference_id) REFERENCES round_table (id, conference_id)
      )`);
    await runner.query(`
      CREATE INDEX appointment_participation_id_idx ON appointment (participation_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX appointment_one_facilitator ON appointment (round_table_id) WHERE role = 'FACILITATOR' AND ended_at IS NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX appointment_once ON appointment (round_table_id, participation_id, role) WHERE ended_at IS NULL`);
    await runner.query(`
      CREATE TABLE presence_record (
        id uuid NOT NULL,
        seat_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        number integer NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        recorded_by uuid NOT NULL,
        CONSTRAINT presence_record_id_pk PRIMARY KEY (id),
        CONSTRAINT presence_record_delegate_id_delegation_id_fk FOREIGN KEY (delegate_id, delegation_id) REFERENCES delegate (id, delegation_id),
        CONSTRAINT presence_record_recorded_by_fk FOREIGN KEY (recorded_by) REFERENCES account (id),
        CONSTRAINT presence_record_seat_id_delegation_id_fk FOREIGN KEY (seat_id, delegation_id) REFERENCES seat (id, delegation_id)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX presence_record_seat_id_delegate_id_number_idx ON presence_record (seat_id, delegate_id, number)`);
    await runner.query(`
      CREATE TABLE agenda_item (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        position integer NOT NULL,
        title text NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        minutes integer,
        CONSTRAINT agenda_item_id_round_table_id_key UNIQUE (id, round_table_id),
        CONSTRAINT agenda_item_round_table_id_position_key UNIQUE (round_table_id, position),
        CONSTRAINT agenda_item_state CHECK (state IN ('PENDING', 'UNDER_DISCUSSION', 'CLOSED', 'DEFERRED')),
        CONSTRAINT agenda_item_kind CHECK (kind IN ('INFORMATION', 'DISCUSSION', 'DECISION')),
        CONSTRAINT agenda_item_minutes CHECK (minutes > 0),
        CONSTRAINT agenda_item_position CHECK (position > 0),
        CONSTRAINT agenda_item_id_pk PRIMARY KEY (id),
        CONSTRAINT agenda_item_round_table_id_fk FOREIGN KEY (round_table_id) REFERENCES round_table (id)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX agenda_item_one_under_discussion ON agenda_item (round_table_id) WHERE state = 'UNDER_DISCUSSION'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE agenda_item");
    await runner.query("DROP TABLE presence_record");
    await runner.query("DROP TABLE appointment");
    await runner.query("DROP TABLE seat");
    await runner.query("DROP TABLE round_table");
  }
}

import type { MigrationInterface, QueryRunner } from "typeorm";

const APPEND_ONLY = ["credential_decision", "voting_right_record", "chair_record", "roll_call", "roll_call_answer"];

/** Credentials decided and kept, voting rights, who presides, and roll calls of presence. */
export class SeatDelegations1764000015000 implements MigrationInterface {
  name = "SeatDelegations1764000015000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE participation ADD is_credentials_officer boolean NOT NULL DEFAULT false`);
    await runner.query(`
      ALTER TABLE delegation ADD voting_suspended boolean NOT NULL DEFAULT false`);
    await createDelegationHistory(runner);
    await createChair(runner);
    await createRollCalls(runner);
    for (const table of APPEND_ONLY)
      await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY].reverse()) await runner.query(`DROP TABLE ${table}`);
    await runner.query("ALTER TABLE presence_record DROP note, DROP source");
    await runner.query("ALTER TABLE round_table DROP presiding_id");
    await runner.query("ALTER TABLE delegation DROP voting_suspended");
    await runner.query("ALTER TABLE participation DROP is_credentials_officer");
  }
}

async function createDelegationHistory(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TABLE credential_decision (
        id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        number integer NOT NULL,
        before text NOT NULL,
        decision text NOT NULL,
        reason text NOT NULL,
        decided_by_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT credential_decision_delegation_id_number_key UNIQUE (delegation_id, number),
        CONSTRAINT credential_decision_before CHECK (before IN ('PENDING', 'ACCEPTED', 'PROVISIONAL', 'REJECTED')),
        CONSTRAINT credential_decision_word CHECK (decision IN ('ACCEPTED', 'PROVISIONAL', 'REJECTED')),
        CONSTRAINT credential_decision_id_pk PRIMARY KEY (id),
        CONSTRAINT credential_decision_delegation_id_conference_id_fk FOREIGN KEY (delegation_id, conference_id) REFERENCES delegation (id, conference_id),
        CONSTRAINT credential_decision_decided_by_id_conference_id_fk FOREIGN KEY (decided_by_id, conference_id) REFERENCES participation (id, conference_id)
      )`);
  await runner.query(`
      CREATE TABLE voting_right_record (
        id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        number integer NOT NULL,
        reason text NOT NULL,
        decided_by_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT voting_right_record_delegation_id_number_key UNIQUE (delegation_id, number),
        CONSTRAINT voting_right_record_id_pk PRIMARY KEY (id),
        CONSTRAINT voting_right_record_delegation_id_conference_id_fk FOREIGN KEY (delegation_id, conference_id) REFERENCES delegation (id, conference_id),
        CONSTRAINT voting_right_record_decided_by_id_conference_id_fk FOREIGN KEY (decided_by_id, conference_id) REFERENCES participation (id, conference_id)
      )`);
}

async function createChair(runner: QueryRunner): Promise<void> {
  await runner.query(`
      ALTER TABLE round_table ADD presiding_id uuid`);
  await runner.query(`
      ALTER TABLE round_table ADD CONSTRAINT round_table_presiding_id_conference_id_fk
        FOREIGN KEY (presiding_id, conference_id) REFERENCES participation (id, conference_id)`);
  await runner.query(`
      CREATE TABLE chair_record (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        number integer NOT NULL,
        participation_id uuid,
        recorded_by_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT chair_record_round_table_id_number_key UNIQUE (round_table_id, number),
        CONSTRAINT chair_record_id_pk PRIMARY KEY (id),
        CONSTRAINT chair_record_round_table_id_conference_id_fk FOREIGN KEY (round_table_id, conference_id) REFERENCES round_table (id, conference_id),
        CONSTRAINT chair_record_participation_id_conference_id_fk FOREIGN KEY (participation_id, conference_id) REFERENCES participation (id, conference_id),
        CONSTRAINT chair_record_recorded_by_id_conference_id_fk FOREIGN KEY (recorded_by_id, conference_id) REFERENCES participation (id, conference_id)
      )`);
}

async function createRollCalls(runner: QueryRunner): Promise<void> {
  await runner.query(`
      ALTER TABLE presence_record ADD source text NOT NULL DEFAULT 'SELF', ADD note text`);
  await runner.query(`
      ALTER TABLE presence_record ADD CONSTRAINT presence_record_source
        CHECK (source IN ('SELF', 'ROLL_CALL', 'SECRETARIAT', 'WITHDRAWN', 'SESSION_END'))`);
  await runner.query(`
      CREATE TABLE roll_call (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        conference_id uuid NOT NULL,
        number integer NOT NULL,
        members integer NOT NULL,
        present integer NOT NULL,
        called_by_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT roll_call_round_table_id_number_key UNIQUE (round_table_id, number),
        CONSTRAINT roll_call_counts CHECK (present BETWEEN 0 AND members),
        CONSTRAINT roll_call_id_pk PRIMARY KEY (id),
        CONSTRAINT roll_call_round_table_id_conference_id_fk FOREIGN KEY (round_table_id, conference_id) REFERENCES round_table (id, conference_id),
        CONSTRAINT roll_call_called_by_id_conference_id_fk FOREIGN KEY (called_by_id, conference_id) REFERENCES participation (id, conference_id)
      )`);
  await runner.query(`
      CREATE TABLE roll_call_answer (
        roll_call_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        is_present boolean NOT NULL,
        note text,
        CONSTRAINT roll_call_answer_roll_call_id_delegation_id_pk PRIMARY KEY (roll_call_id, delegation_id),
        CONSTRAINT roll_call_answer_roll_call_id_fk FOREIGN KEY (roll_call_id) REFERENCES roll_call (id),
        CONSTRAINT roll_call_answer_delegation_id_fk FOREIGN KEY (delegation_id) REFERENCES delegation (id)
      )`);
}

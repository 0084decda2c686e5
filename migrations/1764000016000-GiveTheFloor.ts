import type { MigrationInterface, QueryRunner } from "typeorm";

/** Speakers' lists by agenda item, and who asked for the floor, had it, and for how long. */
export class GiveTheFloor1764000016000 implements MigrationInterface {
  name = "GiveTheFloor1764000016000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE speakers_list (
        agenda_item_id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        is_open boolean NOT NULL,
        seconds integer,
        policy text NOT NULL,
        CONSTRAINT speakers_list_policy CHECK (policy IN ('FIRST_COME', 'FEWEST_FIRST')),
        CONSTRAINT speakers_list_seconds CHECK (seconds > 0),
        CONSTRAINT speakers_list_agenda_item_id_pk PRIMARY KEY (agenda_item_id),
        CONSTRAINT speakers_list_agenda_item_id_round_table_id_fk FOREIGN KEY (agenda_item_id, round_table_id) REFERENCES agenda_item (id, round_table_id)
      )`);
    await runner.query(`
      CREATE TABLE intervention (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        agenda_item_id uuid NOT NULL,
        number integer NOT NULL,
        delegation_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        kind text NOT NULL,
        state text NOT NULL,
        recommendation_id uuid,
        ballot_id uuid,
        interrupted_id uuid,
        seconds_allotted integer,
        used_ms integer NOT NULL DEFAULT '0',
        requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        called_at timestamptz,
        started_at timestamptz,
        running_since timestamptz,
        ended_at timestamptz,
        is_upheld boolean,
        ruling text,
        CONSTRAINT intervention_agenda_item_id_number_key UNIQUE (agenda_item_id, number),
        CONSTRAINT intervention_kind CHECK (kind IN ('STATEMENT', 'QUESTION', 'RIGHT_OF_REPLY', 'POINT_OF_ORDER', 'EXPLANATION_OF_VOTE_BEFORE', 'EXPLANATION_OF_VOTE_AFTER')),
        CONSTRAINT intervention_state CHECK (state IN ('QUEUED', 'CALLED', 'SPEAKING', 'PAUSED', 'DONE', 'WITHDRAWN', 'SKIPPED')),
        CONSTRAINT intervention_running CHECK ((state = 'SPEAKING') = (running_since IS NOT NULL)),
        CONSTRAINT intervention_ended CHECK ((state IN ('DONE', 'WITHDRAWN', 'SKIPPED')) = (ended_at IS NOT NULL)),
        CONSTRAINT intervention_ruled CHECK ((is_upheld IS NULL) = (ruling IS NULL)),
        CONSTRAINT intervention_used CHECK (used_ms >= 0),
        CONSTRAINT intervention_allotted CHECK (seconds_allotted > 0),
        CONSTRAINT intervention_id_pk PRIMARY KEY (id),
        CONSTRAINT intervention_agenda_item_id_round_table_id_fk FOREIGN KEY (agenda_item_id, round_table_id) REFERENCES agenda_item (id, round_table_id),
        CONSTRAINT intervention_delegate_id_delegation_id_fk FOREIGN KEY (delegate_id, delegation_id) REFERENCES delegate (id, delegation_id),
        CONSTRAINT intervention_recommendation_id_round_table_id_fk FOREIGN KEY (recommendation_id, round_table_id) REFERENCES recommendation (id, round_table_id),
        CONSTRAINT intervention_ballot_id_fk FOREIGN KEY (ballot_id) REFERENCES ballot (id),
        CONSTRAINT intervention_interrupted_id_fk FOREIGN KEY (interrupted_id) REFERENCES intervention (id)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX intervention_one_speaking ON intervention (round_table_id) WHERE state = 'SPEAKING'`);
    await runner.query(`
      CREATE UNIQUE INDEX intervention_one_waiting ON intervention (agenda_item_id, delegation_id, kind) WHERE ended_at IS NULL`);
    await runner.query(`
      CREATE INDEX intervention_round_table_id_idx ON intervention (round_table_id) WHERE ended_at IS NULL`);
    await guardEnds(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE intervention");
    await runner.query("DROP TABLE speakers_list");
    await runner.query("DROP FUNCTION intervention_moves_forward");
  }
}

/** What was said is part of the minutes: an intervention that has ended stays as it is, and none goes. */
async function guardEnds(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE FUNCTION intervention_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR NEW.used_ms < OLD.used_ms
          OR (NEW.delegation_id, NEW.kind, NEW.number) IS DISTINCT FROM (OLD.delegation_id, OLD.kind, OLD.number) THEN
          RAISE EXCEPTION 'an intervention cannot change this way' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
  await runner.query(`
      CREATE TRIGGER intervention_moves_forward BEFORE UPDATE OR DELETE ON intervention
        FOR EACH ROW EXECUTE FUNCTION intervention_moves_forward()`);
  await runner.query(`
      CREATE TRIGGER intervention_never_truncated BEFORE TRUNCATE ON intervention
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

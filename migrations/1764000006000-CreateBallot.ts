import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateBallot1764000006000 implements MigrationInterface {
  name = "CreateBallot1764000006000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ballot (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        recommendation_id uuid NOT NULL,
        version_number integer NOT NULL,
        version_hash text NOT NULL,
        question text NOT NULL,
        mode text NOT NULL,
        majority text NOT NULL,
        tally_visibility text NOT NULL,
        state text NOT NULL,
        rule_set_id uuid NOT NULL,
        members integer NOT NULL,
        present_at_open integer NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        opened_by_id uuid NOT NULL,
        closes_at timestamptz,
        closed_at timestamptz,
        closed_by_id uuid,
        declared_at timestamptz,
        cancel_reason text,
        CONSTRAINT ballot_state CHECK (state IN ('OPEN', 'LOCKING', 'CLOSED', 'DECLARED', 'CANCELLED')),
        CONSTRAINT ballot_tally_visibility CHECK (tally_visibility IN ('HIDDEN', 'TURNOUT', 'LIVE')),
        CONSTRAINT ballot_majority CHECK (majority IN ('CONSENSUS', 'SIMPLE', 'TWO_THIRDS', 'ABSOLUTE_OF_MEMBERS', 'TWO_THIRDS_OF_MEMBERS', 'UNANIMITY')),
        CONSTRAINT ballot_mode CHECK (mode IN ('CONSENSUS', 'RECORDED', 'ROLL_CALL', 'SECRET')),
        CONSTRAINT ballot_closed_at CHECK ((state IN ('OPEN', 'LOCKING')) = (closed_at IS NULL)),
        CONSTRAINT ballot_id_pk PRIMARY KEY (id),
        CONSTRAINT ballot_closed_by_id_fk FOREIGN KEY (closed_by_id) REFERENCES participation (id),
        CONSTRAINT ballot_opened_by_id_fk FOREIGN KEY (opened_by_id) REFERENCES participation (id),
        CONSTRAINT ballot_recommendation_id_round_table_id_fk FOREIGN KEY (recommendation_id, round_table_id) REFERENCES recommendation (id, round_table_id),
        CONSTRAINT ballot_recommendation_id_version_number_fk FOREIGN KEY (recommendation_id, version_number) REFERENCES recommendation_version (recommendation_id, number),
        CONSTRAINT ballot_rule_set_id_fk FOREIGN KEY (rule_set_id) REFERENCES rule_set (id)
      )`);
    await runner.query(`
      CREATE INDEX ballot_round_table_id_idx ON ballot (round_table_id)`);
    await runner.query(`
      CREATE UNIQUE INDEX ballot_one_open ON ballot (recommendation_id) WHERE state IN ('OPEN', 'LOCKING')`);
    await runner.query(`
      CREATE TABLE ballot_eligibility (
        ballot_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        present_at_open boolean NOT NULL,
        present_at_close boolean,
        CONSTRAINT ballot_eligibility_ballot_id_delegation_id_pk PRIMARY KEY (ballot_id, delegation_id),
        CONSTRAINT ballot_eligibility_ballot_id_fk FOREIGN KEY (ballot_id) REFERENCES ballot (id),
        CONSTRAINT ballot_eligibility_delegation_id_fk FOREIGN KEY (delegation_id) REFERENCES delegation (id)
      )`);
    await runner.query(`
      CREATE TABLE vote (
        ballot_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        choice text NOT NULL,
        cast_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        delegate_id uuid NOT NULL,
        CONSTRAINT vote_choice CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
        CONSTRAINT vote_ballot_id_delegation_id_pk PRIMARY KEY (ballot_id, delegation_id),
        CONSTRAINT vote_ballot_id_delegation_id_fk FOREIGN KEY (ballot_id, delegation_id) REFERENCES ballot_eligibility (ballot_id, delegation_id),
        CONSTRAINT vote_delegate_id_delegation_id_fk FOREIGN KEY (delegate_id, delegation_id) REFERENCES delegate (id, delegation_id)
      )`);
    await runner.query(`
      CREATE TABLE vote_record (
        ballot_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        number integer NOT NULL,
        choice text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        participation_id uuid NOT NULL,
        client_mutation_id text,
        CONSTRAINT vote_record_ballot_id_delegation_id_number_pk PRIMARY KEY (ballot_id, delegation_id, number),
        CONSTRAINT vote_record_ballot_id_delegation_id_fk FOREIGN KEY (ballot_id, delegation_id) REFERENCES ballot_eligibility (ballot_id, delegation_id),
        CONSTRAINT vote_record_participation_id_fk FOREIGN KEY (participation_id) REFERENCES participation (id)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX vote_record_key ON vote_record (ballot_id, participation_id, client_mutation_id) WHERE client_mutation_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE decision (
        ballot_id uuid NOT NULL,
        outcome text NOT NULL,
        majority text NOT NULL,
        votes_for integer NOT NULL,
        votes_against integer NOT NULL,
        abstentions integer NOT NULL,
        members integer NOT NULL,
        eligible integer NOT NULL,
        present_at_open integer NOT NULL,
        present_at_close integer NOT NULL,
        quorum integer NOT NULL,
        threshold integer NOT NULL,
        margin integer NOT NULL,
        explanation text NOT NULL,
        citation text NOT NULL,
        decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT decision_outcome CHECK (outcome IN ('ADOPTED', 'NOT_ADOPTED', 'NO_QUORUM', 'ANNULLED')),
        CONSTRAINT decision_counts CHECK (votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0 AND votes_for + votes_against + abstentions <= eligible),
        CONSTRAINT decision_ballot_id_pk PRIMARY KEY (ballot_id),
        CONSTRAINT decision_ballot_id_fk FOREIGN KEY (ballot_id) REFERENCES ballot (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE decision");
    await runner.query("DROP TABLE vote_record");
    await runner.query("DROP TABLE vote");
    await runner.query("DROP TABLE ballot_eligibility");
    await runner.query("DROP TABLE ballot");
  }
}

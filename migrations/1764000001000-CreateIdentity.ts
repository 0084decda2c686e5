import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateIdentity1764000001000 implements MigrationInterface {
  name = "CreateIdentity1764000001000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        id uuid NOT NULL,
        display_name text NOT NULL,
        is_admin boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        suspended_at timestamptz,
        CONSTRAINT account_display_name_length CHECK (length(display_name) BETWEEN 1 AND 200),
        CONSTRAINT account_id_pk PRIMARY KEY (id)
      )`);
    await runner.query(`
      CREATE TABLE access_code (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        code_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by uuid,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT access_code_code_hash_key UNIQUE (code_hash),
        CONSTRAINT access_code_id_pk PRIMARY KEY (id),
        CONSTRAINT access_code_account_id_fk FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT access_code_created_by_fk FOREIGN KEY (created_by) REFERENCES account (id)
      )`);
    await runner.query(`
      CREATE INDEX access_code_account_id_idx ON access_code (account_id)`);
    await runner.query(`
      CREATE TABLE sign_in_session (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        access_code_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text,
        CONSTRAINT sign_in_session_id_pk PRIMARY KEY (id),
        CONSTRAINT sign_in_session_access_code_id_fk FOREIGN KEY (access_code_id) REFERENCES access_code (id),
        CONSTRAINT sign_in_session_account_id_fk FOREIGN KEY (account_id) REFERENCES account (id)
      )`);
    await runner.query(`
      CREATE INDEX sign_in_session_account_id_idx ON sign_in_session (account_id)`);
    await runner.query(`
      CREATE INDEX sign_in_session_access_code_id_idx ON sign_in_session (access_code_id)`);
    await runner.query(`
      CREATE TABLE refresh_token (
        id uuid NOT NULL,
        session_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        issued_at timestamptz NOT NULL DEFAULT now(),
        used_at timestamptz,
        CONSTRAINT refresh_token_token_hash_key UNIQUE (token_hash),
        CONSTRAINT refresh_token_id_pk PRIMARY KEY (id),
        CONSTRAINT refresh_token_session_id_fk FOREIGN KEY (session_id) REFERENCES sign_in_session (id)
      )`);
    await runner.query(`
      CREATE INDEX refresh_token_session_id_idx ON refresh_token (session_id)`);
    await runner.query(`
      CREATE TABLE client_mutation (
        account_id uuid NOT NULL,
        key text NOT NULL,
        deed text NOT NULL,
        input_hash bytea NOT NULL,
        result_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT client_mutation_key_length CHECK (length(key) BETWEEN 1 AND 100),
        CONSTRAINT client_mutation_account_id_key_pk PRIMARY KEY (account_id, key),
        CONSTRAINT client_mutation_account_id_fk FOREIGN KEY (account_id) REFERENCES account (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE client_mutation");
    await runner.query("DROP TABLE refresh_token");
    await runner.query("DROP TABLE sign_in_session");
    await runner.query("DROP TABLE access_code");
    await runner.query("DROP TABLE account");
  }
}

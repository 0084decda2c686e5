import type { MigrationInterface, QueryRunner } from "typeorm";

export class CreateComment1764000007000 implements MigrationInterface {
  name = "CreateComment1764000007000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE comment (
        id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        recommendation_id uuid NOT NULL,
        parent_id uuid,
        author_id uuid NOT NULL,
        body text NOT NULL,
        audience text NOT NULL,
        posted_at timestamptz NOT NULL DEFAULT now(),
        withdrawn_at timestamptz,
        CONSTRAINT comment_id_recommendation_id_key UNIQUE (id, recommendation_id),
        CONSTRAINT comment_audience CHECK (audience IN ('BODY', 'PUBLIC')),
        CONSTRAINT comment_body_length CHECK (length(body) BETWEEN 1 AND 5000),
        CONSTRAINT comment_id_pk PRIMARY KEY (id),
        CONSTRAINT comment_author_id_fk FOREIGN KEY (author_id) REFERENCES participation (id),
        CONSTRAINT comment_parent_id_recommendation_id_fk FOREIGN KEY (parent_id, recommendation_id) REFERENCES comment (id, recommendation_id),
        CONSTRAINT comment_recommendation_id_round_table_id_fk FOREIGN KEY (recommendation_id, round_table_id) REFERENCES recommendation (id, round_table_id)
      )`);
    await runner.query(`
      CREATE INDEX comment_recommendation_id_id_idx ON comment (recommendation_id, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE comment");
  }
}

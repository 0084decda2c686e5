import type { MigrationInterface, QueryRunner } from "typeorm";

const STATES = "'DRAFT', 'PROPOSED', 'UNDER_CONSIDERATION', 'ADOPTED', 'NOT_ADOPTED', 'DEFERRED', 'WITHDRAWN'";

/** From the regions to the plenary: where texts came from, and the conclusions of a conference as a document. */
export class CreateLineage1764000017000 implements MigrationInterface {
  name = "CreateLineage1764000017000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE recommendation
        DROP CONSTRAINT recommendation_state,
        ADD CONSTRAINT recommendation_state CHECK (state IN (${STATES}, 'FORWARDED', 'MERGED'))`);
    await runner.query(
      "CREATE INDEX recommendation_paragraph_paragraph_id_idx ON recommendation_paragraph (paragraph_id)",
    );
    await createOrigins(runner);
    await createConclusions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ["conclusion_item", "conclusion_preamble", "conclusions"])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query("DROP FUNCTION conclusions_while_draft");
    for (const table of ["paragraph_origin", "recommendation_origin"]) await runner.query(`DROP TABLE ${table}`);
    await runner.query("DROP FUNCTION origin_of_a_new_text");
    await runner.query("DROP INDEX recommendation_paragraph_paragraph_id_idx");
    // Without lineage a forwarded text is one that was adopted, and a merged one is out of the debate: put off.
    await runner.query("ALTER TABLE recommendation DROP CONSTRAINT recommendation_state");
    await runner.query("UPDATE recommendation SET state = 'ADOPTED' WHERE state = 'FORWARDED'");
    await runner.query("UPDATE recommendation SET state = 'DEFERRED' WHERE state = 'MERGED'");
    await runner.query(`ALTER TABLE recommendation ADD CONSTRAINT recommendation_state CHECK (state IN (${STATES}))`);
  }
}

async function createOrigins(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TABLE recommendation_origin (
        recommendation_id uuid NOT NULL,
        origin_id uuid NOT NULL,
        position integer NOT NULL,
        relation text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        by_id uuid NOT NULL,
        CONSTRAINT recommendation_origin_recommendation_id_position_key UNIQUE (recommendation_id, position),
        CONSTRAINT recommendation_origin_relation CHECK (relation IN ('FORWARDED', 'MERGED')),
        CONSTRAINT recommendation_origin_other CHECK (origin_id <> recommendation_id),
        CONSTRAINT recommendation_origin_position CHECK (position > 0),
        CONSTRAINT recommendation_origin_recommendation_id_origin_id_pk PRIMARY KEY (recommendation_id, origin_id),
        CONSTRAINT recommendation_origin_recommendation_id_fk FOREIGN KEY (recommendation_id) REFERENCES recommendation (id),
        CONSTRAINT recommendation_origin_origin_id_fk FOREIGN KEY (origin_id) REFERENCES recommendation (id),
        CONSTRAINT recommendation_origin_by_id_fk FOREIGN KEY (by_id) REFERENCES participation (id)
      )`);
  await runner.query(`
      CREATE UNIQUE INDEX recommendation_origin_origin_id_idx ON recommendation_origin (origin_id)`);
  await runner.query(`
      CREATE FUNCTION origin_of_a_new_text() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM recommendation_origin WHERE origin_id = NEW.recommendation_id) THEN
          RAISE EXCEPTION 'a text that others came from gets no origins' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
  await runner.query(`
      CREATE TRIGGER recommendation_origin_no_circle BEFORE INSERT ON recommendation_origin
        FOR EACH ROW EXECUTE FUNCTION origin_of_a_new_text()`);
  await runner.query(`
      CREATE TABLE paragraph_origin (
        paragraph_id uuid NOT NULL,
        origin_version_id uuid NOT NULL,
        origin_paragraph_id uuid NOT NULL,
        version_id uuid NOT NULL,
        CONSTRAINT paragraph_origin_pk PRIMARY KEY (paragraph_id, origin_version_id, origin_paragraph_id),
        CONSTRAINT paragraph_origin_version_id_paragraph_id_fk FOREIGN KEY (version_id, paragraph_id) REFERENCES recommendation_paragraph (version_id, paragraph_id),
        CONSTRAINT paragraph_origin_origin_version_id_origin_paragraph_id_fk FOREIGN KEY (origin_version_id, origin_paragraph_id) REFERENCES recommendation_paragraph (version_id, paragraph_id)
      )`);
  for (const table of ["recommendation_origin", "paragraph_origin"])
    await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

async function createConclusions(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TABLE conclusions (
        conference_id uuid NOT NULL,
        version integer NOT NULL,
        arranged_by_id uuid NOT NULL,
        arranged_at timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz,
        published_by_id uuid,
        hash text,
        CONSTRAINT conclusions_published CHECK ((published_at IS NULL) = (hash IS NULL) AND (published_at IS NULL) = (published_by_id IS NULL)),
        CONSTRAINT conclusions_version CHECK (version > 0),
        CONSTRAINT conclusions_conference_id_pk PRIMARY KEY (conference_id),
        CONSTRAINT conclusions_conference_id_fk FOREIGN KEY (conference_id) REFERENCES conference (id),
        CONSTRAINT conclusions_arranged_by_id_fk FOREIGN KEY (arranged_by_id) REFERENCES participation (id),
        CONSTRAINT conclusions_published_by_id_fk FOREIGN KEY (published_by_id) REFERENCES participation (id)
      )`);
  await runner.query(`
      CREATE TABLE conclusion_preamble (
        conference_id uuid NOT NULL,
        locale text NOT NULL,
        text text NOT NULL,
        CONSTRAINT conclusion_preamble_length CHECK (length(text) BETWEEN 1 AND 20000),
        CONSTRAINT conclusion_preamble_conference_id_locale_pk PRIMARY KEY (conference_id, locale),
        CONSTRAINT conclusion_preamble_conference_id_fk FOREIGN KEY (conference_id) REFERENCES conclusions (conference_id)
      )`);
  await runner.query(`
      CREATE TABLE conclusion_item (
        conference_id uuid NOT NULL,
        position integer NOT NULL,
        recommendation_id uuid NOT NULL,
        CONSTRAINT conclusion_item_position CHECK (position > 0),
        CONSTRAINT conclusion_item_conference_id_position_pk PRIMARY KEY (conference_id, position),
        CONSTRAINT conclusion_item_conference_id_fk FOREIGN KEY (conference_id) REFERENCES conclusions (conference_id),
        CONSTRAINT conclusion_item_recommendation_id_fk FOREIGN KEY (recommendation_id) REFERENCES recommendation (id)
      )`);
  await runner.query(`
      CREATE UNIQUE INDEX conclusion_item_recommendation_id_idx ON conclusion_item (recommendation_id)`);
  await runner.query(`
      CREATE TRIGGER conclusions_published BEFORE UPDATE OR DELETE ON conclusions
        FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
      CREATE FUNCTION conclusions_while_draft() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM conclusions WHERE published_at IS NOT NULL
                   AND conference_id = CASE TG_OP WHEN 'DELETE' THEN OLD.conference_id ELSE NEW.conference_id END) THEN
          RAISE EXCEPTION 'the conclusions are published' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$`);
  for (const table of ["conclusion_preamble", "conclusion_item"])
    await runner.query(`
      CREATE TRIGGER ${table}_while_draft BEFORE INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION conclusions_while_draft()`);
  for (const table of ["conclusions", "conclusion_preamble", "conclusion_item"])
    await runner.query(`
      CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

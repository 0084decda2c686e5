import type { MigrationInterface, QueryRunner } from "typeorm";

/** Texts become paragraphs with ids that last; sponsors and amendments come beside them. */
export class CreateParagraph1764000014000 implements MigrationInterface {
  name = "CreateParagraph1764000014000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recommendation_paragraph (
        version_id uuid NOT NULL,
        paragraph_id uuid NOT NULL,
        position integer NOT NULL,
        kind text NOT NULL,
        place integer array NOT NULL,
        CONSTRAINT recommendation_paragraph_version_id_position_key UNIQUE (version_id, position),
        CONSTRAINT recommendation_paragraph_place CHECK (cardinality(place) > 0),
        CONSTRAINT recommendation_paragraph_kind CHECK (kind IN ('PREAMBULAR', 'OPERATIVE')),
        CONSTRAINT recommendation_paragraph_position CHECK (position > 0),
        CONSTRAINT recommendation_paragraph_version_id_paragraph_id_pk PRIMARY KEY (version_id, paragraph_id),
        CONSTRAINT recommendation_paragraph_version_id_fk FOREIGN KEY (version_id) REFERENCES recommendation_version (id)
      )`);
    await runner.query(`
      CREATE TABLE paragraph_text (
        version_id uuid NOT NULL,
        paragraph_id uuid NOT NULL,
        locale text NOT NULL,
        text text NOT NULL,
        CONSTRAINT paragraph_text_length CHECK (length(text) BETWEEN 1 AND 20000),
        CONSTRAINT paragraph_text_version_id_paragraph_id_locale_pk PRIMARY KEY (version_id, paragraph_id, locale),
        CONSTRAINT paragraph_text_version_id_paragraph_id_fk FOREIGN KEY (version_id, paragraph_id) REFERENCES recommendation_paragraph (version_id, paragraph_id)
      )`);
    await splitTexts(runner);
    // Adopted amendments may make a text longer than what can be sent at once.
    await runner.query("ALTER TABLE recommendation_text DROP CONSTRAINT recommendation_text_length");
    await runner.query(
      "ALTER TABLE recommendation_text ADD CONSTRAINT recommendation_text_length CHECK (length(text) BETWEEN 1 AND 200000)",
    );
    await createSponsorship(runner);
    await createAmendment(runner);
    await guard(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE amendment_acceptance");
    await runner.query("DROP TABLE amendment");
    await runner.query("DROP TABLE sponsorship");
    await runner.query("DROP TRIGGER recommendation_text_settled ON recommendation_text");
    await runner.query("ALTER TABLE recommendation_text DROP CONSTRAINT recommendation_text_length");
    // Texts that have grown since then stay as they are; new ones are held to the old limit.
    await runner.query(
      "ALTER TABLE recommendation_text ADD CONSTRAINT recommendation_text_length CHECK (length(text) BETWEEN 1 AND 20000) NOT VALID",
    );
    await runner.query("DROP TABLE paragraph_text");
    await runner.query("DROP TABLE recommendation_paragraph");
    await runner.query("DROP FUNCTION paragraph_text_while_draft");
    await runner.query("DROP FUNCTION amendment_keeps_motion");
  }
}

/**
 * Gives the versions that are there their paragraphs: split on blank lines where every language splits into as many
 * clean ones, so that joining them gives the stored text again; else one paragraph holds the whole text. Paragraphs of a
 * recommendation's versions that read the same in the original are one paragraph: they have one id.
 */
async function splitTexts(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TEMP TABLE split_text ON COMMIT DROP AS
      WITH parts AS (
        SELECT version_id, locale, text, string_to_array(text, E'\\n\\n') AS parts FROM recommendation_text
      ), versions AS (
        SELECT version_id,
               count(DISTINCT cardinality(parts)) = 1 AND max(cardinality(parts)) <= 200
                 AND bool_and(NOT EXISTS (SELECT FROM unnest(parts) p WHERE p = '' OR p ~ '^\\s' OR p ~ '\\s$')) AS clean
        FROM parts GROUP BY version_id
      )
      SELECT p.version_id, p.locale, CASE WHEN v.clean THEN p.parts ELSE ARRAY[p.text] END AS parts
      FROM parts p JOIN versions v USING (version_id)`);
  await runner.query(`
      INSERT INTO recommendation_paragraph (version_id, paragraph_id, position, kind, place)
      WITH originals AS (
        SELECT DISTINCT ON (s.version_id) s.version_id, v.recommendation_id, s.parts
        FROM split_text s JOIN recommendation_version v ON v.id = s.version_id
        ORDER BY s.version_id, s.locale <> v.original_locale, s.locale
      ), paragraphs AS (
        SELECT o.version_id, o.recommendation_id, n AS position, p AS text,
               row_number() OVER (PARTITION BY o.version_id, p ORDER BY n) AS nth
        FROM originals o, unnest(o.parts) WITH ORDINALITY AS u (p, n)
      ), ids AS MATERIALIZED (
        SELECT recommendation_id, text, nth, gen_random_uuid() AS id FROM paragraphs GROUP BY recommendation_id, text, nth
      )
      SELECT p.version_id, i.id, p.position, 'OPERATIVE', ARRAY[p.position::integer]
      FROM paragraphs p JOIN ids i USING (recommendation_id, text, nth)`);
  await runner.query(`
      INSERT INTO paragraph_text (version_id, paragraph_id, locale, text)
      SELECT s.version_id, p.paragraph_id, s.locale, s.parts[p.position]
      FROM split_text s JOIN recommendation_paragraph p USING (version_id)`);
}

async function createSponsorship(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TABLE sponsorship (
        id uuid NOT NULL,
        recommendation_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        number integer NOT NULL,
        sponsored_at timestamptz NOT NULL DEFAULT now(),
        sponsored_by_id uuid,
        withdrawn_at timestamptz,
        CONSTRAINT sponsorship_recommendation_id_number_key UNIQUE (recommendation_id, number),
        CONSTRAINT sponsorship_number CHECK (number > 0),
        CONSTRAINT sponsorship_id_pk PRIMARY KEY (id),
        CONSTRAINT sponsorship_recommendation_id_fk FOREIGN KEY (recommendation_id) REFERENCES recommendation (id),
        CONSTRAINT sponsorship_delegation_id_fk FOREIGN KEY (delegation_id) REFERENCES delegation (id),
        CONSTRAINT sponsorship_sponsored_by_id_fk FOREIGN KEY (sponsored_by_id) REFERENCES participation (id)
      )`);
  await runner.query(`
      CREATE INDEX sponsorship_delegation_id_idx ON sponsorship (delegation_id)`);
  await runner.query(`
      CREATE UNIQUE INDEX sponsorship_once ON sponsorship (recommendation_id, delegation_id) WHERE withdrawn_at IS NULL`);
  await runner.query(`
      INSERT INTO sponsorship (id, recommendation_id, delegation_id, number, sponsored_at, sponsored_by_id, withdrawn_at)
      SELECT gen_random_uuid(), id, proposed_by_id, 1, proposed_at, submitted_by_id, CASE WHEN state = 'WITHDRAWN' THEN now() END
      FROM recommendation`);
}

async function createAmendment(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TABLE amendment (
        id uuid NOT NULL,
        recommendation_id uuid NOT NULL,
        round_table_id uuid NOT NULL,
        number integer NOT NULL,
        base_version integer NOT NULL,
        kind text NOT NULL,
        paragraph_id uuid,
        after_paragraph_id uuid,
        place integer array,
        paragraph_kind text,
        text text,
        amended_text text,
        parent_id uuid,
        state text NOT NULL,
        reason text,
        proposed_by_id uuid NOT NULL,
        submitted_by_id uuid NOT NULL,
        proposed_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        CONSTRAINT amendment_recommendation_id_number_key UNIQUE (recommendation_id, number),
        CONSTRAINT amendment_id_recommendation_id_key UNIQUE (id, recommendation_id),
        CONSTRAINT amendment_settled CHECK ((settled_at IS NULL) = (state IN ('PROPOSED', 'IN_ORDER', 'PUT_TO_VOTE'))),
        CONSTRAINT amendment_shape CHECK (CASE WHEN parent_id IS NOT NULL
          THEN kind = 'REPLACE' AND paragraph_id IS NULL AND place IS NULL AND paragraph_kind IS NULL AND text IS NOT NULL
          ELSE (kind = 'ADD') = (paragraph_id IS NULL) AND (kind = 'ADD') = (paragraph_kind IS NOT NULL)
            AND (kind IN ('ADD', 'MOVE')) = (place IS NOT NULL) AND (kind IN ('ADD', 'REPLACE')) = (text IS NOT NULL) END),
        CONSTRAINT amendment_text_length CHECK (length(text) BETWEEN 1 AND 20000),
        CONSTRAINT amendment_state CHECK (state IN ('PROPOSED', 'IN_ORDER', 'OUT_OF_ORDER', 'ACCEPTED_BY_SPONSORS', 'PUT_TO_VOTE', 'ADOPTED', 'REJECTED', 'WITHDRAWN', 'LAPSED')),
        CONSTRAINT amendment_paragraph_kind CHECK (paragraph_kind IN ('PREAMBULAR', 'OPERATIVE')),
        CONSTRAINT amendment_kind CHECK (kind IN ('ADD', 'DELETE', 'REPLACE', 'MOVE')),
        CONSTRAINT amendment_number CHECK (number > 0),
        CONSTRAINT amendment_id_pk PRIMARY KEY (id),
        CONSTRAINT amendment_recommendation_id_round_table_id_fk FOREIGN KEY (recommendation_id, round_table_id) REFERENCES recommendation (id, round_table_id),
        CONSTRAINT amendment_parent_id_recommendation_id_fk FOREIGN KEY (parent_id, recommendation_id) REFERENCES amendment (id, recommendation_id),
        CONSTRAINT amendment_proposed_by_id_fk FOREIGN KEY (proposed_by_id) REFERENCES delegation (id),
        CONSTRAINT amendment_submitted_by_id_fk FOREIGN KEY (submitted_by_id) REFERENCES participation (id)
      )`);
  await runner.query(`
      CREATE UNIQUE INDEX amendment_one_put_to_vote ON amendment (recommendation_id) WHERE state = 'PUT_TO_VOTE'`);
  await runner.query(`
      CREATE TABLE amendment_acceptance (
        amendment_id uuid NOT NULL,
        delegation_id uuid NOT NULL,
        accepted_by_id uuid NOT NULL,
        accepted_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT amendment_acceptance_amendment_id_delegation_id_pk PRIMARY KEY (amendment_id, delegation_id),
        CONSTRAINT amendment_acceptance_amendment_id_fk FOREIGN KEY (amendment_id) REFERENCES amendment (id),
        CONSTRAINT amendment_acceptance_delegation_id_fk FOREIGN KEY (delegation_id) REFERENCES delegation (id),
        CONSTRAINT amendment_acceptance_accepted_by_id_fk FOREIGN KEY (accepted_by_id) REFERENCES participation (id)
      )`);
}

/** Paragraphs, settled texts and settled amendments stay as they are, whoever asks. */
async function guard(runner: QueryRunner): Promise<void> {
  await runner.query(`
      CREATE TRIGGER recommendation_paragraph_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recommendation_paragraph
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  for (const table of ["sponsorship", "amendment"])
    await runner.query(`
      CREATE TRIGGER ${table}_never_deleted BEFORE DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
      CREATE TRIGGER amendment_settled BEFORE UPDATE ON amendment
        FOR EACH ROW WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION refuse_change()`);
  // Its place follows the paragraphs around it, and amended_text what is accepted; what was moved stays.
  await runner.query(`
      CREATE FUNCTION amendment_keeps_motion() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an amendment stays as it was moved' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
  await runner.query(`
      CREATE TRIGGER amendment_keeps_motion BEFORE UPDATE OF recommendation_id, kind, paragraph_id, paragraph_kind, text, parent_id ON amendment
        FOR EACH ROW WHEN ((NEW.recommendation_id, NEW.kind, NEW.paragraph_id, NEW.paragraph_kind, NEW.text, NEW.parent_id)
          IS DISTINCT FROM (OLD.recommendation_id, OLD.kind, OLD.paragraph_id, OLD.paragraph_kind, OLD.text, OLD.parent_id))
        EXECUTE FUNCTION amendment_keeps_motion()`);
  await runner.query(`
      CREATE TRIGGER recommendation_text_settled BEFORE UPDATE OR DELETE ON recommendation_text
        FOR EACH ROW WHEN (OLD.conformity <> 'DRAFT') EXECUTE FUNCTION refuse_change()`);
  await runner.query(`
      CREATE FUNCTION paragraph_text_while_draft() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM recommendation_text WHERE version_id = OLD.version_id AND locale = OLD.locale AND conformity <> 'DRAFT') THEN
          RAISE EXCEPTION 'the text of a paragraph is settled' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END $$`);
  await runner.query(`
      CREATE TRIGGER paragraph_text_while_draft BEFORE UPDATE OR DELETE ON paragraph_text
        FOR EACH ROW EXECUTE FUNCTION paragraph_text_while_draft()`);
}

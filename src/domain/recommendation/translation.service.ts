import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { enter, type Floor, requireNotOver } from "../round-table/floor.service.js";
import { joinText, splitText } from "./paragraphs.rules.js";
import { noteTranslation } from "./recorded.service.js";
import { Recommendation } from "./recommendation.entity.js";
import { isVotable } from "./recommendation.rules.js";
import * as events from "./recommendation.events.js";
import { Conformity, RecommendationVersion } from "./recommendation-version.entity.js";
import { LONGEST_TEXT, requireParagraph, TEXT_LENGTH } from "./wording.service.js";

/** A paragraph of a translation. */
export interface ParagraphTranslation {
  readonly paragraphId: string;
  readonly text: string;
}

export interface Translation {
  readonly recommendationId: string;
  readonly expectedVersion: number;
  readonly locale: Locale;
  readonly text?: string | null;
  readonly paragraphs?: readonly ParagraphTranslation[] | null;
  readonly conformed: boolean;
}

/** A paragraph and what it says in the language that is filed; null: nothing yet. */
interface Known {
  readonly id: string;
  readonly text: string | null;
}

/** Language versions of a text, filed by the secretariat; a conformed one counts for the language gate. */
export class TranslationService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /**
   * Files the text of the current version in a working language; a draft may be replaced, a conformed one may not. A
   * conformed one that is sent again changes nothing.
   */
  async file(viewer: Viewer, input: Translation): Promise<Recommendation> {
    const id = requireId(input.recommendationId);
    const { locale, conformed } = input;
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id });
      if (!seen) return refuse(new NotFound());
      const floor = await enter(tx, viewer, seen.roundTableId);
      const lock = { mode: "pessimistic_write" } as const;
      requireNotOver(floor.table);
      if (!floor.admission.isSecretariat) refuse(new NotEntitled("Language versions are filed by the secretariat."));
      const sent = requireSent(input);
      const recommendation = await tx.findOneOrFail(Recommendation, { where: { id }, lock });
      await requireTranslatable(tx, floor, recommendation, input);
      const version = await tx.findOneByOrFail(RecommendationVersion, {
        recommendationId: id,
        number: recommendation.currentVersion,
      });
      const known = await knownIn(tx, version.id, locale);
      const settled = await conformityOf(tx, version.id, locale);
      if (settled === Conformity.CONFORMED && conformed && readsSo(known, sent)) return recommendation;
      requireDraft(settled);
      const paragraphs = complete(known, sent);
      if (joinText(paragraphs.map(({ text }) => text)).length > LONGEST_TEXT)
        refuse(new InvalidInput("paragraphs", `The whole text is longer than ${LONGEST_TEXT} characters.`));
      await write(tx, version.id, locale, paragraphs, conformed, floor.admission.participationId);
      await noteTranslation(tx, version.id, locale);
      const body = { recommendationId: id, version: version.number, locale, conformed };
      await this.journal.append(tx, [{ topicId: floor.table.id, kind: events.TRANSLATION_FILED, body }]);
      return recommendation;
    });
  }
}

/** The paragraphs in their order, or by id. */
type Sent = { readonly texts: readonly string[] } | { readonly byId: ReadonlyMap<string, string> };

function requireSent({ text, paragraphs }: Translation): Sent {
  if ((text == null) === (paragraphs == null))
    return refuse(new InvalidInput("text", "Send either text or paragraphs, and not both."));
  if (text != null) return { texts: splitText(requireText("text", text, TEXT_LENGTH)) };
  const byId = paragraphs!.map(
    (one) => [requireId(one.paragraphId), requireParagraph("paragraphs", one.text)] as const,
  );
  return { byId: new Map(byId) };
}

/** Every paragraph of the version with its text, or InvalidInput that says what does not fit or is missing. */
function complete(known: readonly Known[], sent: Sent): { id: string; text: string }[] {
  if ("texts" in sent) {
    const { texts } = sent;
    // A version of one paragraph may hold blank lines, if it is older than paragraphs are.
    if (known.length === 1) return [{ id: known[0]!.id, text: joinText(texts) }];
    if (texts.length !== known.length)
      refuse(
        new InvalidInput(
          "text",
          `The text has ${texts.length} paragraphs, parted by blank lines; the version has ${known.length}.`,
        ),
      );
    return known.map(({ id }, index) => ({ id, text: texts[index]! }));
  }
  const ids = new Set(known.map(({ id }) => id));
  for (const id of sent.byId.keys())
    if (!ids.has(id)) refuse(new InvalidInput("paragraphs", "A paragraphId is none of the current version."));
  return known.map(({ id, text }, index) => {
    const given = sent.byId.get(id) ?? text;
    if (given === null)
      return refuse(
        new InvalidInput("paragraphs", `Paragraph ${index + 1} of ${known.length} is not filed in this language yet.`),
      );
    return { id, text: given };
  });
}

async function requireTranslatable(
  tx: EntityManager,
  { table }: Floor,
  recommendation: Recommendation,
  { expectedVersion, locale }: Translation,
): Promise<void> {
  const { state, currentVersion } = recommendation;
  if (currentVersion !== expectedVersion) refuse(new StaleVersion(currentVersion));
  if (!isVotable(state)) refuse(new InvalidState(state, `The recommendation is ${state}; its texts are settled.`));
  const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
  if (!conference.workingLanguages.includes(locale))
    refuse(new InvalidInput("locale", "This is not a working language of the conference."));
}

async function conformityOf(tx: EntityManager, versionId: string, locale: Locale): Promise<Conformity | null> {
  const [row]: { conformity: Conformity }[] = await tx.query(
    "SELECT conformity FROM recommendation_text WHERE version_id = $1 AND locale = $2",
    [versionId, locale],
  );
  return row?.conformity ?? null;
}

function requireDraft(conformity: Conformity | null): void {
  if (conformity !== null && conformity !== Conformity.DRAFT)
    refuse(
      new InvalidState(
        Conformity.CONFORMED,
        "This language version is the original or conformed already. Revise the text to change it.",
      ),
    );
}

/** Whether what was sent is what is filed. */
function readsSo(known: readonly Known[], sent: Sent): boolean {
  if ("texts" in sent) return joinText(known.map(({ text }) => text ?? "")) === joinText(sent.texts);
  return [...sent.byId].every(([id, text]) => known.some((one) => one.id === id && one.text === text));
}

function knownIn(tx: EntityManager, versionId: string, locale: Locale): Promise<Known[]> {
  return tx.query(
    `SELECT p.paragraph_id AS id, t.text FROM recommendation_paragraph p
     LEFT JOIN paragraph_text t ON t.version_id = p.version_id AND t.paragraph_id = p.paragraph_id AND t.locale = $2
     WHERE p.version_id = $1 ORDER BY p.position`,
    [versionId, locale],
  );
}

async function write(
  tx: EntityManager,
  versionId: string,
  locale: Locale,
  paragraphs: readonly { readonly id: string; readonly text: string }[],
  conformed: boolean,
  by: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO paragraph_text (version_id, paragraph_id, locale, text)
     SELECT $1, p.id, $2, p.text FROM json_to_recordset($3::json) AS p(id uuid, text text)
     ON CONFLICT (version_id, paragraph_id, locale) DO UPDATE SET text = excluded.text`,
    [versionId, locale, JSON.stringify(paragraphs)],
  );
  await tx.query(
    `INSERT INTO recommendation_text (version_id, locale, text, conformity, filed_by_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (version_id, locale) DO UPDATE SET text = excluded.text, conformity = excluded.conformity, filed_by_id = excluded.filed_by_id`,
    [
      ...[versionId, locale, joinText(paragraphs.map(({ text }) => text))],
      ...[conformed ? Conformity.CONFORMED : Conformity.DRAFT, by],
    ],
  );
}

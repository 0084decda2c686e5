import type { EntityManager } from "typeorm";
import { Locale } from "../../platform/graphql/locale.js";
import { uuidv4, uuidv7 } from "../../platform/kernel/ids.js";
import { ParagraphText, RecommendationParagraph } from "../recommendation/paragraph.entity.js";
import { ParagraphKind } from "../recommendation/paragraph.words.js";
import { joinText, MOST_PARAGRAPHS, splitText } from "../recommendation/paragraphs.rules.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { symbolOf, versionHash } from "../recommendation/recommendation.rules.js";
import {
  Conformity,
  RecommendationText,
  RecommendationVersion,
} from "../recommendation/recommendation-version.entity.js";
import { Sponsorship } from "../recommendation/sponsorship.entity.js";
import { insertInBatches } from "./batch-insert.service.js";
import type { ConferenceFile } from "./conference-file.rules.js";
import { type Edition, localeOf } from "./edition.service.js";
import type { Enrolment } from "./enrolment.service.js";

type FileRecommendation = ConferenceFile["roundTables"][number]["agenda"][number]["recommendations"][number];

/** A recommendation of the file, and where it belongs. */
export interface Filing {
  readonly agendaItemId: string;
  readonly roundTableId: string;
  readonly tableCode: string;
  /** Counts the texts of a round table from 1, in the order of the file. */
  readonly number: number;
  readonly recommendation: FileRecommendation;
}

interface Text {
  readonly locale: Locale;
  readonly parts: readonly string[];
}

/**
 * Texts that come with the conference: version 1 of each, submitted by nobody. The original is the English text, or the
 * first that is there in the order ar, en, fr, es; the secretariat that files the others vouches for them: CONFORMED.
 */
export async function fileRecommendations(
  tx: EntityManager,
  edition: Edition,
  { delegations }: Enrolment,
  filings: readonly Filing[],
): Promise<void> {
  const made = filings.map((filing) => rowsOf(edition, delegations, filing));
  await insertInBatches(
    tx,
    Recommendation,
    made.map(({ recommendation }) => recommendation),
  );
  await insertInBatches(
    tx,
    Sponsorship,
    made.flatMap(({ sponsorships }) => sponsorships),
  );
  await insertInBatches(
    tx,
    RecommendationVersion,
    made.map(({ version }) => version),
  );
  await insertInBatches(
    tx,
    RecommendationText,
    made.flatMap(({ texts }) => texts),
  );
  await insertInBatches(
    tx,
    RecommendationParagraph,
    made.flatMap(({ paragraphs }) => paragraphs),
  );
  await insertInBatches(
    tx,
    ParagraphText,
    made.flatMap(({ paragraphTexts }) => paragraphTexts),
  );
}

function rowsOf({ file }: Edition, delegations: ReadonlyMap<string, string>, filing: Filing) {
  const { agendaItemId, roundTableId, tableCode, number } = filing;
  const { title, texts, state, proposedBy, sponsors, preambular } = filing.recommendation;
  const all = textsIn(texts);
  const original = all.find(({ locale }) => locale === Locale.EN) ?? all[0]!;
  const by = [proposedBy, ...sponsors].map((ref) => delegations.get(ref)!);
  const [id, versionId] = [uuidv7(), uuidv7()];
  return {
    recommendation: {
      id,
      agendaItemId,
      roundTableId,
      number,
      symbol: symbolOf(file.series.code, file.conference.number, tableCode, number),
      title,
      state: RecommendationState[state],
      proposedById: by[0]!,
      submittedById: null,
      currentVersion: 1,
    },
    version: {
      id: versionId,
      recommendationId: id,
      number: 1,
      title,
      originalLocale: original.locale,
      hash: versionHash(title, original.locale, joinText(original.parts)),
      createdById: null,
    },
    sponsorships: by.map((delegationId, index) => ({
      ...{ id: uuidv7(), recommendationId: id, delegationId, number: index + 1, sponsoredById: null },
    })),
    texts: all.map(({ locale, parts }) => ({
      ...{ versionId, locale, text: joinText(parts), filedById: null },
      conformity: locale === original.locale ? Conformity.ORIGINAL : Conformity.CONFORMED,
    })),
    ...paragraphRows(versionId, all, preambular),
  };
}

function paragraphRows(versionId: string, all: readonly Text[], preambular: number) {
  const paragraphs = all[0]!.parts.map((_, index) => ({
    ...{ versionId, paragraphId: uuidv4(), position: index + 1, place: [index + 1] },
    kind: index < preambular ? ParagraphKind.PREAMBULAR : ParagraphKind.OPERATIVE,
  }));
  const paragraphTexts = all.flatMap(({ locale, parts }) =>
    parts.map((text, index) => ({ versionId, paragraphId: paragraphs[index]!.paragraphId, locale, text })),
  );
  return { paragraphs, paragraphTexts };
}

/** The languages, split on blank lines where all have as many paragraphs; else each is one paragraph, whole. */
function textsIn(texts: FileRecommendation["texts"]): Text[] {
  const found = (["ar", "en", "fr", "es"] as const).flatMap((tag) => {
    const text = texts[tag];
    return text === undefined ? [] : { locale: localeOf(tag), text, parts: splitText(text) };
  });
  const counts = new Set(found.map(({ parts }) => parts.length));
  const fits = counts.size === 1 && !counts.has(0) && Math.max(...counts) <= MOST_PARAGRAPHS;
  return found.map(({ locale, text, parts }) => ({ locale, parts: fits ? parts : [text] }));
}

import type { EntityManager } from "typeorm";
import { Locale } from "../../platform/graphql/locale.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { symbolOf, versionHash } from "../recommendation/recommendation.rules.js";
import {
  Conformity,
  RecommendationText,
  RecommendationVersion,
} from "../recommendation/recommendation-version.entity.js";
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
  readonly text: string;
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
    RecommendationVersion,
    made.map(({ version }) => version),
  );
  await insertInBatches(
    tx,
    RecommendationText,
    made.flatMap(({ texts }) => texts),
  );
}

function rowsOf({ file }: Edition, delegations: ReadonlyMap<string, string>, filing: Filing) {
  const { agendaItemId, roundTableId, tableCode, number } = filing;
  const { title, texts, state, proposedBy } = filing.recommendation;
  const all = textsIn(texts);
  const original = all.find(({ locale }) => locale === Locale.EN) ?? all[0]!;
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
      proposedById: delegations.get(proposedBy)!,
      submittedById: null,
      currentVersion: 1,
    },
    version: {
      id: versionId,
      recommendationId: id,
      number: 1,
      title,
      originalLocale: original.locale,
      hash: versionHash(title, original.locale, original.text),
      createdById: null,
    },
    texts: all.map(({ locale, text }) => ({
      versionId,
      locale,
      text,
      conformity: locale === original.locale ? Conformity.ORIGINAL : Conformity.CONFORMED,
      filedById: null,
    })),
  };
}

function textsIn(texts: FileRecommendation["texts"]): Text[] {
  return (["ar", "en", "fr", "es"] as const).flatMap((tag) => {
    const text = texts[tag];
    return text === undefined ? [] : { locale: localeOf(tag), text };
  });
}

import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Entry } from "../../live/journal.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import { canonicalJson } from "../../platform/kernel/json.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { unsettledAmendments } from "../amendment/amending.service.js";
import { Amendment } from "../amendment/amendment.entity.js";
import { amendmentSymbol } from "../amendment/amendment.rules.js";
import * as vote from "../amendment/amendment-vote.service.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { textsHash } from "../recommendation/paragraphs.rules.js";
import {
  Conformity,
  RecommendationText,
  RecommendationVersion,
} from "../recommendation/recommendation-version.entity.js";
import { requireSponsors } from "../recommendation/sponsoring.service.js";
import { reopenItem } from "../round-table/agenda.service.js";
import { requireNotOver } from "../round-table/floor.service.js";
import type { RoundTable } from "../round-table/round-table.entity.js";
import type { Ballot } from "./ballot.entity.js";
import { LanguageGateClosed } from "./ballot.refusals.js";
import { BallotMode, Outcome } from "./ballot.words.js";
import { Decision } from "./decision.entity.js";

/** What is voted on, kept with the ballot and bound to it by its hashes, and how it is read out when the chair says nothing else. */
export interface Subject {
  readonly versionNumber: number;
  readonly versionHash: string;
  readonly subjectHash: string;
  readonly subject: string;
  readonly question: string;
  readonly warnings: readonly string[];
}

/** A text as a whole: amendments first, sponsors enough, and conformed in the languages of the gate. */
export async function textAsSubject(
  tx: EntityManager,
  recommendation: Recommendation,
  gate: readonly Locale[],
  minimumSponsors: number,
): Promise<Subject> {
  const pending = await unsettledAmendments(tx, recommendation.id);
  if (pending.length > 0) {
    const symbols = pending.map(({ number }) => amendmentSymbol(recommendation.symbol, number)).join(", ");
    refuse(new InvalidState(recommendation.state, `Amendments are decided first. Not settled yet: ${symbols}.`));
  }
  await requireSponsors(tx, recommendation.id, minimumSponsors);
  const version = await currentVersionOf(tx, recommendation);
  const texts = await tx.findBy(RecommendationText, { versionId: version.id });
  const ready = texts.filter(({ conformity }) => conformity !== Conformity.DRAFT);
  const missing = gate.filter((language) => !ready.some(({ locale }) => locale === language));
  if (missing.length > 0) refuse(new LanguageGateClosed(missing));
  return {
    ...{ versionNumber: version.number, versionHash: version.hash, warnings: [] },
    ...{ subjectHash: textsHash(ready), subject: languagesOf(ready) },
    question: `Shall ${recommendation.symbol}, “${version.title}”, be adopted?`,
  };
}

/** An amendment to the text, from now on PUT_TO_VOTE. */
export async function amendmentAsSubject(
  tx: EntityManager,
  recommendation: Recommendation,
  amendmentId: string,
): Promise<Subject> {
  const seen = await tx.findOneBy(Amendment, { id: amendmentId, recommendationId: recommendation.id });
  if (!seen) return refuse(new NotFound());
  const { amendment, warnings } = await vote.putToVote(tx, amendmentId);
  const version = await currentVersionOf(tx, recommendation);
  const symbol = amendmentSymbol(recommendation.symbol, amendment.number);
  const subject = changeOf(amendment);
  return {
    ...{ versionNumber: version.number, versionHash: version.hash, warnings },
    ...{ subjectHash: sha256(subject), subject },
    question: `Shall ${symbol}, an amendment to “${version.title}”, be adopted?`,
  };
}

/** Whether an outcome says what becomes of the text. */
export function isSettled(ballot: Pick<Ballot, "mode">, outcome: Outcome): boolean {
  return outcome === Outcome.ADOPTED || (outcome === Outcome.NOT_ADOPTED && ballot.mode !== BallotMode.CONSENSUS);
}

/**
 * What a decision does to what was voted on. Without a quorum nothing was decided, and where consensus was not reached a
 * vote may follow: the text stays before the body. Answers what is told besides.
 */
export async function settleSubject(tx: EntityManager, ballot: Ballot, outcome: Outcome): Promise<Entry[]> {
  if (!isSettled(ballot, outcome)) {
    await releaseSubject(tx, ballot);
    return [];
  }
  const isAdopted = outcome === Outcome.ADOPTED;
  if (ballot.amendmentId !== null) return vote.settleAmendment(tx, ballot.amendmentId, isAdopted);
  const state = isAdopted ? RecommendationState.ADOPTED : RecommendationState.NOT_ADOPTED;
  await tx.update(Recommendation, { id: ballot.recommendationId }, { state });
  return vote.conclude(tx, ballot.recommendationId);
}

/**
 * An annulled ballot decided nothing: what was voted on is before the body again. Refused where something was built on the
 * decision.
 */
export async function reopenSubject(tx: EntityManager, table: RoundTable, ballot: Ballot): Promise<Entry[]> {
  requireNotOver(table);
  const { outcome } = await tx.findOneByOrFail(Decision, { ballotId: ballot.id });
  const { ADOPTED, NOT_ADOPTED, UNDER_CONSIDERATION } = RecommendationState;
  const [later]: { open: boolean | null; decided: boolean | null }[] = await tx.query(
    `SELECT bool_or(b.closed_at IS NULL) AS open,
            bool_or(b.opened_at > (SELECT opened_at FROM ballot WHERE id = $3) AND b.amendment_id IS NOT DISTINCT FROM $2 AND b.state <> 'CANCELLED') AS decided
     FROM ballot b WHERE b.recommendation_id = $1`,
    [ballot.recommendationId, ballot.amendmentId, ballot.id],
  );
  if (later?.open) refuse(new InvalidState(ballot.state, "A ballot on this text is open. Close or cancel it first."));
  // What came of it is for the newest ballot on the same question to say.
  if (later?.decided) return [];
  const text = await tx.findOneByOrFail(Recommendation, { id: ballot.recommendationId });
  if (ballot.amendmentId !== null) {
    await vote.reopenAmendment(tx, ballot.amendmentId);
    return reopenItem(tx, text.agendaItemId);
  }
  if (!isSettled(ballot, outcome)) return [];
  if (text.state === UNDER_CONSIDERATION) return reopenItem(tx, text.agendaItemId);
  if (text.state !== ADOPTED && text.state !== NOT_ADOPTED)
    refuse(
      new InvalidState(
        text.state,
        `The recommendation is ${text.state}: something was built on this decision already.`,
      ),
    );
  await requireUnpublished(tx, text);
  await tx.update(Recommendation, { id: text.id }, { state: UNDER_CONSIDERATION });
  return reopenItem(tx, text.agendaItemId);
}

/** The one place where a ballot looks at the conclusions, which are built on its decision. */
async function requireUnpublished(tx: EntityManager, { id, state, symbol }: Recommendation): Promise<void> {
  const published: unknown[] = await tx.query(
    "SELECT FROM conclusion_item JOIN conclusions USING (conference_id) WHERE recommendation_id = $1 AND published_at IS NOT NULL",
    [id],
  );
  if (published.length > 0) refuse(new InvalidState(state, `${symbol} stands in the published conclusions.`));
}

/** A ballot that decided nothing leaves what was voted on as it found it. */
export async function releaseSubject(tx: EntityManager, { amendmentId }: Ballot): Promise<void> {
  if (amendmentId !== null) await vote.returnFromVote(tx, amendmentId);
}

function currentVersionOf(tx: EntityManager, recommendation: Recommendation): Promise<RecommendationVersion> {
  const { id: recommendationId, currentVersion: number } = recommendation;
  return tx.findOneByOrFail(RecommendationVersion, { recommendationId, number });
}

/** The languages that are voted on, each with the hash of its text, in canonical JSON. */
function languagesOf(texts: readonly RecommendationText[]): string {
  const sorted = texts.toSorted((one, other) => (one.locale < other.locale ? -1 : 1));
  return canonicalJson(sorted.map(({ locale, text }) => ({ locale, sha256: sha256(text) })));
}

/** What an amendment does, as it reads now, in canonical JSON. */
function changeOf({ kind, paragraphId, place, paragraphKind, parentId, amendedText, text }: Amendment): string {
  return canonicalJson({ kind, paragraphId, place, paragraphKind, parentId, text: amendedText ?? text });
}

const sha256 = (words: string): string => createHash("sha256").update(words).digest("hex");

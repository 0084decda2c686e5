import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import { Locale } from "../../platform/graphql/locale.js";
import { InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import { Series } from "../conference/series.entity.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { maySpeakForDelegation } from "../round-table/admission.policy.js";
import { AgendaItem, AgendaItemState } from "../round-table/agenda-item.entity.js";
import { enter, type Floor, requireNotOver, requireOpen } from "../round-table/floor.service.js";
import { RoundTable } from "../round-table/round-table.entity.js";
import * as events from "./recommendation.events.js";
import { Recommendation, RecommendationState } from "./recommendation.entity.js";
import { isEditable, symbolOf, versionHash } from "./recommendation.rules.js";
import { Conformity } from "./recommendation-version.entity.js";

export const TITLE_LENGTH = 300;
export const TEXT_LENGTH = 20_000;

export interface Proposal {
  readonly agendaItemId: string;
  readonly title: string;
  readonly text: string;
  readonly locale?: Locale | null;
  readonly clientMutationId?: string | null;
}

export interface Revision {
  readonly recommendationId: string;
  readonly expectedVersion: number;
  readonly title?: string | null;
  readonly text: string;
}

interface NewVersion {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly locale: Locale;
  readonly by: string;
}

/** Texts before a body: proposing, revising, withdrawing. Versions are never changed. */
export class RecommendationService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** A seated delegation puts a text under an agenda item of an open round table. */
  async propose(viewer: Viewer, input: Proposal): Promise<Recommendation> {
    const itemId = requireId(input.agendaItemId);
    const key = readKey(input.clientMutationId);
    const title = requireText("title", input.title, TITLE_LENGTH);
    const text = requireText("text", input.text, TEXT_LENGTH);
    const locale = input.locale ?? Locale.EN;
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(AgendaItem, { id: itemId });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId, "write");
      const id = uuidv7();
      const earlier = await earlierResult(
        tx,
        viewer,
        "proposeRecommendation",
        key,
        { itemId, title, text, locale },
        id,
      );
      if (earlier) return tx.findOneByOrFail(Recommendation, { id: earlier });
      if (!maySpeakForDelegation(admission))
        refuse(new NotEntitled("Recommendations are proposed by delegations seated at this round table."));
      requireOpen(table);
      const item = await tx.findOneByOrFail(AgendaItem, { id: itemId });
      if (item.state === AgendaItemState.CLOSED) refuse(new InvalidState(item.state, "The agenda item is closed."));
      const { number, symbol } = await nextSymbol(tx, table);
      await tx.insert(Recommendation, {
        id,
        agendaItemId: itemId,
        roundTableId: table.id,
        number,
        symbol,
        title,
        state: RecommendationState.PROPOSED,
        proposedById: admission.seat!.delegationId,
        submittedById: admission.participationId,
        currentVersion: 1,
      });
      await writeVersion(tx, { id, number: 1, title, text, locale, by: admission.participationId });
      await this.journal.append(tx, [
        { topicId: table.id, kind: events.RECOMMENDATION_PROPOSED, body: { recommendationId: id } },
      ]);
      return tx.findOneByOrFail(Recommendation, { id });
    });
  }

  /** The sponsor replaces the text by a new version, until a ballot on it was opened. */
  async revise(viewer: Viewer, input: Revision): Promise<Recommendation> {
    const text = requireText("text", input.text, TEXT_LENGTH);
    const given = input.title == null ? null : requireText("title", input.title, TITLE_LENGTH);
    return this.asSponsor(viewer, input.recommendationId, async (tx, { table, admission }, recommendation) => {
      if (recommendation.currentVersion !== input.expectedVersion)
        refuse(new StaleVersion(recommendation.currentVersion));
      const number = recommendation.currentVersion + 1;
      const title = given ?? recommendation.title;
      const [current]: { original_locale: Locale }[] = await tx.query(
        "SELECT original_locale FROM recommendation_version WHERE recommendation_id = $1 AND number = $2",
        [recommendation.id, recommendation.currentVersion],
      );
      await writeVersion(tx, {
        id: recommendation.id,
        number,
        title,
        text,
        locale: current?.original_locale ?? Locale.EN,
        by: admission.participationId,
      });
      await tx.update(Recommendation, { id: recommendation.id }, { title, currentVersion: number });
      await this.journal.append(tx, [
        {
          topicId: table.id,
          kind: events.RECOMMENDATION_REVISED,
          body: { recommendationId: recommendation.id, version: number },
        },
      ]);
    });
  }

  /** The sponsor takes the text back, until a ballot on it was opened. */
  async withdraw(viewer: Viewer, recommendationId: string): Promise<Recommendation> {
    return this.asSponsor(viewer, recommendationId, async (tx, { table }, recommendation) => {
      await tx.update(Recommendation, { id: recommendation.id }, { state: RecommendationState.WITHDRAWN });
      await this.journal.append(tx, [
        { topicId: table.id, kind: events.RECOMMENDATION_WITHDRAWN, body: { recommendationId: recommendation.id } },
      ]);
    });
  }

  private async asSponsor(
    viewer: Viewer,
    recommendationId: string,
    work: (tx: EntityManager, floor: Floor, recommendation: Recommendation) => Promise<void>,
  ): Promise<Recommendation> {
    const id = requireId(recommendationId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id });
      if (!seen) return refuse(new NotFound());
      const floor = await enter(tx, viewer, seen.roundTableId);
      requireNotOver(floor.table);
      const recommendation = await tx.findOneOrFail(Recommendation, {
        where: { id },
        lock: { mode: "pessimistic_write" },
      });
      if (
        !maySpeakForDelegation(floor.admission) ||
        floor.admission.seat?.delegationId !== recommendation.proposedById
      ) {
        refuse(new NotEntitled("Only the delegation that proposed the text may do this."));
      }
      if (!isEditable(recommendation.state))
        refuse(
          new InvalidState(
            recommendation.state,
            `The recommendation is ${recommendation.state} and can no longer be changed.`,
          ),
        );
      await work(tx, floor, recommendation);
      return tx.findOneByOrFail(Recommendation, { id });
    });
  }
}

/** Takes the body's next number; its row is held for writing until commit, so numbers have no hole and no double. */
export async function nextSymbol(tx: EntityManager, table: RoundTable): Promise<{ number: number; symbol: string }> {
  const number = table.lastRecommendation + 1;
  await tx.update(RoundTable, { id: table.id }, { lastRecommendation: number });
  const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
  const series = await tx.findOneByOrFail(Series, { id: conference.seriesId });
  return { number, symbol: symbolOf(series.code, conference.number, table.code, number) };
}

async function writeVersion(tx: EntityManager, version: NewVersion): Promise<void> {
  const versionId = uuidv7();
  await tx.query(
    "INSERT INTO recommendation_version (id, recommendation_id, number, title, original_locale, hash, created_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [
      versionId,
      version.id,
      version.number,
      version.title,
      version.locale,
      versionHash(version.title, version.locale, version.text),
      version.by,
    ],
  );
  await tx.query(
    "INSERT INTO recommendation_text (version_id, locale, text, conformity, filed_by_id) VALUES ($1, $2, $3, $4, $5)",
    [versionId, version.locale, version.text, Conformity.ORIGINAL, version.by],
  );
}

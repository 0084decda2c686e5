import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import { Locale } from "../../platform/graphql/locale.js";
import { InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv4, uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { Series } from "../conference/series.entity.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { maySpeakForDelegation } from "../round-table/admission.policy.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { enter, type Floor, requireItemNotOver, requireNotOver, requireOpen } from "../round-table/floor.service.js";
import { RoundTable } from "../round-table/round-table.entity.js";
import * as events from "./recommendation.events.js";
import { noteVersion } from "./recorded.service.js";
import { Recommendation, RecommendationState } from "./recommendation.entity.js";
import { newParagraphs } from "./paragraphs.rules.js";
import { symbolOf } from "./recommendation.rules.js";
import { addSponsor, requireSponsors } from "./sponsoring.service.js";
import { writeVersion } from "./versions.service.js";
import { requireWording, type SentText, TITLE_LENGTH } from "./wording.service.js";

export interface Proposal extends SentText {
  readonly agendaItemId: string;
  readonly title: string;
  readonly locale?: Locale | null;
  readonly clientMutationId?: string | null;
}

/** Bringing texts before a body: drafting, proposing, taking up again what was withdrawn. */
export class ProposingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** A seated delegation puts a text under an agenda item of an open round table. */
  propose(viewer: Viewer, input: Proposal): Promise<Recommendation> {
    return this.bring(viewer, input, "proposeRecommendation", RecommendationState.PROPOSED);
  }

  /** The same before the table opens or while it pauses: the text is there to be worked on, not yet before the body. */
  draft(viewer: Viewer, input: Proposal): Promise<Recommendation> {
    return this.bring(viewer, input, "draftRecommendation", RecommendationState.DRAFT);
  }

  /** Puts a draft before the body, also one that came with the conference file; for the delegation that wrote it. */
  async proposeDraft(viewer: Viewer, recommendationId: string): Promise<Recommendation> {
    return this.withText(viewer, recommendationId, async (tx, { table, admission }, recommendation) => {
      const { id, state, proposedById } = recommendation;
      if (admission.seat!.delegationId !== proposedById)
        refuse(new NotEntitled("Only the delegation that wrote the draft may propose it."));
      if (state !== RecommendationState.DRAFT)
        refuse(new InvalidState(state, `The recommendation is ${state}; only a draft is proposed.`));
      requireOpen(table);
      await requireItemOpen(tx, recommendation.agendaItemId);
      const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
      const { rules } = await tx.findOneByOrFail(RuleSet, { id: conference.ruleSetId });
      await requireSponsors(tx, id, rules.texts.minimumSponsors);
      const proposedAt = () => "clock_timestamp()";
      await tx.update(Recommendation, { id }, { state: RecommendationState.PROPOSED, proposedAt });
      await this.tell(tx, table.id, events.RECOMMENDATION_PROPOSED, id);
    });
  }

  /** A delegation makes a withdrawn text its own; its versions and its symbol stay. */
  async takeUp(viewer: Viewer, recommendationId: string): Promise<Recommendation> {
    return this.withText(viewer, recommendationId, async (tx, { table, admission }, recommendation) => {
      const { id, state } = recommendation;
      if (state !== RecommendationState.WITHDRAWN)
        refuse(new InvalidState(state, `The recommendation is ${state}; only a withdrawn one is taken up again.`));
      requireOpen(table);
      await requireItemOpen(tx, recommendation.agendaItemId);
      const { delegationId } = admission.seat!;
      await tx.update(Recommendation, { id }, { state: RecommendationState.PROPOSED, proposedById: delegationId });
      await addSponsor(tx, id, delegationId, admission.participationId);
      await this.tell(tx, table.id, events.RECOMMENDATION_TAKEN_UP, id);
    });
  }

  private async bring(
    viewer: Viewer,
    input: Proposal,
    deed: "proposeRecommendation" | "draftRecommendation",
    state: RecommendationState.PROPOSED | RecommendationState.DRAFT,
  ): Promise<Recommendation> {
    const agendaItemId = requireId(input.agendaItemId);
    const key = readKey(input.clientMutationId);
    const title = requireText("title", input.title, TITLE_LENGTH);
    const locale = input.locale ?? Locale.EN;
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(AgendaItem, { id: agendaItemId });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId, "write");
      // Only now: outsiders hear nothing of what else is wrong with their input.
      const wording = requireWording(input);
      const id = uuidv7();
      const same = { agendaItemId, title, locale, wording: wording.map(({ kind, text }) => ({ kind, text })) };
      const earlier = await earlierResult(tx, viewer, deed, key, same, id);
      if (earlier) return tx.findOneByOrFail(Recommendation, { id: earlier });
      if (!maySpeakForDelegation(admission))
        refuse(new NotEntitled("Recommendations are proposed by delegations seated at this round table."));
      if (state === RecommendationState.DRAFT) requireNotOver(table);
      else requireOpen(table);
      await requireItemOpen(tx, agendaItemId);
      const { delegationId } = admission.seat!;
      const by = admission.participationId;
      await tx.insert(Recommendation, {
        ...{ id, agendaItemId, roundTableId: table.id, ...(await nextSymbol(tx, table)), title, state },
        ...{ proposedById: delegationId, submittedById: by, currentVersion: 1 },
      });
      const paragraphs = newParagraphs(wording, uuidv4);
      const versionId = await writeVersion(tx, { recommendationId: id, number: 1, title, locale, paragraphs, by });
      await noteVersion(tx, versionId);
      await addSponsor(tx, id, delegationId, by);
      const isDraft = state === RecommendationState.DRAFT;
      await this.tell(tx, table.id, isDraft ? events.RECOMMENDATION_DRAFTED : events.RECOMMENDATION_PROPOSED, id);
      return tx.findOneByOrFail(Recommendation, { id });
    });
  }

  private async tell(tx: EntityManager, topicId: string, kind: string, recommendationId: string): Promise<void> {
    await this.journal.append(tx, [{ topicId, kind, body: { recommendationId } }]);
  }

  private async withText(
    viewer: Viewer,
    recommendationId: string,
    work: (tx: EntityManager, floor: Floor, recommendation: Recommendation) => Promise<void>,
  ): Promise<Recommendation> {
    const id = requireId(recommendationId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id });
      if (!seen) return refuse(new NotFound());
      const floor = await enter(tx, viewer, seen.roundTableId);
      const lock = { mode: "pessimistic_write" } as const;
      const recommendation = await tx.findOneOrFail(Recommendation, { where: { id }, lock });
      if (!maySpeakForDelegation(floor.admission))
        refuse(new NotEntitled("This is for delegations seated at this round table."));
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

async function requireItemOpen(tx: EntityManager, agendaItemId: string): Promise<void> {
  requireItemNotOver(await tx.findOneByOrFail(AgendaItem, { id: agendaItemId }));
}

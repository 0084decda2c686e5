import { type EntityManager, In } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { InvalidInput, InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { isInOrder, joinText, MOST_PARAGRAPHS } from "../recommendation/paragraphs.rules.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { isVotable } from "../recommendation/recommendation.rules.js";
import { LONGEST_TEXT, TITLE_LENGTH } from "../recommendation/wording.service.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { enter, requireChair, requireItemNotOver, requireNotOver } from "../round-table/floor.service.js";
import { RoundTableKind } from "../round-table/round-table.entity.js";
import {
  allPlaces,
  assemble,
  type MadeText,
  type Place,
  type Source,
  together,
  unreliableIn,
} from "./assembling.rules.js";
import * as events from "./lineage.events.js";
import { LineageRelation } from "./lineage.words.js";
import { makeText, sourceOf } from "./making.service.js";

export const MOST_MERGED = 20;

export interface Merging {
  readonly agendaItemId: string;
  readonly recommendationIds: readonly string[];
  readonly title: string;
  readonly paragraphIds?: readonly string[] | null;
  readonly locale?: Locale | null;
  readonly clientMutationId?: string | null;
}

/** Making one text of several before the plenary, which keeps the origin of every paragraph. */
export class MergingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** The chair of the plenary merges texts on which nothing was decided; they become MERGED. */
  async merge(viewer: Viewer, input: Merging): Promise<Recommendation> {
    const agendaItemId = requireId(input.agendaItemId);
    const ids = input.recommendationIds.map(requireId);
    const chosen = input.paragraphIds?.map(requireId) ?? null;
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(AgendaItem, { id: agendaItemId });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId, "write");
      const title = requireText("title", input.title, TITLE_LENGTH);
      const key = readKey(input.clientMutationId);
      const id = uuidv7();
      const same = { agendaItemId, recommendationIds: ids, title, paragraphIds: chosen, locale: input.locale ?? null };
      const earlier = await earlierResult(tx, viewer, "mergeRecommendations", key, same, id);
      if (earlier) return tx.findOneByOrFail(Recommendation, { id: earlier });
      requireChair(admission, "Merging recommendations");
      requireSeveral(ids);
      if (table.kind !== RoundTableKind.PLENARY)
        refuse(new InvalidState(table.kind, "Texts are merged in the plenary. A region forwards what it has adopted."));
      requireNotOver(table);
      requireItemNotOver(await tx.findOneByOrFail(AgendaItem, { id: agendaItemId }));
      const recommendations = await holdAll(tx, table.id, ids);
      await requireMergeable(tx, recommendations);
      const sources: Source[] = [];
      for (const one of recommendations) sources.push(await sourceOf(tx, one));
      const locale = input.locale ?? (sources[0]!.locale as Locale);
      await makeText(tx, {
        ...{ id, table, agendaItemId, title, locale, text: textOf(sources, chosen, locale), sources },
        ...{ proposedById: recommendations[0]!.proposedById, by: admission.participationId },
        relation: LineageRelation.MERGED,
      });
      await tx.update(Recommendation, { id: In(ids) }, { state: RecommendationState.MERGED });
      const body = { recommendationId: id, sourceIds: ids };
      await this.journal.append(tx, [{ topicId: table.id, kind: events.RECOMMENDATIONS_MERGED, body }]);
      return tx.findOneByOrFail(Recommendation, { id });
    });
  }
}

function requireSeveral(ids: readonly string[]): void {
  if (new Set(ids).size === ids.length && ids.length >= 2 && ids.length <= MOST_MERGED) return;
  refuse(new InvalidInput("recommendationIds", `Name 2 to ${MOST_MERGED} texts, each of them once.`));
}

/** The texts in the order that was asked for; their rows are held in ascending order, as every deed would that holds several. */
async function holdAll(tx: EntityManager, roundTableId: string, ids: readonly string[]): Promise<Recommendation[]> {
  const held = await tx.find(Recommendation, {
    where: { id: In([...ids]), roundTableId },
    order: { id: "ASC" },
    lock: { mode: "pessimistic_write" },
  });
  return ids.map((id) => held.find((one) => one.id === id) ?? refuse(new NotFound()));
}

async function requireMergeable(tx: EntityManager, recommendations: readonly Recommendation[]): Promise<void> {
  for (const { state, symbol } of recommendations)
    if (!isVotable(state))
      refuse(new InvalidState(state, `${symbol} is ${state}; only texts before the body are merged.`));
  const [blocked]: { symbol: string; state: string; amended: boolean }[] = await tx.query(
    `SELECT r.symbol, r.state, a.recommendation_id IS NOT NULL AS amended FROM recommendation r
     LEFT JOIN LATERAL (SELECT recommendation_id FROM amendment WHERE recommendation_id = r.id AND settled_at IS NULL LIMIT 1) a ON true
     WHERE r.id = ANY($1) AND (a.recommendation_id IS NOT NULL OR EXISTS (
       SELECT FROM ballot b LEFT JOIN decision d ON d.ballot_id = b.id
       WHERE b.recommendation_id = r.id AND (b.closed_at IS NULL OR b.state = 'CLOSED' AND (d.outcome = 'ADOPTED' OR d.outcome = 'NOT_ADOPTED' AND b.mode <> 'CONSENSUS'))))
     ORDER BY r.number LIMIT 1`,
    [recommendations.map(({ id }) => id)],
  );
  if (!blocked) return;
  const why = blocked.amended ? "has amendments that are not settled" : "has a ballot that is open or not declared";
  refuse(new InvalidState(blocked.state, `${blocked.symbol} ${why}. Bring that to an end first.`));
}

function textOf(sources: readonly Source[], chosen: readonly string[] | null, locale: string): MadeText {
  const places = chosen ? chosenPlaces(sources, chosen) : allPlaces(sources);
  const unreliable = unreliableIn(places, locale);
  if (unreliable.length > 0)
    refuse(
      new InvalidInput("locale", `${unreliable.join(", ")}: not conformed in ${locale}, the language of the new text.`),
    );
  const made = assemble(together(places, locale), locale);
  const wholes = [locale, ...made.languages.map((one) => one.locale)].map((one) =>
    joinText(made.paragraphs.map(({ texts }) => texts.get(one)!)),
  );
  if (made.paragraphs.length > MOST_PARAGRAPHS || wholes.some((whole) => whole.length > LONGEST_TEXT))
    refuse(new InvalidInput("paragraphIds", `The merged text is too long: at most ${MOST_PARAGRAPHS} paragraphs.`));
  return made;
}

function chosenPlaces(sources: readonly Source[], chosen: readonly string[]): Place[] {
  const byId = new Map(allPlaces(sources).map((place) => [place.paragraph.id, place]));
  const places = [...new Set(chosen)].map(
    (id) =>
      byId.get(id) ??
      refuse(new InvalidInput("paragraphIds", "A paragraph stands in the current version of none of these texts.")),
  );
  if (places.length === 0) refuse(new InvalidInput("paragraphIds", "Choose at least one paragraph."));
  if (!isInOrder(places.map(({ paragraph: { kind } }) => ({ kind, text: "" }))))
    refuse(new InvalidInput("paragraphIds", "Preambular paragraphs stand before the operative ones."));
  return places;
}

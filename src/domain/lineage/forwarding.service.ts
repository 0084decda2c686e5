import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { AgendaItem, AgendaItemKind, AgendaItemState } from "../round-table/agenda-item.entity.js";
import {
  admissionIn,
  enter,
  type Floor,
  holdTable,
  isItemOver,
  requireChair,
  requireItemNotOver,
  requireNotOver,
} from "../round-table/floor.service.js";
import { RoundTable, RoundTableKind } from "../round-table/round-table.entity.js";
import { allPlaces, assemble } from "./assembling.rules.js";
import * as events from "./lineage.events.js";
import { LineageRelation } from "./lineage.words.js";
import { makeText, sourceOf } from "./making.service.js";

export interface Forwarding {
  readonly recommendationId: string;
  readonly agendaItemId?: string | null;
  readonly clientMutationId?: string | null;
}

/** What came of it: the text that was forwarded, and its copy for whoever is admitted to the plenary. */
export interface Forwarded {
  readonly recommendation: Recommendation;
  readonly forwarded: Recommendation | null;
}

/** Bringing what a region adopted before the plenary: a copy with its origin. */
export class ForwardingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** The chair of the body sends an adopted text to an agenda item of the plenary, the first that takes decisions when none is named. */
  async forward(viewer: Viewer, input: Forwarding): Promise<Forwarded> {
    const id = requireId(input.recommendationId);
    const itemId = input.agendaItemId == null ? null : requireId(input.agendaItemId);
    const key = readKey(input.clientMutationId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id });
      const before = seen && (await admissionIn(tx, viewer, seen.roundTableId));
      if (!before) return refuse(new NotFound());
      const plenaryId = await plenaryBeside(tx, seen.roundTableId);
      const { table, admission } = await enterBoth(tx, viewer, seen.roundTableId, plenaryId);
      const copyId = uuidv7();
      const same = { recommendationId: id, agendaItemId: itemId };
      const earlier = await earlierResult(tx, viewer, "forwardRecommendation", key, same, copyId);
      if (earlier) return shown(tx, viewer, id, earlier);
      requireChair(admission, "Forwarding a recommendation");
      if (table.kind === RoundTableKind.PLENARY || !plenaryId)
        return refuse(new InvalidState(table.kind, "There is no plenary that this body forwards its texts to."));
      const recommendation = await tx.findOneOrFail(Recommendation, {
        where: { id },
        lock: { mode: "pessimistic_write" },
      });
      requireAdopted(recommendation);
      const plenary = await tx.findOneByOrFail(RoundTable, { id: plenaryId });
      requireNotOver(plenary);
      const item = await itemIn(tx, plenaryId, itemId);
      const source = await sourceOf(tx, recommendation);
      await makeText(tx, {
        ...{ id: copyId, table: plenary, agendaItemId: item.id, title: source.title, locale: source.locale as Locale },
        text: assemble(
          allPlaces([source]).map((place) => [place]),
          source.locale,
        ),
        ...{ proposedById: recommendation.proposedById, by: admission.participationId },
        ...{ relation: LineageRelation.FORWARDED, sources: [source] },
      });
      await tx.update(Recommendation, { id }, { state: RecommendationState.FORWARDED });
      await this.journal.append(tx, [
        { topicId: table.id, kind: events.RECOMMENDATION_FORWARDED, body: { recommendationId: id } },
        { topicId: plenaryId, kind: events.RECOMMENDATION_RECEIVED, body: { recommendationId: copyId } },
      ]);
      return shown(tx, viewer, id, copyId);
    });
  }
}

async function plenaryBeside(tx: EntityManager, roundTableId: string): Promise<string | null> {
  const [row]: { id: string }[] = await tx.query(
    `SELECT p.id FROM round_table t JOIN round_table p ON p.conference_id = t.conference_id AND p.kind = 'PLENARY' WHERE t.id = $1`,
    [roundTableId],
  );
  return row?.id ?? null;
}

/** Holds both bodies in ascending order, so that two of these never wait for each other; the plenary gets a new number. */
async function enterBoth(tx: EntityManager, viewer: Viewer, id: string, plenaryId: string | null): Promise<Floor> {
  if (plenaryId && plenaryId < id) await holdTable(tx, plenaryId, "write");
  const floor = await enter(tx, viewer, id, plenaryId === id ? "write" : "share");
  if (plenaryId && plenaryId > id) await holdTable(tx, plenaryId, "write");
  return floor;
}

function requireAdopted({ state }: Recommendation): void {
  if (state === RecommendationState.ADOPTED) return;
  refuse(new InvalidState(state, `The recommendation is ${state}; a body forwards what it has adopted and declared.`));
}

/** The item that is named, or the plenary's first that is not over, one for decisions before others. */
async function itemIn(tx: EntityManager, plenaryId: string, itemId: string | null): Promise<AgendaItem> {
  if (itemId === null) {
    const items = await tx.find(AgendaItem, { where: { roundTableId: plenaryId }, order: { position: "ASC" } });
    const open = items.filter((one) => !isItemOver(one));
    const found = open.find((one) => one.kind === AgendaItemKind.DECISION) ?? open[0];
    return (
      found ??
      refuse(new InvalidState(AgendaItemState.CLOSED, "Every agenda item of the plenary is closed or deferred."))
    );
  }
  const item = await tx.findOneBy(AgendaItem, { id: itemId, roundTableId: plenaryId });
  if (!item) return refuse(new NotFound());
  requireItemNotOver(item);
  return item;
}

async function shown(tx: EntityManager, viewer: Viewer, id: string, copyId: string): Promise<Forwarded> {
  const copy = await tx.findOneByOrFail(Recommendation, { id: copyId });
  const admission = await admissionIn(tx, viewer, copy.roundTableId);
  return { recommendation: await tx.findOneByOrFail(Recommendation, { id }), forwarded: admission && copy };
}

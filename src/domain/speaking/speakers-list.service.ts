import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidInput } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import type { AgendaItem } from "../round-table/agenda-item.entity.js";
import { AgendaItemState } from "../round-table/agenda-item.entity.js";
import { type Floor, requireChair, requireOpen } from "../round-table/floor.service.js";
import { AgendaItemNotUnderDiscussion } from "../round-table/round-table.refusals.js";
import { SpeakersList } from "./speakers-list.entity.js";
import * as events from "./speaking.events.js";
import { enterItem, speakingRules } from "./speaking-floor.service.js";
import { SpeakingPolicy } from "./speaking.words.js";

export const MOST_SECONDS = 3_600;

/** Speakers' lists: opened and closed by the chair. Points of order, replies and explanations of vote do not need one. */
export class SpeakersListService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Delegations may ask for the floor. Opening it again changes nothing, but for another time limit. */
  async open(viewer: Viewer, agendaItemId: string, seconds: number | null): Promise<AgendaItem> {
    if (seconds !== null && (seconds < 1 || seconds > MOST_SECONDS))
      refuse(new InvalidInput("seconds", `seconds must be 1 to ${MOST_SECONDS}.`));
    return this.onItem(viewer, agendaItemId, async (tx, { table }, item) => {
      requireOpen(table);
      if (item.state === AgendaItemState.CLOSED || item.state === AgendaItemState.DEFERRED)
        refuse(new AgendaItemNotUnderDiscussion(item.state));
      const rules = await speakingRules(tx, table);
      const list = await tx.findOneBy(SpeakersList, { agendaItemId: item.id });
      const limit = seconds ?? (list ? list.seconds : rules.seconds);
      if (list?.isOpen && list.seconds === limit) return;
      const terms = { isOpen: true, seconds: limit, policy: list?.policy ?? SpeakingPolicy[rules.policy] };
      const place = { agendaItemId: item.id, roundTableId: table.id };
      await tx.upsert(SpeakersList, { ...place, ...terms }, ["agendaItemId"]);
      const body = { agendaItemId: item.id, seconds: limit };
      await this.journal.append(tx, [{ topicId: table.id, kind: events.SPEAKERS_LIST_OPENED, body }]);
    });
  }

  /** No more requests; those on the list stay and are called. Closing it again changes nothing. */
  async close(viewer: Viewer, agendaItemId: string): Promise<AgendaItem> {
    return this.onItem(viewer, agendaItemId, async (tx, { table }, item) => {
      const list = await tx.findOneBy(SpeakersList, { agendaItemId: item.id });
      if (!list?.isOpen) return;
      await tx.update(SpeakersList, { agendaItemId: item.id }, { isOpen: false });
      const body = { agendaItemId: item.id };
      await this.journal.append(tx, [{ topicId: table.id, kind: events.SPEAKERS_LIST_CLOSED, body }]);
    });
  }

  private async onItem(
    viewer: Viewer,
    agendaItemId: string,
    work: (tx: EntityManager, floor: Floor, item: AgendaItem) => Promise<void>,
  ): Promise<AgendaItem> {
    const id = requireId(agendaItemId);
    return this.database.transaction(viewer, async (tx) => {
      const { item, ...floor } = await enterItem(tx, viewer, id);
      requireChair(floor.admission, "The speakers' list");
      await work(tx, floor, item);
      return item;
    });
  }
}

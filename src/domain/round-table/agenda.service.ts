import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { AgendaItem, AgendaItemState } from "./agenda-item.entity.js";
import { enter, type Floor, requireChair, requireNoOpenBallot, requireOpen } from "./floor.service.js";
import * as events from "./round-table.events.js";

const { PENDING, UNDER_DISCUSSION, CLOSED, DEFERRED } = AgendaItemState;

/** What else happens when the body takes leave of an item, and what is told of it: nobody waits there any more. */
export type Leave = (tx: EntityManager, agendaItemId: string) => Promise<Entry[]>;

/** The agenda of a body: at most one item under discussion. */
export class AgendaService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly left: Leave = async () => [],
  ) {}

  /** Takes an item up; the one under discussion until then goes back to PENDING. Taking up the current one changes nothing. */
  async takeUp(viewer: Viewer, agendaItemId: string): Promise<AgendaItem> {
    return this.onItem(viewer, agendaItemId, async (tx, { table }, item) => {
      requireOpen(table);
      if (item.state === UNDER_DISCUSSION) return item;
      if (item.state !== PENDING)
        refuse(new InvalidState(item.state, `The agenda item is ${item.state}; it cannot be taken up again.`));
      await requireNoOpenBallot(tx, table.id, item.state);
      const current = await tx.findOneBy(AgendaItem, { roundTableId: table.id, state: UNDER_DISCUSSION });
      if (current) await tx.update(AgendaItem, { id: current.id }, { state: PENDING });
      await tx.update(AgendaItem, { id: item.id }, { state: UNDER_DISCUSSION });
      await this.journal.append(tx, [
        {
          topicId: table.id,
          kind: events.AGENDA_ITEM_TAKEN_UP,
          body: { agendaItemId: item.id, previousId: current?.id ?? null },
        },
      ]);
      return { ...item, state: UNDER_DISCUSSION };
    });
  }

  close(viewer: Viewer, agendaItemId: string): Promise<AgendaItem> {
    return this.leave(viewer, agendaItemId, CLOSED, events.AGENDA_ITEM_CLOSED);
  }

  defer(viewer: Viewer, agendaItemId: string): Promise<AgendaItem> {
    return this.leave(viewer, agendaItemId, DEFERRED, events.AGENDA_ITEM_DEFERRED);
  }

  private async leave(viewer: Viewer, agendaItemId: string, to: AgendaItemState, kind: string): Promise<AgendaItem> {
    return this.onItem(viewer, agendaItemId, async (tx, { table }, item) => {
      requireOpen(table);
      if (item.state !== UNDER_DISCUSSION)
        refuse(new InvalidState(item.state, `The agenda item is ${item.state}; for this it must be UNDER_DISCUSSION.`));
      await requireNoOpenBallot(tx, table.id, item.state);
      await tx.update(AgendaItem, { id: item.id }, { state: to });
      const left = await this.left(tx, item.id);
      await this.journal.append(tx, [...left, { topicId: table.id, kind, body: { agendaItemId: item.id } }]);
      return { ...item, state: to };
    });
  }

  private async onItem(
    viewer: Viewer,
    agendaItemId: string,
    work: (tx: EntityManager, floor: Floor, item: AgendaItem) => Promise<AgendaItem>,
  ): Promise<AgendaItem> {
    const id = requireId(agendaItemId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(AgendaItem, { id });
      if (!seen) return refuse(new NotFound());
      // The body's row is held for writing, so the item's state is read again behind the lock.
      const floor = await enter(tx, viewer, seen.roundTableId, "write");
      requireChair(floor.admission, "Running the agenda");
      return work(tx, floor, await tx.findOneByOrFail(AgendaItem, { id }));
    });
  }
}

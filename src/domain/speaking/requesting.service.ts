import { type EntityManager, IsNull } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type AgendaItem, AgendaItemState } from "../round-table/agenda-item.entity.js";
import { type Floor, requireOpen } from "../round-table/floor.service.js";
import { requireCheckedIn } from "../round-table/presence.service.js";
import { AgendaItemNotUnderDiscussion } from "../round-table/round-table.refusals.js";
import { Intervention } from "./intervention.entity.js";
import { termsOf } from "./queue.service.js";
import * as events from "./speaking.events.js";
import * as floors from "./speaking-floor.service.js";
import { isOwn, mayRequestFloor } from "./speaking.policy.js";
import { SpeakersListClosed } from "./speaking.refusals.js";
import { stageOf, stepOf } from "./speaking.rules.js";
import { InterventionKind, InterventionState } from "./speaking.words.js";
import { type Subject, subjectOf } from "./subject.service.js";

export interface FloorRequest {
  readonly agendaItemId: string;
  readonly kind: InterventionKind;
  readonly recommendationId?: string | null;
  readonly ballotId?: string | null;
  readonly clientMutationId?: string | null;
}

const { STATEMENT, POINT_OF_ORDER } = InterventionKind;
const { QUEUED, SPEAKING, PAUSED, WITHDRAWN } = InterventionState;

/** Asking for the floor, and taking the request back: the delegations' side of the list. */
export class RequestingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Puts the viewer's delegation on the list; a point of order interrupts whoever speaks. */
  async request(viewer: Viewer, input: FloorRequest): Promise<Intervention> {
    const agendaItemId = requireId(input.agendaItemId);
    const [recommendationId, ballotId] = [idOrNull(input.recommendationId), idOrNull(input.ballotId)];
    const key = readKey(input.clientMutationId);
    const { kind } = input;
    return this.database.transaction(viewer, async (tx) => {
      const { item, ...floor } = await floors.enterItem(tx, viewer, agendaItemId);
      const id = uuidv7();
      const asked = { agendaItemId, kind, recommendationId, ballotId };
      const earlier = await earlierResult(tx, viewer, "requestFloor", key, asked, id);
      if (earlier) return tx.findOneByOrFail(Intervention, { id: earlier });
      if (!mayRequestFloor(floor.admission, kind))
        refuse(new NotEntitled("The floor is for delegations seated here; advisers listen, observers state and ask."));
      requireOpen(floor.table);
      await requireCheckedIn(tx, floor.admission.seat!);
      await requireTakes(tx, item, kind);
      await requireNoOther(tx, item.id, floor.admission.seat!.delegationId, kind);
      const subject = await subjectOf(tx, { floor, item, kind, recommendationId, ballotId });
      return kind === POINT_OF_ORDER
        ? this.raise(tx, id, floor, item, subject)
        : this.queue(tx, id, floor, item, subject);
    });
  }

  /** Takes a request back, a point of order before it is ruled on as well. Doing it again changes nothing. */
  async withdraw(viewer: Viewer, interventionId: string): Promise<Intervention> {
    const id = requireId(interventionId);
    return this.database.transaction(viewer, async (tx) => {
      const { admission, intervention } = await floors.enterIntervention(tx, viewer, id);
      if (!isOwn(admission, intervention))
        refuse(new NotEntitled("Its own delegation withdraws a request; the chair may skip it."));
      const { state, kind } = intervention;
      const isPoint = kind === POINT_OF_ORDER && state === SPEAKING;
      const step = isPoint ? { to: WITHDRAWN } : stepOf(state, "withdraw");
      if ("refused" in step)
        return refuse(new InvalidState(state, `The intervention is ${state}; only what has not begun is withdrawn.`));
      if ("stays" in step) return intervention;
      const moved = await floors.moveTo(tx, id, step.to);
      const topicId = moved.roundTableId;
      const body = floors.bodyOf(moved);
      await this.journal.append(tx, [{ topicId, kind: events.FLOOR_REQUEST_WITHDRAWN, body }]);
      return moved;
    });
  }

  private async queue(tx: EntityManager, id: string, floor: Floor, item: AgendaItem, subject: Subject) {
    const intervention = await record(tx, { id, floor, item, subject, state: QUEUED });
    const told = { topicId: item.roundTableId, kind: events.FLOOR_REQUESTED, body: floors.bodyOf(intervention) };
    await this.journal.append(tx, [told]);
    return intervention;
  }

  private async raise(tx: EntityManager, id: string, floor: Floor, item: AgendaItem, subject: Subject) {
    await floors.requireNoPoint(tx, item.roundTableId);
    const holder = await floors.floorHolderIn(tx, item.roundTableId);
    const interrupted = holder?.state === SPEAKING ? await floors.moveTo(tx, holder.id, PAUSED) : null;
    const interruptedId = interrupted?.id ?? null;
    await record(tx, { id, floor, item, subject: { ...subject, interruptedId }, state: QUEUED });
    const point = await floors.moveTo(tx, id, SPEAKING);
    const body = { ...floors.bodyOf(point), interruptedId };
    await this.journal.append(tx, [{ topicId: item.roundTableId, kind: events.POINT_OF_ORDER_RAISED, body }]);
    return point;
  }
}

function idOrNull(id: string | null | undefined): string | null {
  return id == null ? null : requireId(id);
}

/** Statements and questions need an open list, before the item is taken up as well; the rest belongs to the discussion. */
async function requireTakes(tx: EntityManager, item: AgendaItem, kind: InterventionKind): Promise<void> {
  if (stageOf(kind) !== stageOf(STATEMENT)) return floors.requireUnderDiscussion(item);
  if (item.state === AgendaItemState.CLOSED || item.state === AgendaItemState.DEFERRED)
    refuse(new AgendaItemNotUnderDiscussion(item.state));
  if (!(await termsOf(tx, [item.id])).get(item.id)!.isOpen) refuse(new SpeakersListClosed());
}

async function requireNoOther(
  tx: EntityManager,
  agendaItemId: string,
  delegationId: string,
  kind: InterventionKind,
): Promise<void> {
  const other = await tx.findOneBy(Intervention, { agendaItemId, delegationId, kind, endedAt: IsNull() });
  if (other)
    refuse(new InvalidState(other.state, `Your delegation has a ${kind} on this item already: ${other.state}.`));
}

interface Recording {
  readonly id: string;
  readonly floor: Floor;
  readonly item: AgendaItem;
  readonly subject: Subject;
  readonly state: InterventionState;
}

async function record(tx: EntityManager, { id, floor, item, subject, state }: Recording): Promise<Intervention> {
  const { delegationId, delegateId } = floor.admission.seat!;
  const [row]: { number: number }[] = await tx.query(
    "SELECT coalesce(max(number), 0)::int + 1 AS number FROM intervention WHERE agenda_item_id = $1",
    [item.id],
  );
  const place = { id, roundTableId: item.roundTableId, agendaItemId: item.id, number: row!.number };
  await tx.insert(Intervention, { ...place, delegationId, delegateId, state, ...subject });
  return tx.findOneByOrFail(Intervention, { id });
}

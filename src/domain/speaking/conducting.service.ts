import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type Floor, requireChair, requireOpen } from "../round-table/floor.service.js";
import { Intervention } from "./intervention.entity.js";
import { queuesOf } from "./queue.service.js";
import * as events from "./speaking.events.js";
import * as floors from "./speaking-floor.service.js";
import { mayHandle } from "./speaking.policy.js";
import { FloorTaken } from "./speaking.refusals.js";
import { type Move, MOVES, stageOf, stepOf } from "./speaking.rules.js";
import { MOST_SECONDS } from "./speakers-list.service.js";
import { InterventionKind, InterventionState } from "./speaking.words.js";

const { POINT_OF_ORDER } = InterventionKind;

type Handled = Floor & { readonly intervention: Intervention };

/** Giving the floor: the chair calls, the clock runs, and nothing else is called before the turn has ended. */
export class ConductingService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Calls whom the chair names, or whoever is next on the item's list. Naming somebody who is called changes nothing. */
  async call(viewer: Viewer, agendaItemId: string, interventionId: string | null): Promise<Intervention> {
    const [itemId, wantedId] = [requireId(agendaItemId), interventionId === null ? null : requireId(interventionId)];
    return this.database.transaction(viewer, async (tx) => {
      const { table, admission, item } = await floors.enterItem(tx, viewer, itemId);
      requireChair(admission, "Calling speakers");
      const queue = (await queuesOf(tx, [itemId])).get(itemId)!;
      const id = wantedId ?? queue[0]?.id;
      if (!id) return refuse(new InvalidState("EMPTY", "Nobody is on the list of this item."));
      const wanted = await tx.findOneBy(Intervention, { id, agendaItemId: itemId });
      if (!wanted) return refuse(new NotFound());
      const step = stepOf(wanted.state, "call");
      if ("stays" in step) return wanted;
      if ("refused" in step) return refuse(cannot(wanted, "call"));
      floors.requireUnderDiscussion(item);
      await requireFree(tx, { table, admission });
      const holder = await floors.floorHolderIn(tx, table.id);
      if (holder) refuse(new FloorTaken(holder.state));
      await requireExhausted(tx, wanted);
      return this.move(tx, wanted, step.to, events.SPEAKER_CALLED);
    });
  }

  /** The clock runs; for the chair and the delegation that was called. */
  start(viewer: Viewer, interventionId: string): Promise<Intervention> {
    return this.step(viewer, interventionId, "start", events.SPEECH_STARTED, requireFree);
  }

  pause(viewer: Viewer, interventionId: string): Promise<Intervention> {
    return this.step(viewer, interventionId, "pause", events.SPEECH_PAUSED);
  }

  /** The clock runs on. Not before a point of order is ruled on. */
  resume(viewer: Viewer, interventionId: string): Promise<Intervention> {
    return this.step(viewer, interventionId, "resume", events.SPEECH_RESUMED, requireFree);
  }

  /** The turn is over; for the chair and the delegation itself. */
  end(viewer: Viewer, interventionId: string): Promise<Intervention> {
    return this.step(viewer, interventionId, "end", events.SPEECH_ENDED);
  }

  skip(viewer: Viewer, interventionId: string): Promise<Intervention> {
    return this.step(viewer, interventionId, "skip", events.SPEAKER_SKIPPED);
  }

  /** More time, for one that has a limit and has not ended. */
  async extend(viewer: Viewer, interventionId: string, seconds: number, clientMutationId?: string | null) {
    const [id, key] = [requireId(interventionId), readKey(clientMutationId)];
    return this.database.transaction(viewer, async (tx) => {
      const { admission, intervention, table } = await floors.enterIntervention(tx, viewer, id);
      requireChair(admission, "Extending the time");
      const asked = { interventionId: id, seconds };
      if (await earlierResult(tx, viewer, "extendTime", key, asked, id)) return intervention;
      if (seconds < 1 || seconds > MOST_SECONDS)
        refuse(new InvalidInput("seconds", `seconds must be 1 to ${MOST_SECONDS}.`));
      const { state, endedAt, secondsAllotted: before } = intervention;
      if (endedAt || before === null)
        return refuse(new InvalidState(state, endedAt ? `The intervention is ${state}.` : "It has no time limit."));
      await tx.update(Intervention, { id }, { secondsAllotted: before + seconds });
      const body = { ...floors.bodyOf(intervention), seconds };
      await this.journal.append(tx, [{ topicId: table.id, kind: events.SPEAKING_TIME_EXTENDED, body }]);
      return tx.findOneByOrFail(Intervention, { id });
    });
  }

  /** The chair upholds or rejects a point of order; who was interrupted stays paused until the chair resumes it. */
  async rule(viewer: Viewer, interventionId: string, isUpheld: boolean, text: string): Promise<Intervention> {
    const id = requireId(interventionId);
    const ruling = requireText("ruling", text, 1_000);
    return this.database.transaction(viewer, async (tx) => {
      const { admission, intervention } = await floors.enterIntervention(tx, viewer, id);
      requireChair(admission, "Ruling on a point of order");
      const { kind, state } = intervention;
      if (intervention.isUpheld === isUpheld && intervention.ruling === ruling) return intervention;
      if (kind !== POINT_OF_ORDER || state !== InterventionState.SPEAKING)
        refuse(new InvalidState(state, "This is not a point of order that waits for a ruling."));
      await tx.update(Intervention, { id }, { isUpheld, ruling });
      return this.move(tx, intervention, InterventionState.DONE, events.POINT_OF_ORDER_RULED, { isUpheld, ruling });
    });
  }

  private async step(
    viewer: Viewer,
    interventionId: string,
    move: Move,
    kind: string,
    can: (tx: EntityManager, floor: Handled) => Promise<void> = async () => undefined,
  ): Promise<Intervention> {
    const id = requireId(interventionId);
    return this.database.transaction(viewer, async (tx) => {
      const floor = await floors.enterIntervention(tx, viewer, id);
      const { admission, intervention } = floor;
      if (move !== "start" && move !== "end") requireChair(admission, "Conducting the list");
      else if (!mayHandle(admission, intervention))
        refuse(new NotEntitled("This is for the chair and for the delegation whose turn it is."));
      if (intervention.kind === POINT_OF_ORDER)
        refuse(new InvalidState(intervention.state, "A point of order is ruled on: ruleOnPointOfOrder."));
      const step = stepOf(intervention.state, move);
      if ("stays" in step) return intervention;
      if ("refused" in step) return refuse(cannot(intervention, move));
      await can(tx, floor);
      return this.move(tx, intervention, step.to, kind);
    });
  }

  private async move(
    tx: EntityManager,
    { id }: Intervention,
    to: InterventionState,
    kind: string,
    facts: { [key: string]: string | boolean } = {},
  ): Promise<Intervention> {
    const moved = await floors.moveTo(tx, id, to);
    const body = { ...floors.bodyOf(moved), ...facts };
    await this.journal.append(tx, [{ topicId: moved.roundTableId, kind, body }]);
    return moved;
  }
}

function cannot({ state }: Intervention, move: Move): InvalidState {
  return new InvalidState(state, `The intervention is ${state}; for this it must be ${MOVES[move].from.join(" or ")}.`);
}

/** The body meets, no point of order waits, and no vote is under way. */
async function requireFree(tx: EntityManager, { table }: Floor): Promise<void> {
  requireOpen(table);
  await floors.requireNoPoint(tx, table.id);
  if ((await floors.openBallotsIn(tx, table.id)).length > 0)
    refuse(new InvalidState(table.state, "A ballot is open: nobody speaks but on a point of order about the vote."));
}

/** Replies and explanations of vote come when the stages before them are exhausted, whomever the chair names. */
async function requireExhausted(tx: EntityManager, wanted: Intervention): Promise<void> {
  const { agendaItemId, kind } = wanted;
  const waiting = await tx.findBy(Intervention, { agendaItemId, state: InterventionState.QUEUED });
  if (waiting.some((one) => stageOf(one.kind) < stageOf(kind)))
    refuse(new InvalidState(wanted.state, `A ${kind} is called when those before it on the list have had their turn.`));
}

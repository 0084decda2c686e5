import { type EntityManager, IsNull } from "typeorm";
import type { Entry } from "../../live/journal.js";
import { Intervention } from "./intervention.entity.js";
import * as events from "./speaking.events.js";
import { bodyOf, moveTo } from "./speaking-floor.service.js";
import { InterventionKind, InterventionState } from "./speaking.words.js";

const { SPEAKING, PAUSED, DONE, SKIPPED, WITHDRAWN } = InterventionState;

/**
 * What becomes of the floor when a sitting pauses or is over: nobody's clock runs while nobody can be heard, and nobody
 * waits for a turn that cannot come. Runs in the deed that suspends or closes, and answers what it tells.
 */
export function floorRests(tx: EntityManager, roundTableId: string, isOver: boolean): Promise<Entry[]> {
  return rest(tx, { roundTableId }, isOver);
}

/** The same when the body takes leave of an item: it is not taken up again, so nobody is called there any more. */
export function floorLeaves(tx: EntityManager, agendaItemId: string): Promise<Entry[]> {
  return rest(tx, { agendaItemId }, true);
}

async function rest(
  tx: EntityManager,
  where: { readonly roundTableId: string } | { readonly agendaItemId: string },
  isOver: boolean,
): Promise<Entry[]> {
  const standing = await tx.find(Intervention, { where: { ...where, endedAt: IsNull() }, order: { id: "ASC" } });
  const told: Entry[] = [];
  for (const one of standing) {
    const next = isOver ? endOf(one) : pauseOf(one);
    if (!next) continue;
    const moved = await moveTo(tx, one.id, next.to);
    told.push({ topicId: one.roundTableId, kind: next.kind, body: bodyOf(moved) });
  }
  return told;
}

interface Next {
  readonly to: InterventionState;
  readonly kind: string;
}

/** A point of order has no clock to stop: it waits for its ruling. */
function pauseOf({ kind, state }: Intervention): Next | null {
  if (state !== SPEAKING || kind === InterventionKind.POINT_OF_ORDER) return null;
  return { to: PAUSED, kind: events.SPEECH_PAUSED };
}

function endOf({ kind, state }: Intervention): Next {
  if (kind === InterventionKind.POINT_OF_ORDER) return { to: WITHDRAWN, kind: events.FLOOR_REQUEST_WITHDRAWN };
  if (state === SPEAKING || state === PAUSED) return { to: DONE, kind: events.SPEECH_ENDED };
  return { to: SKIPPED, kind: events.SPEAKER_SKIPPED };
}

import { setTimeout as sleep } from "node:timers/promises";
import { problemOf, verdictOf } from "../../../client/problems.js";
import { EVENTS, type Events, ROOM, type RoomAnswer, type Session } from "./rotunda.js";

/** One subscription until it ends: yields what comes, throws GraphQL errors or the close code of the socket. */
export type Subscribing = (payload: Payload, token: string) => AsyncIterable<Result>;
export interface Payload {
  query: string;
  variables: Record<string, unknown>;
}
export interface Result {
  data?: Events | null | undefined;
  errors?: readonly object[] | undefined;
  extensions?: unknown; // { live: { cursor, previous } } with every event
}

/** Follows a room behind `after`, each event once: the loop around any client that does not resume by itself. */
export async function watch(
  session: Session,
  subscribing: Subscribing,
  room: { id: string; after: string },
  onEvent: (event: Events["roundTableEvents"]) => void,
  signal: AbortSignal,
): Promise<string> {
  let { after } = room;
  let rejected = false;
  while (!signal.aborted) {
    try {
      const token = await session.token(rejected);
      if (token === null) return "Your sign-in has ended: sign in again.";
      for await (const result of subscribing({ query: EVENTS, variables: { id: room.id, after } }, token)) {
        const { live } = (result.extensions ?? {}) as { live?: { cursor: string } };
        if (!live) throw Object.assign(new Error("Refused."), { errors: result.errors });
        if (signal.aborted) break;
        if (result.data) onEvent(result.data.roundTableEvents);
        after = live.cursor; // behind what was handled, also where a field could not be shown
        rejected = false;
      }
      if (!signal.aborted) return "The feed was completed.";
    } catch (cause) {
      const problem = problemOf(cause);
      const verdict = verdictOf(problem);
      if (verdict === "end") return `${problem.code}: ${problem.message}`;
      if (verdict === "renew" && rejected) return "Your sign-in has ended: sign in again.";
      rejected = verdict === "renew";
      if (verdict === "reload") after = (await session.ask<RoomAnswer>(ROOM, { id: room.id })).roundTable!.liveCursor;
      // At random, so that a whole hall does not come back in the same moment.
      const least = verdict === "much later" ? 30_000 : problem.retryAfter;
      if (!rejected) await sleep(least + 200 + Math.random() * 1_800, undefined, { signal }).catch(() => undefined);
    }
  }
  return "Stopped.";
}

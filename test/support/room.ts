import type { Client } from "./client.js";
import type { TestConference } from "./conference.js";

/** A table that meets: opened, its first item under discussion, delegations checked in, and a text that can be voted on. */
export interface Room {
  readonly tableId: string;
  readonly itemId: string;
  readonly recommendationId: string;
  readonly chair: Client;
  /** Heads who are checked in, by ref. */
  readonly heads: ReadonlyMap<string, Client>;
}

/** Opens a table and brings `present` of its delegations in (all Africans by default). */
export async function openRoom(
  conference: TestConference,
  table = "africa",
  present: readonly string[] = conference.africans,
): Promise<Room> {
  const tableId = conference.tables.get(table)!;
  const chair = await conference.as(`facilitator-${table}`);
  await chair.does("OpenRoundTable", { roundTableId: tableId });
  const { data } = await chair.run("Room", { roundTableId: tableId });
  const item = data.roundTable.agendaItems[0];
  await chair.does("TakeUpAgendaItem", { agendaItemId: item.id });
  const heads = new Map<string, Client>();
  for (const ref of present) {
    const head = await conference.as(ref);
    const answer = await head.does("CheckIn", { roundTableId: tableId });
    if (answer.__typename !== "CheckInSuccess") throw new Error(`${ref}: ${JSON.stringify(answer)}`);
    heads.set(ref, head);
  }
  return { tableId, itemId: item.id, recommendationId: item.recommendations[0].id, chair, heads };
}

/** Opens a ballot on the room's text; answers its id. */
export async function openBallot(room: Room, terms: object = {}): Promise<string> {
  const answer = await room.chair.does("OpenBallot", { recommendationId: room.recommendationId, ...terms });
  if (!answer.ballot) throw new Error(JSON.stringify(answer));
  return answer.ballot.id as string;
}

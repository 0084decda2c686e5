import type { Client } from "./client.js";
import type { TestConference } from "./conference.js";
import { openBallot, openRoom, type Room } from "./room.js";

/** A regional table whose text was adopted, and the plenary that waits for it. */
export interface Regions {
  readonly africa: Room;
  readonly americas: Room;
  readonly plenaryId: string;
  readonly plenaryChair: Client;
}

/** Opens both regional tables; nothing is decided yet. */
export async function openRegions(conference: TestConference): Promise<Regions> {
  return {
    africa: await openRoom(conference),
    americas: await openRoom(conference, "americas", ["head-ca", "head-us"]),
    plenaryId: conference.tables.get("plenary")!,
    plenaryChair: await conference.as("facilitator-plenary"),
  };
}

/** Everybody who is checked in votes for it, and it is adopted. */
export async function adopt(room: Room, recommendationId = room.recommendationId): Promise<void> {
  const ballotId = await openBallot({ ...room, recommendationId }, { tallyVisibility: "LIVE" });
  for (const head of room.heads.values()) await head.does("CastVote", { ballotId, choice: "FOR" });
  const closed = await room.chair.deed("closeBallot", { ballotId }, "ballot { decision { outcome } }");
  if (closed.ballot?.decision?.outcome !== "ADOPTED") throw new Error(JSON.stringify(closed));
}

/** Forwards an adopted text as the chair; answers the id of the copy, read by the plenary's chair. */
export async function forward(regions: Regions, room: Room, recommendationId = room.recommendationId): Promise<string> {
  const answer = await room.chair.deed("forwardRecommendation", { recommendationId }, "recommendation { state }");
  if (answer.recommendation?.state !== "FORWARDED") throw new Error(JSON.stringify(answer));
  const copies = await textsOfPlenary(regions);
  return copies.at(-1)!.id;
}

/** Texts before the plenary in the order of their symbols. */
export async function textsOfPlenary({ plenaryChair, plenaryId }: Regions): Promise<{ id: string; symbol: string }[]> {
  const { data } = await plenaryChair.send(
    "query($id: ID!) { roundTable(id: $id) { agendaItems { recommendations { id symbol } } } }",
    { id: plenaryId },
  );
  const items = data.roundTable.agendaItems as { recommendations: { id: string; symbol: string }[] }[];
  const numberOf = ({ symbol }: { symbol: string }): number => Number(symbol.split(".").at(-1));
  return items.flatMap((item) => item.recommendations).sort((a, b) => numberOf(a) - numberOf(b));
}

/** A new text of a delegation under the room's item; answers its id. */
export async function propose(room: Room, ref: string, text: object): Promise<string> {
  const answer = await room.heads
    .get(ref)!
    .deed("proposeRecommendation", { agendaItemId: room.itemId, ...text }, "recommendation { id }");
  if (!answer.recommendation) throw new Error(JSON.stringify(answer));
  return answer.recommendation.id as string;
}

import { createClient } from "graphql-ws";
import { WebSocket } from "ws"; // Node from 22 on and browsers have their own
import { ballotToVoteIn, type Events, ROOM, type RoomAnswer, ROOMS, type Rooms, type Session } from "./rotunda.js";
import { VOTE, type VoteAnswer } from "./rotunda.js";
import { type Subscribing, watch } from "./watching.js";

/** Takes part in the first room of the first conference: votes if there is a ballot, then watches until it is stopped. */
export async function takePart(session: Session, show: (line: string) => void, signal: AbortSignal): Promise<string> {
  const { conferences } = await session.ask<Rooms>(ROOMS);
  const { id } = conferences.edges[0]!.node.roundTables[0]!;
  const room = await session.ask<RoomAnswer>(ROOM, { id });
  if (!room.roundTable) return "There is no such room for you.";
  show(room.roundTable.title);

  const ballot = ballotToVoteIn(room);
  if (ballot) {
    const ballotId = ballot.id;
    const input = { ballotId, choice: "FOR", expectedMode: ballot.mode, clientMutationId: crypto.randomUUID() };
    const { castVote } = await session.ask<VoteAnswer>(VOTE, { input });
    show(castVote.castAt ? "Voted." : `${castVote.code}: ${castVote.message}`);
  }

  let token = "";
  const sockets = createClient({
    url: session.socketUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization: `Bearer ${token}` }),
    retryAttempts: 0, // its own retries send the first cursor again, and events come twice
    lazyCloseTimeout: 0,
  });
  const subscribing: Subscribing = (payload, latest) => {
    token = latest;
    return sockets.iterate<Events>(payload);
  };
  signal.addEventListener("abort", () => void sockets.dispose());
  const onEvent = ({ seq, __typename }: Events["roundTableEvents"]): void => show(`${seq} ${__typename}`);
  return watch(session, subscribing, { id, after: room.roundTable.liveCursor }, onEvent, signal);
}

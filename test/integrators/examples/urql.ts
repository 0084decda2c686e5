import { type Client, cacheExchange, createClient as createUrqlClient, fetchExchange, gql } from "@urql/core";
import { subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws"; // Node from 22 on and browsers have their own
import { createLiveClient } from "../../../client/graphql-ws.js";
import { resume } from "../../../client/live.js";
import { forwardOver, overUrql } from "../../../client/urql.js";
import { ballotToVoteIn, EVENTS, type Events, ROOM, type RoomAnswer, ROOMS, type Rooms } from "./rotunda.js";
import { type Session, VOTE, type VoteAnswer } from "./rotunda.js";

/** Takes part in the first room of the first conference: votes if there is a ballot, then watches until it is stopped. */
export async function takePart(session: Session, show: (line: string) => void, signal: AbortSignal): Promise<string> {
  const { url, socketUrl, token } = session;
  const sockets = createLiveClient(createClient, { url: socketUrl, token, webSocketImpl: WebSocket });
  const urql = createUrqlClient({
    url,
    preferGetMethod: false, // nothing on the way keeps the answer to a POST
    fetch: session.fetch,
    exchanges: [cacheExchange, fetchExchange, subscriptionExchange({ forwardSubscription: forwardOver(sockets) })],
  });

  const rooms = await urql.query<Rooms>(ROOMS, {}).toPromise();
  const { id } = rooms.data!.conferences.edges[0]!.node.roundTables[0]!;
  const load = async (): Promise<RoomAnswer> => {
    const { data, error } = await urql.query<RoomAnswer>(ROOM, { id }, { requestPolicy: "network-only" }).toPromise();
    if (!data) throw error ?? new Error("The room did not load.");
    return data;
  };
  const room = await load();
  if (!room.roundTable) return "There is no such room for you.";
  show(room.roundTable.title);

  const ballot = ballotToVoteIn(room);
  if (ballot) {
    const ballotId = ballot.id;
    const input = { ballotId, choice: "FOR", expectedMode: ballot.mode, clientMutationId: crypto.randomUUID() };
    const { data } = await urql.mutation<VoteAnswer>(VOTE, { input }).toPromise();
    show(data!.castVote.castAt ? "Voted." : `${data!.castVote.code}: ${data!.castVote.message}`);
  }

  const live = resume<Events, ReturnType<typeof gql>>({
    subscribe: overUrql(urql, sockets),
    query: gql(EVENTS),
    variables: { id },
    after: room.roundTable.liveCursor,
    load: async () => (await load()).roundTable?.liveCursor ?? null,
    onEvent: ({ data }) => data && show(`${data.roundTableEvents.seq} ${data.roundTableEvents.__typename}`),
  });
  signal.addEventListener("abort", () => live.stop());
  const { reason } = await live.ended;
  await sockets.dispose();
  return reason === "STOPPED" ? "Stopped." : reason;
}

/** The bare client: enough for what may be missed. After a lost socket its transport sends the first cursor again. */
export function watchBarely(
  urql: Client,
  room: { id: string; after: string },
  show: (line: string) => void,
): { unsubscribe(): void } {
  return urql
    .subscription<Events>(EVENTS, room)
    .subscribe(({ data, error }) => show(error ? `Refused: ${error.message}` : `${data!.roundTableEvents.seq}`));
}

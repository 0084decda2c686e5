import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws"; // Node from 22 on and browsers have their own
import { overApollo } from "../../../client/apollo.js";
import { createLiveClient } from "../../../client/graphql-ws.js";
import { resume } from "../../../client/live.js";
import { ballotToVoteIn, EVENTS, type Events, ROOM, type RoomAnswer, ROOMS, type Rooms } from "./rotunda.js";
import { type Session, VOTE, type VoteAnswer } from "./rotunda.js";

/** Takes part in the first room of the first conference: votes if there is a ballot, then watches until it is stopped. */
export async function takePart(session: Session, show: (line: string) => void, signal: AbortSignal): Promise<string> {
  const { url, socketUrl, token } = session;
  const sockets = createLiveClient(createClient, { url: socketUrl, token, webSocketImpl: WebSocket });
  const apollo = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === "subscription",
      new GraphQLWsLink(sockets),
      new HttpLink({ uri: url, fetch: session.fetch }),
    ),
  });

  const rooms = await apollo.query<Rooms>({ query: gql(ROOMS) });
  const { id } = rooms.data!.conferences.edges[0]!.node.roundTables[0]!;
  const load = async (): Promise<RoomAnswer> => {
    const { data } = await apollo.query<RoomAnswer>({
      query: gql(ROOM),
      variables: { id },
      fetchPolicy: "network-only",
    });
    return data!;
  };
  const room = await load();
  if (!room.roundTable) return "There is no such room for you.";
  show(room.roundTable.title);

  const ballot = ballotToVoteIn(room);
  if (ballot) {
    const ballotId = ballot.id;
    const input = { ballotId, choice: "FOR", expectedMode: ballot.mode, clientMutationId: crypto.randomUUID() };
    const { data } = await apollo.mutate<VoteAnswer>({
      mutation: gql(VOTE),
      variables: { input },
      fetchPolicy: "no-cache",
    });
    show(data!.castVote.castAt ? "Voted." : `${data!.castVote.code}: ${data!.castVote.message}`);
  }

  const live = resume<Events, ReturnType<typeof gql>>({
    subscribe: overApollo(apollo, sockets),
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

/** The bare client: enough for what may be missed. After a lost socket the link sends the first cursor again. */
export function watchBarely(
  apollo: ApolloClient,
  room: { id: string; after: string },
  show: (line: string) => void,
): { unsubscribe(): void } {
  return apollo.subscribe<Events>({ query: gql(EVENTS), variables: room }).subscribe({
    next: ({ data, error }) => show(data ? `${data.roundTableEvents.seq}` : `Refused: ${error?.message}`),
    error: (error: Error) => show(`Ended: ${error.message}`),
  });
}

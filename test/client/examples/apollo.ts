import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import { overApollo } from "../../../client/apollo.js";
import { createLiveClient } from "../../../client/graphql-ws.js";
import { type Live, type LiveEvent, resume } from "../../../client/live.js";
import type { Board, Room, RoomEvents, Session } from "./app.js";

const ROOM = gql`
  query Room($id: ID!) {
    roundTable(id: $id) {
      id
      title
      present
      liveCursor
    }
  }
`;
const EVENTS = gql`
  subscription RoomEvents($id: ID!, $after: String) {
    roundTableEvents(roundTableId: $id, after: $after) {
      seq
    }
  }
`;

export function followRoom(session: Session, board: Board, id: string): Live {
  const sockets = createLiveClient(createClient, { url: session.socketUrl, token: session.token });
  const apollo = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === "subscription",
      new GraphQLWsLink(sockets),
      new HttpLink({ uri: session.url, fetch: session.fetch }),
    ),
  });
  return resume({
    subscribe: overApollo(apollo, sockets),
    query: EVENTS,
    variables: { id },
    load: async () => {
      const { data } = await apollo.query<Room>({ query: ROOM, variables: { id }, fetchPolicy: "network-only" });
      board.show(data?.roundTable ?? null);
      return data?.roundTable?.liveCursor ?? null;
    },
    onEvent: (event: LiveEvent<RoomEvents>) => board.add(event),
    onState: (state) => board.status(state),
  });
}

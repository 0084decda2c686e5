import { cacheExchange, createClient as createUrqlClient, fetchExchange, gql, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-ws";
import { createLiveClient } from "../../../client/graphql-ws.js";
import { type Live, type LiveEvent, resume } from "../../../client/live.js";
import { forwardOver, overUrql } from "../../../client/urql.js";
import type { Board, Room, RoomEvents, Session } from "./app.js";

const ROOM = gql<Room, { id: string }>`
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
  const urql = createUrqlClient({
    url: session.url,
    preferGetMethod: false,
    fetch: session.fetch,
    exchanges: [cacheExchange, fetchExchange, subscriptionExchange({ forwardSubscription: forwardOver(sockets) })],
  });
  return resume({
    subscribe: overUrql(urql, sockets),
    query: EVENTS,
    variables: { id },
    load: async () => {
      const { data, error } = await urql.query(ROOM, { id }, { requestPolicy: "network-only" }).toPromise();
      if (!data) throw error ?? new Error("The room did not load.");
      board.show(data.roundTable);
      return data.roundTable?.liveCursor ?? null;
    },
    onEvent: (event: LiveEvent<RoomEvents>) => board.add(event),
    onState: (state) => board.status(state),
  });
}

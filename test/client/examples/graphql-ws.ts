import { createClient } from "graphql-ws";
import { createLiveClient, overGraphqlWs } from "../../../client/graphql-ws.js";
import { type Live, resume } from "../../../client/live.js";
import type { Board, Room, RoomEvents, Session } from "./app.js";

const ROOM = `query Room($id: ID!) { roundTable(id: $id) { title present liveCursor } }`;
const EVENTS = `subscription RoomEvents($id: ID!, $after: String) {
  roundTableEvents(roundTableId: $id, after: $after) { __typename seq }
}`;

export function followRoom(session: Session, board: Board, id: string): Live {
  const sockets = createLiveClient(createClient, { url: session.socketUrl, token: session.token });
  return resume<RoomEvents>({
    subscribe: overGraphqlWs(sockets),
    query: EVENTS,
    variables: { id },
    load: async () => {
      const body = JSON.stringify({ query: ROOM, variables: { id } });
      const response = await session.fetch(session.url, { method: "POST", body });
      const { data, errors } = (await response.json()) as { data?: Room; errors?: unknown };
      if (!data) throw Object.assign(new Error("The room did not load."), { errors });
      board.show(data.roundTable);
      return data.roundTable?.liveCursor ?? null;
    },
    onEvent: (event) => board.add(event),
    onState: (state) => board.status(state),
  });
}

import { WebSocket } from "ws"; // Node from 22 on and browsers have their own
import { ballotToVoteIn, type Events, ROOM, type RoomAnswer, ROOMS, type Rooms, type Session } from "./rotunda.js";
import { VOTE, type VoteAnswer } from "./rotunda.js";
import { type Payload, type Result, watch } from "./watching.js";

type Message =
  | { type: "connection_ack" | "ping" | "pong" | "complete" }
  | { type: "next"; payload: Result }
  | { type: "error"; payload: { message: string }[] }
  | { type: "closed"; code: number; reason: string }; // ours: the socket is gone

/** The protocol graphql-transport-ws, by hand: one subscription on a socket of its own. */
async function* subscribe(url: string, payload: Payload, token: string, signal: AbortSignal): AsyncGenerator<Result> {
  const inbox: Message[] = [];
  let wake = (): void => undefined;
  let heard = Date.now();
  const take = (message: Message): void => {
    inbox.push(message);
    wake();
  };
  const socket = new WebSocket(url, "graphql-transport-ws");
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const gone = (code: number, reason: string): void => take({ type: "closed", code, reason });
  socket.onopen = () => send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
  socket.onclose = ({ code, reason }) => gone(code, reason);
  socket.onerror = () => undefined; // a close follows
  socket.onmessage = ({ data }) => {
    heard = Date.now();
    const message = JSON.parse(String(data)) as Message;
    if (message.type === "ping") send({ type: "pong" });
    else if (message.type === "connection_ack") send({ type: "subscribe", id: "1", payload });
    else take(message);
  };
  const beat = setInterval(() => {
    if (Date.now() - heard > 15_000) gone(1006, "Nothing was heard for 15 seconds.");
    else if (socket.readyState === WebSocket.OPEN) send({ type: "ping" });
  }, 5_000);
  const stop = (): void => gone(1000, "Stopped.");
  signal.addEventListener("abort", stop);
  try {
    for (;;) {
      const message = inbox.shift();
      if (!message) await new Promise<void>((resolve) => (wake = resolve));
      else if (message.type === "next") yield message.payload;
      else if (message.type === "complete") return;
      else if (message.type === "error") throw Object.assign(new Error("Refused."), { errors: message.payload });
      else if (message.type === "closed") throw Object.assign(new Error(message.reason), { code: message.code });
    }
  } finally {
    clearInterval(beat);
    signal.removeEventListener("abort", stop);
    if (socket.readyState === WebSocket.OPEN) send({ type: "complete", id: "1" });
    socket.close(1000);
  }
}

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

  const onEvent = ({ seq, __typename }: Events["roundTableEvents"]): void => show(`${seq} ${__typename}`);
  const place = { id, after: room.roundTable.liveCursor };
  return watch(
    session,
    (payload, token) => subscribe(session.socketUrl, payload, token, signal),
    place,
    onEvent,
    signal,
  );
}

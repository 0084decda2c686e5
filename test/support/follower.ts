import { WebSocket } from "ws";

const FEED =
  "subscription F($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq cursor __typename } }";

/** A client below graphql-ws that follows a room, loses its connection when told, and resumes behind what it got last. */
export class Follower {
  readonly seen: number[] = [];
  reconnects = 0;
  /** The code of the error that ended the subscription. */
  refused: string | null = null;
  closeCode: number | null = null;
  private ws: WebSocket | null = null;
  private stopped = false;

  constructor(
    private readonly urlOf: () => string,
    private readonly token: string,
    private readonly tableId: string,
    private after: string,
  ) {
    this.connect();
  }

  /** Breaks the connection as a network does; connects again by itself. */
  cut(): void {
    this.ws?.terminate();
  }

  stop(): void {
    this.stopped = true;
    this.ws?.terminate();
  }

  private connect(): void {
    if (this.stopped || this.refused) return;
    const ws = new WebSocket(this.urlOf().replace(/^http/, "ws"), "graphql-transport-ws", { handshakeTimeout: 2_000 });
    this.ws = ws;
    ws.on("error", () => undefined);
    ws.once("open", () =>
      ws.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${this.token}` } })),
    );
    ws.on("message", (data) => this.hear(ws, JSON.parse(String(data as Buffer))));
    ws.once("close", (code) => {
      this.closeCode = code;
      if (this.stopped || this.refused || code === 4401) return;
      this.reconnects += 1;
      setTimeout(() => this.connect(), 5 + Math.random() * 30);
    });
  }

  private hear(ws: WebSocket, message: any): void {
    if (ws !== this.ws) return;
    if (message.type === "connection_ack") {
      const payload = { query: FEED, variables: { id: this.tableId, after: this.after } };
      ws.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
    }
    const errors = message.type === "error" ? message.payload : message.payload?.errors;
    if (errors) this.refused = errors[0].extensions.code as string;
    if (message.type !== "next" || errors) return;
    this.seen.push(message.payload.data.roundTableEvents.seq as number);
    this.after = message.payload.data.roundTableEvents.cursor as string;
  }
}

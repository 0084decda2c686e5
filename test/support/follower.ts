import { WebSocket } from "ws";
import { FEED, type Told, toTold } from "./told.js";

/** A client below graphql-ws that follows a room, loses its connection when told, and resumes behind what it got last. */
export class Follower {
  readonly told: Told[] = [];
  /** Connections that were lost or never came about. */
  reconnects = 0;
  /** Connections over which it was let go on behind what it got last. */
  resumed = -1;
  /** The code of the error that ended the subscription. */
  refused: string | null = null;
  /** The subscription has completed. */
  completed = false;
  /** Events that came although it was over. */
  late = 0;
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

  get seen(): number[] {
    return this.told.map((event) => event.seq);
  }

  /** Breaks the connection as a network does; connects again by itself. */
  cut(): void {
    this.ws?.terminate();
  }

  stop(): void {
    this.stopped = true;
    this.ws?.terminate();
  }

  private get over(): boolean {
    return this.refused !== null || this.completed;
  }

  private connect(): void {
    if (this.stopped || this.over) return;
    const ws = new WebSocket(this.urlOf().replace(/^http/, "ws"), "graphql-transport-ws", { handshakeTimeout: 2_000 });
    this.ws = ws;
    ws.on("error", () => undefined);
    ws.once("open", () =>
      ws.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${this.token}` } })),
    );
    ws.on("message", (data) => this.hear(ws, JSON.parse(String(data as Buffer))));
    ws.once("close", (code) => {
      this.closeCode = code;
      if (this.stopped || this.over || code === 4401) return;
      this.reconnects += 1;
      setTimeout(() => this.connect(), 5 + Math.random() * 30);
    });
  }

  private hear(ws: WebSocket, message: any): void {
    if (ws !== this.ws) return;
    if (message.type === "connection_ack") {
      const payload = { query: FEED, variables: { id: this.tableId, after: this.after } };
      ws.send(JSON.stringify({ id: "1", type: "subscribe", payload }));
      this.resumed += 1;
    }
    const errors = message.type === "error" ? message.payload : message.payload?.errors;
    if (message.type === "next" && this.over) this.late += 1;
    if (errors) this.refused = errors[0].extensions.code as string;
    if (message.type === "complete" && !this.refused) this.completed = true;
    if (message.type !== "next" || errors) return;
    this.told.push(toTold(message.payload.data.roundTableEvents));
    this.after = message.payload.data.roundTableEvents.cursor as string;
  }
}

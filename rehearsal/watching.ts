import { type Client, createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { Figures } from "./figures.js";
import { OPERATIONS } from "./operations.js";
import type { Person } from "./person.js";

interface RoomEvent {
  readonly __typename: string;
  readonly seq: number;
  readonly cursor: string;
  readonly ballot?: { readonly id: string };
}

/** How long a lost subscription waits before it is made again. */
const AGAIN_MS = 500;

/** Follows a room as its facilitator: counts the events, sees to it that none is missing, and tells when a ballot has closed. */
export class Watch {
  private readonly socket: Client;
  private readonly closed = new Set<string>();
  private readonly waiting = new Map<string, () => void>();
  private last: RoomEvent | null = null;
  private isOver = false;

  constructor(
    person: Person,
    url: string,
    private readonly roundTableId: string,
    private readonly figures: Figures,
  ) {
    this.socket = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: async () => ({ authorization: `Bearer ${await person.accessToken()}` }),
    });
    this.subscribe();
  }

  /** Resolves once the ballot has closed; false when nothing of it was seen for so long. */
  async sawClose(ballotId: string, milliseconds: number): Promise<boolean> {
    if (this.closed.has(ballotId)) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), milliseconds);
      this.waiting.set(ballotId, () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.socket.dispose();
  }

  private subscribe(): void {
    const variables = { roundTableId: this.roundTableId, after: this.last?.cursor ?? null };
    const payload = { query: OPERATIONS["RoomEvents"]!, variables, operationName: "RoomEvents" };
    this.socket.subscribe<{ roundTableEvents: RoomEvent }>(payload, {
      next: ({ data, errors }) => {
        if (data) this.take(data.roundTableEvents);
        else this.figures.failed(`RoomEvents: ${errors?.[0]?.message ?? "an empty message"}`);
      },
      error: () => this.again(),
      complete: () => this.again(),
    });
  }

  /** A socket may be lost, and closes once its token ends: it goes on from the last event. */
  private again(): void {
    if (!this.isOver) setTimeout(() => !this.isOver && this.subscribe(), AGAIN_MS).unref();
  }

  private take(event: RoomEvent): void {
    if (this.last && event.seq !== this.last.seq + 1)
      this.figures.failed(`RoomEvents: after event ${this.last.seq} of a room came ${event.seq}`);
    this.last = event;
    this.figures.events += 1;
    if (event.__typename !== "BallotClosedEvent" || !event.ballot) return;
    this.closed.add(event.ballot.id);
    this.waiting.get(event.ballot.id)?.();
    this.waiting.delete(event.ballot.id);
  }
}

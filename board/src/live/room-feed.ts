import type { TypedDocumentNode } from "urql";
import { type EndReason, type Live, resume } from "../../../client/live.js";
import { overUrql } from "../../../client/urql.js";
import type { Api } from "../api/client.js";
import { TableEventsDocument } from "../api/generated/events.js";
import type { Locale, TableEventsSubscription } from "../api/generated/types.js";
import { locale } from "../words/words.js";
import { type Connection, type Phase, watchConnection } from "./connection.js";
import { BETWEEN_VOTES } from "./pacing.js";

export type RoomEvent = TableEventsSubscription["roundTableEvents"];

/** The document that a room is drawn from; it selects `liveCursor`. */
export type RoomDocument = TypedDocumentNode<
  { readonly roundTable: { readonly liveCursor: string } | null },
  { id: string; locale: Locale }
>;

export interface FeedState {
  /** Whether the room is there: before that nothing can be drawn. */
  readonly isLoaded: boolean;
  readonly phase: Phase;
  /** The device's monotonic time up to which everything shown is true, in milliseconds. */
  readonly trueUntil: number;
  /** Why there is nothing more to hear; null while there is. */
  readonly ended: EndReason | null;
  /** Counts how often the room was loaded anew: what was asked for besides must be asked again. */
  readonly loads: number;
}

/** Follows one room for as long as its screen is open: loads it, takes every event, and says how true the screen is. */
export class RoomFeed {
  private current: FeedState = { isLoaded: false, phase: "starting", trueUntil: 0, ended: null, loads: 0 };
  private readonly watchers = new Set<() => void>();
  private readonly hearers = new Set<(event: RoomEvent) => void>();
  private readonly connection: Connection;
  private live: Live;

  constructor(
    private readonly api: Api,
    private readonly room: RoomDocument,
    readonly roundTableId: string,
  ) {
    this.connection = watchConnection(api.sockets, (phase, trueUntil) => this.set({ phase, trueUntil }));
    this.live = this.follow();
  }

  /** For useSyncExternalStore. */
  readonly state = (): FeedState => this.current;
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Calls with each event, once and in order. */
  hear(hearer: (event: RoomEvent) => void): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  /** After REVOKED: perhaps this person is admitted in another way now. */
  again(): void {
    this.live.stop();
    this.set({ ended: null });
    this.live = this.follow();
  }

  stop(): void {
    this.connection.stop();
    this.live.stop();
    this.watchers.clear();
    this.hearers.clear();
  }

  private follow(): Live {
    const { urql, sockets } = this.api;
    const live = resume<TableEventsSubscription, typeof TableEventsDocument>({
      subscribe: overUrql(urql, sockets),
      query: TableEventsDocument,
      variables: { roundTableId: this.roundTableId },
      load: () => this.load(),
      onEvent: ({ data }) => {
        if (data) for (const hearer of this.hearers) hearer(data.roundTableEvents);
      },
      onState: (state) => this.connection.follow(state),
      // Votes are held back for a moment: the screen is not said to be true again before they are shown.
      quiet: BETWEEN_VOTES + 150,
    });
    void live.ended.then(({ reason }) => {
      if (live === this.live && reason !== "STOPPED") this.set({ ended: reason });
    });
    return live;
  }

  private async load(): Promise<string | null> {
    const variables = { id: this.roundTableId, locale: locale() };
    const { data, error } = await this.api.urql
      .query(this.room, variables, { requestPolicy: "network-only" })
      .toPromise();
    if (!data) throw error ?? new Error("The room did not load.");
    if (data.roundTable) this.set({ isLoaded: true, loads: this.current.loads + 1 });
    return data.roundTable?.liveCursor ?? null;
  }

  private set(part: Partial<FeedState>): void {
    this.current = { ...this.current, ...part };
    for (const watcher of this.watchers) watcher();
  }
}

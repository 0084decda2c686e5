import { createContext, use, useSyncExternalStore } from "react";
import type { Api } from "../api/client.js";
import type { Session } from "../api/session.js";
import type { ServerClock } from "../live/clock.js";
import type { FeedState, RoomFeed } from "../live/room-feed.js";

/** What every screen has once somebody is signed in. */
export interface App {
  readonly session: Session;
  readonly api: Api;
  readonly clock: ServerClock;
}

const AppContext = createContext<App | null>(null);
const FeedContext = createContext<RoomFeed | null>(null);

export const AppProvider = AppContext.Provider;
export const FeedProvider = FeedContext.Provider;

export function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error("Nobody is signed in here.");
  return app;
}

export function useFeed(): RoomFeed {
  const feed = use(FeedContext);
  if (!feed) throw new Error("There is no room here.");
  return feed;
}

export function useFeedState(): FeedState {
  const feed = useFeed();
  return useSyncExternalStore(feed.watch, feed.state);
}

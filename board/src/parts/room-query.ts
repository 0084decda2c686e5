import { useEffect, useRef } from "react";
import { type AnyVariables, type TypedDocumentNode, useQuery } from "urql";
import { useFeed, useFeedState } from "./app-context.js";
import type { RoomEvent } from "../live/room-feed.js";

/** Several events in a row are one reason to ask again, in milliseconds. */
const SETTLE = 300;
/** Phones of a full hall hear an event in the same moment: what is looked at now is asked for within one second, the rest within two. */
export const SOON = 1_000;
export const AT_LEISURE = 2_000;

/** How long to wait before asking again, in milliseconds: everybody at random, so that a hall does not ask at once. */
export function settling(spread: number, chance: () => number = Math.random): number {
  return SETTLE + chance() * spread;
}

export interface RoomQueryOptions {
  /** Which events change what is asked for and do not bring it along themselves. */
  readonly changedBy?: (event: RoomEvent) => boolean;
  readonly pause?: boolean;
  /** Over how long a full hall spreads its questions after an event, in milliseconds; 0 for the few who conduct or show. */
  readonly spread?: number;
}

/**
 * Asks for a part of the room that its own document does not hold, from the cache at once and from the server besides: again
 * after the room was loaded anew, and after events that change it. An answer that was under way while such an event came may
 * be older than the event: it is asked for once more.
 */
export function useRoomQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { changedBy, pause = false, spread = 0 }: RoomQueryOptions = {},
): { readonly data: Data | undefined; readonly failed: boolean; readonly ask: () => void } {
  const feed = useFeed();
  const { loads } = useFeedState();
  const [{ data, error, fetching, stale }, execute] = useQuery({
    query,
    variables,
    pause,
    requestPolicy: "cache-and-network",
  });
  const ask = (): void => execute({ requestPolicy: "network-only" });
  const isUnderWay = fetching || stale;
  const latest = useRef({ ask, changedBy, isUnderWay });
  latest.current = { ask, changedBy, isUnderWay };
  // urql drops a question that is asked while the same one is under way: it is asked when that was answered.
  const again = useRef(false);
  useEffect(() => {
    if (isUnderWay || !again.current) return;
    again.current = false;
    latest.current.ask();
  }, [isUnderWay]);
  const firstLoad = useRef(loads);
  useEffect(() => {
    if (!pause && loads !== firstLoad.current) latest.current.ask();
  }, [loads, pause]);
  useEffect(() => {
    if (pause) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const off = feed.hear((event) => {
      if (!latest.current.changedBy?.(event)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        if (latest.current.isUnderWay) again.current = true;
        else latest.current.ask();
      }, settling(spread));
    });
    return () => {
      clearTimeout(timer);
      off();
    };
  }, [feed, pause, spread]);
  return { data, failed: error !== undefined && !fetching && !stale, ask };
}

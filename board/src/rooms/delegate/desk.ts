import { useSyncExternalStore } from "react";
import { useApp, useFeedState } from "../../parts/app-context.js";
import { type Ask, deskOf, type Slip } from "./voting-desk.js";

export interface Voting {
  readonly slip: Slip;
  readonly choose: (draft: string) => void;
  readonly change: (isChanging: boolean) => void;
  readonly send: () => void;
  readonly again: () => void;
}

/** The desk for one ballot. Whether there is a connection is judged at the press. */
export function useVoting(ask: Ask): Voting {
  const { session, api } = useApp();
  const { phase, ended } = useFeedState();
  const desk = deskOf(session);
  const slip = useSyncExternalStore(desk.watch, () => desk.slip(ask.ballotId));
  const isReachable = navigator.onLine && phase !== "behind" && ended === null;
  return {
    slip,
    choose: (draft) => desk.choose(ask.ballotId, draft),
    change: (isChanging) => desk.change(ask.ballotId, isChanging),
    send: () => void desk.send(api, ask, isReachable),
    again: () => void desk.again(ask.ballotId),
  };
}

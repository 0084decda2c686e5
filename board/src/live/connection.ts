import type { Client } from "graphql-ws";
import type { LiveState } from "../../../client/live.js";

/**
 * How true a screen is. `checking`: an answer is late. `behind`: nothing was heard for ten seconds, the figures are old.
 * `back`: it is true again, said for a moment after it was behind.
 */
export type Phase = "starting" | "live" | "checking" | "behind" | "back";

export interface Connection {
  /** What the subscription says of itself. */
  follow(state: LiveState): void;
  stop(): void;
}

/** The server answers a ping every five seconds; so long after the last word the screen says that it is checking … */
const LATE = 7_000;
/** … and so long after it that its figures are old. A blip shorter than that is nobody's business. */
const OLD = 10_000;
const BACK = 4_000;
/** What was missed is handed over in a moment: a feed that is still busy after so long is busy with what happens now. */
const CAUGHT_UP = 3_000;

/**
 * Judges by what was heard and not by what the browser believes of its network. Calls back when the phase changes, and each
 * second while the screen is behind. `trueUntil` is the monotonic time of the last moment at which all was known.
 */
export function watchConnection(
  sockets: Client,
  tell: (phase: Phase, trueUntil: number) => void,
  now: () => number = () => performance.now(),
): Connection {
  let state: LiveState = "connecting";
  /** Since when the feed has been busy, without having been live before; null while that says nothing. */
  let catchingUpSince: number | null = null;
  let phase: Phase = "starting";
  let heardAt = now();
  let trueUntil = now();
  let backAt = 0;
  const set = (next: Phase): void => {
    if (next === "back" && phase !== "back") backAt = now();
    if (next === phase && phase !== "behind") return;
    phase = next;
    tell(phase, trueUntil);
  };
  const judge = (): void => {
    const quiet = now() - heardAt;
    const isBusy = state === "catching up" && (catchingUpSince === null || now() - catchingUpSince >= CAUGHT_UP);
    const isLive = (state === "live" || isBusy) && quiet < LATE;
    if (isLive) trueUntil = heardAt;
    if (isLive && (phase === "behind" || phase === "back"))
      set(phase === "back" && now() - backAt > BACK ? "live" : "back");
    else if (isLive) set("live");
    else if (phase === "starting" && quiet < OLD) return;
    else if (now() - trueUntil >= OLD) set("behind");
    else if (now() - trueUntil >= LATE) set("checking");
  };
  const heard = (): void => {
    heardAt = now();
    judge();
  };
  const off = [sockets.on("message", heard), sockets.on("pong", heard), sockets.on("connected", heard)];
  const timer = setInterval(judge, 1_000);
  return {
    follow: (next) => {
      if (next !== state) catchingUpSince = next === "catching up" && state !== "live" ? now() : null;
      state = next;
      judge();
    },
    stop: () => {
      clearInterval(timer);
      for (const one of off) one();
    },
  };
}

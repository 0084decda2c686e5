/** The player behind the server's `startRehearsal`: a process of its own that takes its options over the channel of its parent and ends with it. */
import { play, type Progress, type RehearsalOptions } from "./play.js";

type Ordered = Pick<RehearsalOptions, "delegations" | "speed" | "seed" | "rounds" | "url" | "administratorCode">;

const stopping = new AbortController();
let last: Progress | null = null;

process.once("disconnect", () => stopping.abort());
process.on("message", (message: Ordered | "stop") => {
  if (message === "stop") stopping.abort();
  else void perform(message);
});

async function perform(ordered: Ordered): Promise<void> {
  const { state, summary, conferenceId } = await play({
    ...ordered,
    only: "all",
    signal: stopping.signal,
    onProgress: (progress) => {
      last = progress;
      tell("RUNNING", progress, 0);
    },
  });
  const failures = Object.entries(summary.errors).reduce((sum, [, count]) => sum + count, 0);
  const [first] = Object.keys(summary.errors);
  const words = { FINISHED: "The conference is over.", STOPPED: "It was stopped.", FAILED: first ?? "It failed." }[
    state
  ];
  const share = state === "FINISHED" ? 1 : (last?.share ?? 0);
  const { rooms = {}, access = [] } = last ?? {};
  tell(state, { isNews: true, place: "", words, deeds: summary.deeds, share, conferenceId, rooms, access }, failures);
  process.disconnect?.();
}

function tell(state: string, progress: Progress, errors: number): void {
  const { place, words, deeds, share, conferenceId, access } = progress;
  if (process.connected)
    process.send?.({ state, words: place ? `${place}: ${words}` : words, deeds, share, errors, conferenceId, access });
}

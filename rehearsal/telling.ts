import type { Summary } from "./figures.js";
import type { Outcome, Progress } from "./play.js";

const ENDINGS = { FINISHED: "Finished", STOPPED: "Stopped", FAILED: "Failed" } as const;
const STATUS_MS = 10_000;
const say = (words: string): void => void process.stdout.write(`${words}\n`);

/** A line for each thing that happened; now and then one on how far it is. */
export class Teller {
  private last: Progress | null = null;
  private readonly timer = setInterval(() => this.status(), STATUS_MS);

  tell(progress: Progress): void {
    if (!this.last) say(openingWords(progress));
    this.last = progress;
    if (progress.isNews) say(`${progress.place.padEnd(5)}${progress.words}`);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private status(): void {
    if (this.last) say(`     … ${Math.round(this.last.share * 100)} % played, ${this.last.deeds} deeds`);
  }
}

function openingWords({ conferenceId, rooms, access }: Progress): string {
  return [
    `Conference ${conferenceId}`,
    ...Object.entries(rooms).map(([code, id]) => `  ${code.padEnd(5)} ${id}`),
    "Access codes, to watch or to take part:",
    ...access.map(({ role, accessCode }) => `  ${accessCode}  ${role}`),
    "",
  ].join("\n");
}

/** What a rehearsal came to. */
export function closingWords({ state, script, summary }: Outcome): string {
  return [
    "",
    `${ENDINGS[state]} after ${summary.seconds} s. Script ${script}.`,
    `  ${summary.deeds} deeds, ${summary.votes} votes in ${summary.ballots} ballots, ${summary.events} events seen`,
    `  ${summary.requests} requests, ${summary.requestsPerSecond} a second; half of them within ${summary.p50} ms, 95 of 100 within ${summary.p95} ms`,
    `  refused: ${counts(summary.refusals) || "nothing"}`,
    `  errors: ${counts(summary.errors) || "none"}`,
  ].join("\n");
}

function counts(of: Summary["errors"]): string {
  return Object.entries(of)
    .map(([what, count]) => `${what} ${count}`)
    .join(", ");
}

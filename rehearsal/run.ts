/** `npm run rehearse`: plays a conference, tells what happens, and sums up. Exit code 1 when something went wrong, 2 for a wrong option. */
import { type Command, readOptions, USAGE, UsageError } from "./options.js";
import { play } from "./play.js";
import { closingWords, Teller } from "./telling.js";

const MINUTE = 60_000;
const say = (words: string): void => void process.stdout.write(`${words}\n`);

try {
  const command = readOptions(process.argv.slice(2));
  if (command) process.exitCode = await rehearse(command);
  else say(USAGE);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function rehearse({ minutes, ...options }: Command): Promise<number> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  // The terminal and npm may both send the same signal: a second one changes nothing, also while the last words are said.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  const limit = minutes === null ? undefined : setTimeout(stop, minutes * MINUTE);
  const { delegations, speed, seed, url } = options;
  say(`Rehearsal of ${delegations} delegations at ${speed} times the speed of life, seed ${seed}, at ${url}`);
  const teller = new Teller();
  const outcome = await play({ ...options, signal: stopping.signal, onProgress: (progress) => teller.tell(progress) });
  teller.end();
  clearTimeout(limit);
  say(closingWords(outcome));
  return Object.keys(outcome.summary.errors).length > 0 ? 1 : 0;
}

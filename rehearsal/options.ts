import { parseArgs } from "node:util";
import type { RehearsalOptions } from "./play.js";
import { MOST_DELEGATIONS } from "./regions.js";
import { SUBJECTS } from "./phrases.js";

export const USAGE = `Usage: npm run rehearse -- [options]

Plays a synthetic conference through the public API: five regional tables and the plenary.

  --delegations N   5 to ${MOST_DELEGATIONS}; 50 when nothing is said
  --speed N         how many times faster than in life, 1 to 50; 10 when nothing is said
  --seed N          the same number plays the same script; 1 when nothing is said
  --rounds N        agenda items of each regional table, 1 to ${SUBJECTS.length}; 3 when nothing is said
  --only WHAT       tables or plenary
  --minutes N       stops after so many minutes, also when it is not over
  --url URL         of the API; http://127.0.0.1:4000/graphql when nothing is said
  --admin-code CODE an administrator's access code; demo-admin when nothing is said

Stop with Ctrl-C.`;

/** The command was not understood; its message says why. */
export class UsageError extends Error {}

export type Command = Omit<RehearsalOptions, "signal" | "onProgress"> & { readonly minutes: number | null };

const OPTIONS = {
  delegations: { type: "string", default: "50" },
  speed: { type: "string", default: "10" },
  seed: { type: "string", default: "1" },
  rounds: { type: "string", default: "3" },
  only: { type: "string", default: "all" },
  minutes: { type: "string" },
  url: { type: "string", default: "http://127.0.0.1:4000/graphql" },
  "admin-code": { type: "string", default: "demo-admin" },
  help: { type: "boolean", default: false },
} as const;

/** Reads the command line; null: only help was asked for. */
export function readOptions(args: string[]): Command | null {
  const values = parsed(args);
  if (values.help) return null;
  const { only, url } = values;
  if (only !== "all" && only !== "tables" && only !== "plenary")
    throw new UsageError("--only must be tables or plenary.");
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new UsageError(`--url ${url} is no address of an API.`);
  return {
    delegations: whole("delegations", values.delegations, 5, MOST_DELEGATIONS),
    speed: whole("speed", values.speed, 1, 50),
    seed: whole("seed", values.seed, 0, 2_147_483_647),
    rounds: whole("rounds", values.rounds, 1, SUBJECTS.length),
    ...{ only, url, administratorCode: values["admin-code"] },
    minutes: values.minutes === undefined ? null : whole("minutes", values.minutes, 1, 1_440),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function whole(name: string, given: string, least: number, most: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(given)}.`);
}

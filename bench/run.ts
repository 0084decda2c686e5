import "reflect-metadata";
import { parseArgs } from "node:util";
import { listenForInterrupts } from "./interrupt.js";
import { checkOpenFiles, load, machineFacts } from "./machine.js";
import { installPeers } from "./peers.js";
import { type Circumstances, footnote, keep } from "./results.js";
import type { Scenario } from "./scenario.js";
import { fanOut } from "./scenarios/fan-out.js";
import { growth } from "./scenarios/growth.js";
import { latency } from "./scenarios/latency.js";
import { memory } from "./scenarios/memory.js";
import { requests } from "./scenarios/requests.js";
import { secret } from "./scenarios/secret.js";
import { stalled } from "./scenarios/stalled.js";
import { trail } from "./scenarios/trail.js";
import { votes } from "./scenarios/votes.js";
import type { Settings } from "./settings.js";

/** Every scenario, in the order in which they run. */
const SCENARIOS: readonly Scenario[] = [fanOut, latency, memory, stalled, growth, requests, votes, secret, trail];

const USAGE = `Usage: npm run bench -- <what> [options]

  live        ${aboutOf("live")}
  requests    ${aboutOf("requests")}
  votes       ${aboutOf("votes")}
  all         everything
  <scenario>  one of them: ${SCENARIOS.map(({ name }) => name).join(", ")}

  --short           about two minutes in total, small counts, nothing written: whether it all works; alone it means all
  --rounds N        how often each server is measured; each scenario has its own number
  --servers A,B     only these: raw, corked, stock, mercurius, yoga, rotunda, apollo
  --megabytes N     what passes a stalled subscriber (stalled), 100
  --no-write        leave bench/results and bench/README.md as they are
  --help            this

BENCH_POSTGRES_URL names a PostgreSQL server on which databases may be made and dropped; without it
postgres://postgres@127.0.0.1:5432/postgres is tried, then the embedded server is started.`;

const options = {
  short: { type: "boolean", default: false },
  rounds: { type: "string" },
  servers: { type: "string" },
  megabytes: { type: "string" },
  "no-write": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function aboutOf(group: Scenario["group"]): string {
  const of = SCENARIOS.filter((scenario) => scenario.group === group);
  return of.length > 0 ? of.map(({ name, about }) => `${name}: ${about}`).join("\n              ") : "(not there yet)";
}

function wholeNumber(name: string, given: string | undefined): number | null {
  if (given === undefined) return null;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1`);
  return number;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const words = positionals.length === 0 && values.short ? ["all"] : positionals;
  if (values.help || words.length === 0) {
    console.log(USAGE);
    return 0;
  }
  const wanted = SCENARIOS.filter(({ name, group }) => words.some((word) => ["all", name, group].includes(word)));
  const unknown = words.filter((word) => !SCENARIOS.some(({ name, group }) => ["all", name, group].includes(word)));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}.\n\n${USAGE}`);
  const settings: Settings = {
    short: values.short,
    rounds: wholeNumber("rounds", values.rounds),
    servers: values.servers?.split(",").map((name) => name.trim()) ?? null,
    megabytes: wholeNumber("megabytes", values.megabytes),
  };
  checkOpenFiles();
  installPeers();
  let failures = 0;
  for (const scenario of wanted) failures += await runOne(scenario, settings, !values.short && !values["no-write"]);
  return failures > 0 ? 1 : 0;
}

/** Answers how many servers failed. */
async function runOne(scenario: Scenario, settings: Settings, write: boolean): Promise<number> {
  const before = { at: new Date(), load: load() };
  console.error(`bench: ${scenario.name}, load average ${before.load}`);
  const outcome = await scenario.run(settings);
  const circumstances: Circumstances = {
    at: before.at.toISOString(),
    minutes: Number(((Date.now() - before.at.getTime()) / 60_000).toFixed(1)),
    loadBefore: before.load,
    loadAfter: load(),
    machine: machineFacts(),
  };
  console.log(`\n${outcome.markdown}\n\n${footnote(circumstances)}\n`);
  if (write) await keep(scenario.name, outcome, circumstances);
  for (const failure of outcome.failures) console.error(`FAILED ${scenario.name}: ${failure}`);
  return outcome.failures.length;
}

listenForInterrupts();
try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

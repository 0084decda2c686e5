import { SUBJECTS } from "../room.js";
import type { Outcome } from "../scenario.js";
import { groupBy, median, round } from "../statistics.js";
import { table, verdict } from "../tables.js";
import type { Plan, Run } from "./stalled.js";
import type { Waited, Weight } from "./stalled-passage.js";

/** The others' p99 beside a stalled reader, against without. */
const REACH_P99 = 1.5;
/** MiB: its window, some pages of the log, and what of both is garbage that is not collected yet. */
const REACH_MIB = 4;
/** MiB that more than three times the megabytes may add to that. */
const REACH_GROWTH = 1;
const { rotunda } = SUBJECTS;

const MiB = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

/** What the others waited, what the server weighed, and what became of the one that stopped. */
export function stalledReport(plan: Plan, runs: readonly Run[], absent: readonly string[]): Omit<Outcome, "failures"> {
  const targets = targetsOf(plan, runs);
  const verdicts = table(
    ["target", "reach", "found", ""],
    targets.map((one) => [one.what, `at most ${one.reach}`, one.found?.toFixed(2) ?? "–", one.verdict]),
  );
  const groups = [...groupBy(runs, ({ server, megabytes, stalled }) => `${server}/${megabytes}/${stalled}`).values()];
  const text = `${plan.readers} readers, ${round(plan.megabytesPerSecond, 2)} MB a second.`;
  const parts = [text, verdicts, waitedTable(groups), weightTable(groups), ...endings(groups)];
  if (absent.length > 0) parts.push(`Left out: ${absent.join("; ")}.`);
  return { data: { plan, targets, absent, runs }, markdown: parts.join("\n\n") };
}

const nameOf = ([one]: readonly Run[]): string =>
  `${one!.server}, ${one!.megabytes} MB, ${one!.stalled ? "one stalled" : "none stalled"}`;

function waitedTable(groups: readonly (readonly Run[])[]): string {
  const rows = groups.flatMap((of) => {
    const all = of.flatMap(({ waited }) => waited ?? []);
    if (all.length === 0) return [];
    const ms = (value: (one: Waited) => number, phase: "stopped" | "resumed"): string =>
      median(all.map((one) => value(one[phase]))).toFixed(1);
    const figures = [
      ms(({ emitted }) => emitted.p50, "stopped"),
      ms(({ emitted }) => emitted.p99, "stopped"),
      ms(({ due }) => due.p99, "stopped"),
      ms(({ emitted }) => emitted.p99, "resumed"),
      ms(({ due }) => due.p99, "resumed"),
    ];
    return [[nameOf(of), ...figures]];
  });
  return table(["the others, ms", "p50", "p99", "p99 from schedule", "p99 in catch-up", "from schedule"], rows);
}

function weightTable(groups: readonly (readonly Run[])[]): string {
  const rows = groups.map((of) => {
    const figure = (value: (one: Run) => number): string => MiB(median(of.map(value)));
    const mostOf = (weights: readonly Weight[], value: (weight: Weight) => number): number =>
      weights.reduce((a, weight) => Math.max(a, value(weight)), 0);
    const most = (one: Run, value: (weight: Weight) => number): number => mostOf([one.before, ...one.stopped], value);
    const last = (one: Run): Weight => [one.before, ...one.stopped, ...one.resumed].at(-1)!;
    return [
      nameOf(of),
      figure(({ before }) => before.held),
      figure((one) => most(one, ({ held }) => held)),
      figure((one) => last(one).held),
      figure(({ before }) => before.rss),
      figure((one) => most(one, ({ rss }) => rss)),
      figure((one) => last(one).rss),
      figure((one) => mostOf(one.resumed, ({ peak }) => peak)),
    ];
  });
  const head = ["MiB after collection", "held before", "most", "at the end", "resident before", "most", "at the end"];
  return table([...head, "most, catching up, uncollected"], rows);
}

/** What a stalled reader adds to what the server holds, in MiB: the growth beside it, less the growth without it; at least 0. */
function extra(runs: readonly Run[], megabytes: number): number {
  const grown = (stalled: boolean): number[] =>
    runs
      .filter((one) => one.server === rotunda.name && one.megabytes === megabytes && one.stalled === stalled)
      .map((one) => Math.max(...one.stopped.map(({ held }) => held)) - one.before.held);
  return Math.max(0, median(grown(true)) - median(grown(false))) / 2 ** 20;
}

function targetsOf({ megabytes, fewer }: Plan, runs: readonly Run[]) {
  const p99 = (stalled: boolean, turn: number): number =>
    runs.find(
      (one) =>
        one.server === rotunda.name && one.megabytes === megabytes && one.stalled === stalled && one.round === turn,
    )?.waited?.stopped.emitted.p99 ?? Number.NaN;
  const turns = [...new Set(runs.map((one) => one.round))];
  const ratio = median(turns.map((turn) => p99(true, turn) / p99(false, turn)).filter((one) => !Number.isNaN(one)));
  const [many, few] = [extra(runs, megabytes), extra(runs, fewer)];
  const targets = [
    {
      what: `Rotunda: the others' p99 beside one stalled, against without, ${megabytes} MB`,
      reach: REACH_P99,
      found: ratio,
    },
    { what: `Rotunda: MiB more held beside one stalled, ${fewer} MB pass`, reach: REACH_MIB, found: few },
    { what: `Rotunda: the same, ${megabytes} MB pass`, reach: REACH_MIB, found: many },
    {
      what: "Rotunda: MiB more after the larger number than after the smaller",
      reach: REACH_GROWTH,
      found: many - few,
    },
  ];
  return targets.map((one) => ({
    ...one,
    found: Number.isNaN(one.found) ? null : round(one.found, 2),
    verdict: verdict(one.found, one.reach, "at most"),
  }));
}

/** In words, a line for each kind of run with one that stopped. */
function endings(groups: readonly (readonly Run[])[]): string[] {
  const lines = groups
    .filter(([one]) => one!.stalled)
    .map((of) => `- ${nameOf(of)}: ${[...new Set(of.map(endingOf))].join("; ")}.`);
  return lines.length > 0 ? [lines.join("\n")] : [];
}

function endingOf({ died, straggler, stopped, before }: Run): string {
  if (died !== null) return died;
  if (!straggler) return "no word of it";
  const { caughtUp, events, faults, closes, resumed } = straggler;
  const how =
    closes.length === 0
      ? "in the same socket"
      : `in another socket (${closes.join(", ")}; came back ${resumed} ${resumed === 1 ? "time" : "times"})`;
  const weight = Math.max(...stopped.map(({ held }) => held)) - before.held;
  if (caughtUp) return `read on ${how} and got every event once`;
  return `read on ${how} and got ${events} events; ${faults.join(", ") || "not all"}; ${MiB(weight)} MiB more were held`;
}

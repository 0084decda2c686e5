import type { Outcome } from "../scenario.js";
import { median, round } from "../statistics.js";
import { table, verdict } from "../tables.js";
import type { Growth, Idle, Plan, Sample } from "./growth.js";

/** How much more a delivery may cost. */
const REACH = 1.1;

interface Cell {
  readonly growth: string;
  readonly burst: number;
  /** Medians, CPU microseconds of the server per delivery. */
  readonly base: number;
  readonly grown: number;
  /** The median of the rounds' own ratios, and the smallest and largest of them. */
  readonly ratio: number;
  readonly spread: readonly [number, number];
  /** The same of PostgreSQL's backends, per event; null where they cannot be seen. */
  readonly postgres: { readonly base: number; readonly grown: number; readonly ratio: number } | null;
  readonly verdict: string;
}

/** Ratios with their spread, round by round, and what an idle node costs. */
export function growthReport(
  plan: Plan,
  growths: readonly Growth[],
  samples: readonly Sample[],
  idles: readonly Idle[],
): Omit<Outcome, "failures"> {
  const cells = growths.flatMap(({ name }) => plan.bursts.map(({ burst }) => cellOf(samples, name, burst)));
  const { base, sockets, watchers } = plan;
  const text = [
    `A room of ${sockets.toLocaleString("en")} sockets beside ${base.topics} other topics of ${base.conferences} conferences, each watched by`,
    `${watchers}; ${base.history.toLocaleString("en")} events in the room's log, ${base.others} in each other. Every figure is that of a fresh process, in`,
    `turns with one beside the base; a ratio may be at most ${REACH}.`,
  ].join("\n");
  return {
    data: { plan, growths, cells, idles, samples },
    markdown: [text, tableOf(cells, growths), idleText(idles)].join("\n\n"),
  };
}

function cellOf(samples: readonly Sample[], growth: string, burst: number): Cell {
  const of = (side: Sample["side"]): Sample[] =>
    samples.filter((one) => one.growth === growth && one.burst === burst && one.side === side);
  const [base, grown] = [of("base"), of("grown")];
  const pairs = grown.map((one) => [one, base.find((other) => other.round === one.round)!] as const);
  const ratios = pairs.map(([one, other]) => one.cpu / other.cpu);
  const ratio = round(median(ratios), 3);
  return {
    ...{ growth, burst, ratio },
    base: round(median(base.map(({ cpu }) => cpu)), 2),
    grown: round(median(grown.map(({ cpu }) => cpu)), 2),
    spread: [round(Math.min(...ratios), 2), round(Math.max(...ratios), 2)],
    postgres: postgresOf(pairs),
    verdict: verdict(ratio, REACH, "at most"),
  };
}

function postgresOf(pairs: readonly (readonly [Sample, Sample])[]): Cell["postgres"] {
  const seen = pairs.flatMap(([grown, base]) =>
    grown.postgres === null || base.postgres === null ? [] : [[grown.postgres, base.postgres] as const],
  );
  if (seen.length === 0) return null;
  return {
    base: round(median(seen.map(([, base]) => base)), 0),
    grown: round(median(seen.map(([grown]) => grown)), 0),
    ratio: round(median(seen.map(([grown, base]) => grown / base)), 2),
  };
}

function tableOf(cells: readonly Cell[], growths: readonly Growth[]): string {
  const rows = cells.map(({ growth, burst, base, grown, ratio, spread, postgres, verdict: found }) => {
    const { holdings } = growths.find(({ name }) => name === growth)!;
    const [least, most] = spread;
    return [
      growth,
      holdings.topics,
      (holdings.history + holdings.topics * holdings.others).toLocaleString("en"),
      burst,
      base.toFixed(2),
      grown.toFixed(2),
      `${ratio.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`,
      found,
      postgres ? `${postgres.base} → ${postgres.grown} (${postgres.ratio.toFixed(2)})` : "–",
    ];
  });
  const head = ["grown", "topics", "events", "a tick", "µs, base", "µs, grown", "ratio (rounds)", ""];
  return table([...head, "PostgreSQL, µs per event"], rows);
}

function idleText(idles: readonly Idle[]): string {
  const rows = idles.map(({ topics, sockets, cpu, postgres }) => [
    topics.toLocaleString("en"),
    sockets.toLocaleString("en"),
    cpu.toFixed(1),
    postgres === null ? "–" : postgres.toFixed(1),
  ]);
  return table(["idle node: topics", "sockets", "CPU ms per second", "PostgreSQL, ms per second"], rows);
}

import { barChart, type BarGroup } from "../plot.js";
import { SUBJECTS } from "../room.js";
import type { Outcome } from "../scenario.js";
import { groupBy, median, medianRatio, round } from "../statistics.js";
import { table, verdict } from "../tables.js";
import type { Sample } from "./fan-out.js";

interface Cell {
  readonly server: string;
  readonly sockets: number;
  readonly burst: number;
  readonly user: number;
  readonly system: number;
  readonly cpu: number;
  /** Against the plain raw loop of the same round, sockets and burst; the median of rounds. */
  readonly ratio: number;
  readonly perSecond: number;
  readonly bytes: number;
  readonly sink: number;
  readonly rounds: number;
}

const cpuOf = ({ user, system }: Sample): number => user + system;
const { raw, rotunda, stock } = SUBJECTS;

/** Medians by server, sockets and burst; what they say against the targets; bars. */
export function fanOutReport(samples: readonly Sample[], absent: readonly string[]): Omit<Outcome, "failures"> {
  const cells = cellsOf(samples);
  const targets = targetsOf(samples);
  const verdicts = table(
    ["target, 1,000 sockets", "reach", "found", ""],
    targets.map((one) => [one.what, `${one.direction} ${one.reach}`, one.found?.toFixed(2) ?? "–", one.verdict]),
  );
  const sizes = [...groupBy(cells, ({ sockets }) => String(sockets)).values()].map(tableOf);
  const parts = [verdicts, "![CPU per delivery](results/fan-out.svg)", ...sizes];
  if (absent.length > 0) parts.push(`Left out: ${absent.join("; ")}.`);
  return {
    data: { cells, targets, absent, samples },
    markdown: parts.join("\n\n"),
    pictures: { "fan-out.svg": pictureOf(cells) },
  };
}

/** One number of sockets: a row per server, and per burst "CPU µs (user + system), ratio to the plain raw loop". */
function tableOf(cells: readonly Cell[]): string {
  const bursts = [...groupBy(cells, ({ burst }) => String(burst)).keys()];
  const rows = [...groupBy(cells, ({ server }) => server)].map(([server, of]) => {
    const last = of.at(-1)!;
    const figures = of.flatMap(({ cpu, user, system, ratio }) => [
      `${cpu.toFixed(1)} (${user.toFixed(1)} + ${system.toFixed(1)})`,
      Number.isNaN(ratio) ? "–" : ratio.toFixed(2),
    ]);
    return [server, ...figures, last.perSecond.toLocaleString("en"), last.bytes.toFixed(1), last.sink.toFixed(1)];
  });
  const columns = bursts.flatMap((burst) => [`µs, ${burst} a tick`, "ratio"]);
  const title = `${cells[0]!.sockets.toLocaleString("en")} sockets`;
  return table([title, ...columns, `deliveries/s, ${bursts.at(-1)} a tick`, "bytes", "sink µs"], rows);
}

function cellsOf(samples: readonly Sample[]): Cell[] {
  const groups = groupBy(samples, ({ server, sockets, burst }) => `${sockets}/${burst}/${server}`);
  const middle = (of: readonly Sample[], value: (one: Sample) => number): number => round(median(of.map(value)), 2);
  const cells = [...groups.values()].map((of): Cell => {
    const { server, sockets, burst } = of[0]!;
    return {
      ...{ server, sockets, burst },
      user: middle(of, ({ user }) => user),
      system: middle(of, ({ system }) => system),
      cpu: middle(of, cpuOf),
      ratio: round(ratio(samples, server, raw.name, sockets, burst), 2),
      perSecond: Math.round(median(of.map(({ perSecond }) => perSecond))),
      bytes: middle(of, ({ bytes }) => bytes),
      sink: middle(of, ({ sink }) => sink),
      rounds: of.length,
    };
  });
  return cells.sort((a, b) => a.sockets - b.sockets || a.burst - b.burst || a.cpu - b.cpu);
}

/** How much more CPU one server needs than the other, round by round. NaN where either was not measured. */
function ratio(samples: readonly Sample[], server: string, against: string, sockets: number, burst: number): number {
  const cell = samples.filter((one) => one.sockets === sockets && one.burst === burst);
  const pairs = cell.flatMap((one): [number, number][] => {
    const other = cell.find((two) => two.server === against && two.round === one.round);
    return one.server === server && other ? [[cpuOf(one), cpuOf(other)]] : [];
  });
  return medianRatio(pairs);
}

function targetsOf(samples: readonly Sample[]) {
  const against = (server: string, reach: number, burst: number) => {
    const found = ratio(samples, rotunda.name, server, 1_000, burst);
    return { what: `Rotunda against raw ws, ${burst} a tick`, reach, found, direction: "at most" as const };
  };
  const stockRatio = ratio(samples, stock.name, rotunda.name, 1_000, 1);
  const targets = [
    ...[against(raw.name, 1.1, 1), against(raw.name, 0.5, 4), against(raw.name, 0.2, 16)],
    { what: "graphql-ws + PubSub against Rotunda", reach: 6, found: stockRatio, direction: "at least" as const },
  ];
  return targets.map((one) => ({
    ...one,
    found: Number.isNaN(one.found) ? null : round(one.found, 2),
    verdict: verdict(one.found, one.reach, one.direction),
  }));
}

/** The size that the targets speak of, or the largest below it that was measured. */
function pictureOf(cells: readonly Cell[]): string {
  const size = Math.max(...cells.map(({ sockets }) => sockets).filter((sockets) => sockets <= 1_000));
  const shown = cells.filter(({ sockets }) => sockets === size);
  const groups = groupBy(shown, ({ sockets, burst }) => `${sockets.toLocaleString("en")} sockets, ${burst} a tick`);
  const bars = [...groups].map(([label, of]): BarGroup => ({
    label,
    bars: of.map(({ server, cpu }) => ({ label: server, value: cpu })),
  }));
  return barChart("CPU of the server per delivery", "microseconds, user and system; less is better", bars);
}

import { barChart, type BarGroup } from "../plot.js";
import type { Outcome } from "../scenario.js";
import { groupBy, median, medianRatio, round } from "../statistics.js";
import { table } from "../tables.js";
import type { Sample } from "./requests.js";

const OURS = "Rotunda";

/** Medians by operation and server, and how much CPU each needs against Rotunda in the same round. */
export function requestsReport(samples: readonly Sample[], concurrency: number): Omit<Outcome, "failures"> {
  const cells = [...groupBy(samples, ({ operation, server }) => `${operation}/${server}`).values()].map((of) => {
    const { operation, server } = of[0]!;
    const middle = (value: (one: Sample) => number, digits: number): number => round(median(of.map(value)), digits);
    return {
      ...{ operation, server },
      cpu: middle(({ cpu }) => cpu, 3),
      againstRotunda: round(ratio(samples, of), 2),
      perSecond: middle(({ perSecond }) => perSecond, 1),
      p50: middle(({ p50 }) => p50, 1),
      p99: middle(({ p99 }) => p99, 1),
    };
  });
  cells.sort((a, b) => a.operation.localeCompare(b.operation) || a.cpu - b.cpu);
  const rows = cells.map((cell) => [
    `${cell.operation}: ${cell.server}`,
    cell.cpu.toFixed(2),
    Number.isNaN(cell.againstRotunda) ? "–" : cell.againstRotunda.toFixed(2),
    ...[cell.perSecond, cell.p50, cell.p99].map((value) => value.toFixed(1)),
  ]);
  const head = ["operation: server", "CPU ms per request", "against Rotunda", "requests/s", "p50 ms", "p99 ms"];
  const parts = [`${concurrency} requests at a time.`, "![CPU per request](results/requests.svg)", table(head, rows)];
  const groups = [...groupBy(cells, ({ operation }) => operation)].map(([label, of]): BarGroup => ({
    label,
    bars: of.map(({ server, cpu }) => ({ label: server, value: cpu })),
  }));
  const picture = barChart("CPU of the server per request", "milliseconds, user and system; less is better", groups);
  return { data: { cells, samples }, markdown: parts.join("\n\n"), pictures: { "requests.svg": picture } };
}

/** The server's CPU per request against ours of the same round. */
function ratio(samples: readonly Sample[], of: readonly Sample[]): number {
  return medianRatio(
    of.flatMap((one): [number, number][] => {
      const ours = samples.find(
        (two) => two.server === OURS && two.round === one.round && two.operation === one.operation,
      );
      return ours ? [[one.cpu, ours.cpu]] : [];
    }),
  );
}

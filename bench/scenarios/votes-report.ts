import type { Outcome } from "../scenario.js";
import { groupBy, median, medianRatio, round } from "../statistics.js";
import { table, verdict } from "../tables.js";
import type { Plan } from "./votes.js";

export type Way = "pgbench, 1 client" | "pgbench, 16 clients" | "pgbench, 32 clients" | "service layer" | "HTTP";

/** One way of casting all votes, once. */
export interface Rate {
  readonly flush: "as it is" | "1 ms more";
  readonly ballots: "one ballot" | "64 ballots";
  readonly way: Way;
  readonly round: number;
  readonly perSecond: number;
  /** Votes that shared a transaction, on average. */
  readonly perTransaction: number;
}

interface Line {
  readonly way: Way;
  readonly perSecond: number;
  readonly perTransaction: number;
  /** Against the better pgbench, round by round; NaN without one. */
  readonly ratio: number;
}

/** What each way reaches beside pgbench of the same votes, by flush and by number of ballots. */
export function votesReport(
  { seats }: Plan,
  rates: readonly Rate[],
  skipped: readonly string[],
): Omit<Outcome, "failures"> {
  const groups = [...groupBy(rates, ({ flush, ballots }) => `${ballots}, flush ${flush}`)].map(([name, of]) => ({
    name,
    lines: linesOf(of),
  }));
  const targets = targetsOf(groups.find(({ name }) => name === "one ballot, flush as it is")?.lines ?? []);
  const verdicts = table(
    ["target, one ballot, flush as it is", "reach", "found", ""],
    targets.map(({ what, reach, found, verdict: said }) => [what, `at least ${reach}`, found?.toFixed(2) ?? "–", said]),
  );
  const text = `One ballot: all delegations of the plenary at once. 64 ballots: ${64 * seats} votes at once, ${seats} on each.`;
  const parts = [text, verdicts, ...groups.map(({ name, lines }) => tableOf(name, lines))];
  if (skipped.length > 0) parts.push(`Left out: ${skipped.join("; ")}.`);
  return { data: { seats, targets, groups, rates, skipped }, markdown: parts.join("\n\n") };
}

function linesOf(rates: readonly Rate[]): Line[] {
  const byWay = [...groupBy(rates, ({ way }) => way).values()];
  const middle = (of: readonly Rate[]): number => median(of.map(({ perSecond }) => perSecond));
  const pgbench = byWay.filter(([one]) => one!.way.startsWith("pgbench"));
  const best = pgbench.reduce<readonly Rate[]>((a, b) => (a.length > 0 && middle(a) >= middle(b) ? a : b), []);
  return byWay.map((of) => {
    const pairs = of.flatMap((one): [number, number][] => {
      const other = best.find((two) => two.round === one.round);
      return other ? [[one.perSecond, other.perSecond]] : [];
    });
    return {
      way: of[0]!.way,
      perSecond: middle(of),
      perTransaction: round(median(of.map(({ perTransaction }) => perTransaction))),
      ratio: round(medianRatio(pairs), 2),
    };
  });
}

function targetsOf(lines: readonly Line[]) {
  const against = (way: Way, reach: number) => {
    const found = lines.find((line) => line.way === way)?.ratio ?? Number.NaN;
    const what = `${way} against the better pgbench`;
    return { what, reach, found: Number.isNaN(found) ? null : found, verdict: verdict(found, reach, "at least") };
  };
  return [against("service layer", 8), against("HTTP", 1)];
}

function tableOf(name: string, lines: readonly Line[]): string {
  const order: readonly Way[] = [
    "pgbench, 1 client",
    "pgbench, 16 clients",
    "pgbench, 32 clients",
    "service layer",
    "HTTP",
  ];
  const sorted = [...lines].sort((a, b) => order.indexOf(a.way) - order.indexOf(b.way));
  const rows = sorted.map(({ way, perSecond, perTransaction, ratio }) => [
    way,
    round(perSecond).toLocaleString("en"),
    Number.isNaN(ratio) ? "–" : ratio.toFixed(2),
    perTransaction.toFixed(1),
  ]);
  return table([name, "votes/s", "against the better pgbench", "votes a transaction"], rows);
}

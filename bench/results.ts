import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { packageRoot } from "../src/package-root.js";
import type { MachineFacts } from "./machine.js";
import type { Outcome } from "./scenario.js";

const folder = join(packageRoot(), "bench");

export interface Circumstances {
  readonly at: string;
  readonly minutes: number;
  readonly loadBefore: string;
  readonly loadAfter: string;
  readonly machine: MachineFacts;
}

/** Writes results/<scenario>.json with its pictures, and its tables between the scenario's markers in README.md. */
export async function keep(scenario: string, outcome: Outcome, circumstances: Circumstances): Promise<void> {
  const results = join(folder, "results");
  mkdirSync(results, { recursive: true });
  const { data, markdown, pictures = {} } = outcome;
  const json = JSON.stringify({ scenario, ...circumstances, ...data }, null, 2);
  writeFileSync(join(results, `${scenario}.json`), await format(json, { parser: "json", printWidth: 120 }));
  for (const [name, svg] of Object.entries(pictures)) writeFileSync(join(results, name), svg);
  const readme = join(folder, "README.md");
  const section = `${markdown}\n\n${footnote(circumstances)}`;
  writeFileSync(readme, between(readFileSync(readme, "utf8"), scenario, section));
}

function between(text: string, scenario: string, section: string): string {
  const [begin, end] = [`<!-- ${scenario}: begin -->`, `<!-- ${scenario}: end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`bench/README.md lacks the markers of ${scenario}`);
  return `${text.slice(0, from + begin.length)}\n\n${section}\n\n${text.slice(to)}`;
}

/** When and where, in a line or two. */
export function footnote({ at, minutes, loadBefore, loadAfter, machine }: Circumstances): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${at.slice(0, 10)}, ${minutes} min, load average ${loadBefore} before and ${loadAfter} after; ${machine.cores} cores`,
    `(${machine.processor}), ${machine.memoryGiB} GiB, Linux ${machine.kernel}, Node ${machine.node}; ${versions.join(", ")}.`,
  ].join("\n");
}

import type { Settings } from "./settings.js";

/** What a run of a scenario leaves: figures for machines, tables for people, pictures. */
export interface Outcome {
  readonly data: object;
  readonly markdown: string;
  /** SVG by file name. */
  readonly pictures?: Readonly<Record<string, string>>;
  /** What went wrong with a server that was to be measured; the run ends with code 1. */
  readonly failures: readonly string[];
}

export interface Scenario {
  readonly name: string;
  /** Which word of the command line runs it. */
  readonly group: "live" | "requests" | "votes";
  readonly about: string;
  run(settings: Settings): Promise<Outcome>;
}

/** A line on the terminal while a scenario runs. */
export function progress(line: string): void {
  console.error(`  ${line}`);
}

import type { Config } from "../src/config.js";
import { sqlState } from "../src/platform/database/faults.js";
import type { Foundation } from "../src/foundation.js";

/** What was asked cannot be done; its message is for the operator. Exit code 1. */
export class CommandRefused extends Error {}

/** The command was not understood; its message is the usage. Exit code 2. */
export class UsageError extends Error {}

/** An aligned table; `columns` are its headings. */
export function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => [...(line[at] ?? "")].length)));
  const padded = (cell: string, at: number): string => cell + " ".repeat(widths[at]! - [...cell].length);
  return lines.map((line) => `${line.map(padded).join("  ").trimEnd()}\n`).join("");
}

/** Runs a command to its exit code. An error is told in a sentence; its stack only when LOG_LEVEL asks for it. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const isUsage = error instanceof UsageError || /^ERR_PARSE_ARGS/.test(codeOf(error) ?? "");
    process.stderr.write(`${sentenceOf(error)}\n`);
    if (/^(debug|trace)$/.test(process.env["LOG_LEVEL"] ?? "")) console.error(error);
    process.exitCode = isUsage ? 2 : 1;
  }
}

/** Opens the database beside a running server or without one, and closes it whatever happens. */
export async function withFoundation<T>(config: Config, work: (foundation: Foundation) => Promise<T>): Promise<T> {
  const log = (message: string, error?: unknown): void => {
    if (error !== undefined) process.stderr.write(`${message}: ${sentenceOf(error)}\n`);
  };
  // Not at the top: TypeORM and the entities take half a second, which a wrong argument or a broken file need not wait for.
  const { openFoundation } = await import("../src/foundation.js");
  const foundation = await openFoundation(config, { join: true, log });
  try {
    return await work(foundation);
  } finally {
    await foundation.close();
  }
}

function sentenceOf(error: unknown): string {
  const code = codeOf(error);
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/.test(code ?? "")) {
    return `The database cannot be reached (${code}). Check DATABASE_URL and that the server runs.`;
  }
  if (sqlState(error) === "55P03") return "Another command holds the same rows. Wait until it has ended and try again.";
  return error instanceof Error && error.message !== "" ? error.message : `It failed: ${String(error)}.`;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}

/** `npm run import -- FILE`: loads a conference file (docs/conference-file.md) and prints the access codes, once. */
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.js";
import { type ConferenceFile, readConferenceFile } from "../src/domain/intake/conference-file.rules.js";
import { expiryOf } from "../src/domain/intake/survey.rules.js";
import type { IssuedAccess, LoadedConference } from "../src/domain/intake/intake.service.js";
import { CommandRefused, runCommand, tableOf, UsageError, withFoundation } from "./command.js";

const USAGE = `Usage: npm run import -- FILE [--dry-run]

  FILE       a conference file (docs/conference-file.md)
  --dry-run  only checks the file; needs no database

Codes work until 14 days after the last day of the conference, at least 14 days from now.`;

/** The longest file the reader takes is 16 million UTF-16 units: at most three bytes each. */
const MOST_BYTES = 48_000_000;

await runCommand(async () => {
  const { path, dryRun, help } = readArguments(process.argv.slice(2));
  if (help) return void process.stdout.write(`${USAGE}\n`);
  const config = readConfig(process.env);
  const file = await readValid(path);
  const edition = `${file.series.code} ${file.conference.number}, ${file.conference.title}`;
  if (dryRun) return void process.stdout.write(`${path} is right: ${edition}. Nothing was loaded.\n`);
  const loaded = await withFoundation(config, async ({ database, journal, codes }) => {
    const { IntakeService } = await import("../src/domain/intake/intake.service.js");
    return new IntakeService(database, journal, codes).load(file, { expiresAt: expiryOf(file, Date.now()) });
  });
  process.stdout.write(codeTable(loaded.access));
  process.stderr.write(closingWords(edition, file, loaded));
});

function readArguments(args: string[]): { path: string; dryRun: boolean; help: boolean } {
  const options = { "dry-run": { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const help = values.help ?? false;
  const [path, ...rest] = positionals;
  if (!help && (path === undefined || rest.length > 0)) throw new UsageError(USAGE);
  // npm runs scripts in the directory of package.json and tells where it was called.
  return { path: resolve(process.env["INIT_CWD"] ?? ".", path ?? ""), dryRun: values["dry-run"] ?? false, help };
}

async function readValid(path: string): Promise<ConferenceFile> {
  const reading = readConferenceFile(await readText(path));
  if (reading.ok) return reading.file;
  const problems = reading.problems.map(({ pointer, message }) => `${pointer || "(whole file)"}: ${message}`);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new CommandRefused(`${problems.join("\n")}\n\n${path} was refused for ${count}. Nothing was loaded.`);
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw new CommandRefused(`${path} is too long for a conference file: ${size} bytes.`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof CommandRefused) throw error;
    throw new CommandRefused(`${path} ${reasonOf((error as NodeJS.ErrnoException).code)}. Nothing was loaded.`);
  }
}

function reasonOf(code: string | undefined): string {
  if (code === "ENOENT") return "does not exist";
  if (code === "EISDIR") return "is a directory";
  if (code === "EACCES" || code === "EPERM") return "may not be read by this user";
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "is not UTF-8";
  return `cannot be read (${code ?? "unknown reason"})`;
}

function codeTable(access: readonly IssuedAccess[]): string {
  const rows = access.map(({ ref, name, role, code }) => [code, name, role, ref ?? ""]);
  return tableOf(["CODE", "NAME", "ROLE", "REF"], rows);
}

function closingWords(edition: string, file: ConferenceFile, { conferenceId, access }: LoadedConference): string {
  const until = access[0] ? ` They work until ${access[0].expiresAt.toISOString()}.` : "";
  const codes = `${edition}, was loaded with ${access.length} access codes. They are shown only now and stored only as hashes.`;
  return `\n${codes}${until}\n${nextStep(file, conferenceId)}\n`;
}

function nextStep(file: ConferenceFile, conferenceId: string): string {
  if (file.state !== "PLANNED") return `Its id is ${conferenceId}; it is ${file.state}.`;
  const steward = file.staff.some(({ roles }) => roles.some(({ role }) => role === "SECRETARIAT"));
  if (!steward) return `Its id is ${conferenceId}. The file names no SECRETARIAT, so nobody can open it.`;
  return `Next: sign in with a code of the secretariat and open it with
  mutation { openConference(input: { conferenceId: "${conferenceId}" }) { __typename } }`;
}

/** `npm run audit -- COMMAND`: verifies the trail with a program that shares no code with what wrote it. */
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import * as audit from "../src/audit/audit.js";
import { readKey, readKept, type KeptHead } from "../src/audit/heads.js";
import { type Verified, verifyLines } from "../src/audit/file.js";
import type { Query } from "../src/audit/rows.js";
import { linesOf } from "../src/audit/lines.js";
import { CommandRefused, runCommand, UsageError } from "./command.js";

const USAGE = `Usage: npm run audit -- COMMAND

  verify [CONFERENCE]       verifies the chain of each conference: itself, against the log, and against the tables
  verify --file FILE        verifies an export, without any database
  export [CONFERENCE]       writes the chain with its heads as JSON lines
  head [CONFERENCE]         prints the newest signed head, to be kept elsewhere

  CONFERENCE  SERIES/NUMBER such as HNCB/15, or the id of a conference
  --since HEAD  a head that was kept: its JWS, NUMBER:HASH, or a file that holds one; the chain must still contain it.
                With NUMBER:HASH, which names no conference, give CONFERENCE
  --key FILE    the public key for heads, as JWK or PEM; else that in KEY_DIR, else the one the chain itself names

Changes nothing. Exit code 0: all agrees; 1: something does not, or could not be looked at;
2: called wrongly.`;

const OPTIONS = {
  file: { type: "string" },
  key: { type: "string" },
  since: { type: "string", multiple: true },
  help: { type: "boolean" },
} as const;

interface Edition {
  readonly id: string;
  readonly name: string;
}

await runCommand(async () => {
  const { values, positionals } = parseArgs({ args: process.argv.slice(2), options: OPTIONS, allowPositionals: true });
  const [command = "", which, ...rest] = positionals;
  if (values.help || command === "help") return say(USAGE);
  if (!["verify", "export", "head"].includes(command) || rest.length > 0 || !isName(which)) throw new UsageError(USAGE);
  if (command !== "verify" && (values.file ?? values.since)) throw new UsageError(USAGE);
  const key = values.key === undefined ? serverKey() : requireKey(values.key);
  if (command === "verify" && values.file !== undefined)
    return verifyFile(values.file, values.key ? key : null, values.since);
  await withDatabase(async (query) => {
    const editions = await editionsOf(query, which);
    if (editions.length === 0) throw new CommandRefused(`There is no conference${which ? ` ${which}` : ""}.`);
    if (command !== "verify" && editions.length > 1) throw new UsageError("Name one conference.\n\n" + USAGE);
    if (command === "export") return audit.exportTrail(query, editions[0]!.id, key?.export({ format: "jwk" }), write);
    if (command === "head") return showHead(await audit.newestHead(query, editions[0]!.id));
    const since = keptHeads(values.since, key);
    if (editions.length > 1 && since.some(({ scope }) => scope === null))
      throw new UsageError("Name the conference of NUMBER:HASH.\n\n" + USAGE);
    for (const { id, name } of editions) {
      const mine = since.filter(({ scope }) => editions.length === 1 || scope === null || scope === id);
      show(name, await audit.verifyDatabase(query, id, { key, since: mine }));
    }
    if (which === undefined) await showLost(query, editions, since);
  });
});

function isName(which: string | undefined): boolean {
  return which === undefined || /^([A-Z][A-Z0-9]{1,11}\/\d{1,6}|[0-9a-fA-F-]{36})$/.test(which);
}

/** The public half of the key that the server signs with, where this user may read it. */
function serverKey(): KeyObject | null {
  const directory = process.env["KEY_DIR"] ?? join(process.env["DATA_DIR"] ?? ".data", "keys");
  const path = join(directory, "signing-key.pem");
  return existsSync(path) ? createPublicKey(createPrivateKey(readFileSync(path))) : null;
}

function requireKey(path: string): KeyObject {
  const key = existsSync(path) ? readKey(readFileSync(path, "utf8")) : null;
  if (!key) throw new CommandRefused(`${path} holds no public key (Ed25519, as JWK or PEM).`);
  return key;
}

function keptHeads(since: readonly string[] = [], key: KeyObject | null): KeptHead[] {
  return since.map((given) => {
    const text = existsSync(given) ? readFileSync(given, "utf8").trim() : given;
    const kept = readKept(text, key);
    if (kept === null) throw new UsageError("--since takes a signed head, NUMBER:HASH, or a file that holds one.");
    if (typeof kept === "string") throw new CommandRefused(`The head of --since ${kept}.`);
    return kept;
  });
}

async function verifyFile(path: string, key: KeyObject | null, since: readonly string[] | undefined): Promise<void> {
  if (!existsSync(path)) throw new CommandRefused(`There is no file ${path}.`);
  show(path, await verifyLines(linesOf(createReadStream(path)), { key, since: keptHeads(since, key) }));
}

/** The database of DATABASE_URL, else the one that a running server has, else the embedded one, started for this. */
async function withDatabase(work: (query: Query) => Promise<void>): Promise<void> {
  const url = process.env["DATABASE_URL"];
  if (url) return connected(url, work);
  const { readConfig } = await import("../src/config.js");
  const { withFoundation } = await import("./command.js");
  await withFoundation(readConfig(process.env), ({ databaseUrl }) => connected(databaseUrl, work));
}

async function connected(connectionString: string, work: (query: Query) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: "rotunda audit" });
  await client.connect();
  try {
    const query: Query = async (sql, parameters) => (await client.query(sql, [...parameters])).rows as unknown[];
    await audit.begin(query);
    await work(query);
  } finally {
    await client.end();
  }
}

async function editionsOf(query: Query, which: string | undefined): Promise<Edition[]> {
  return (await query(
    `SELECT c.id, s.code || '/' || c.number AS name FROM conference c JOIN series s ON s.id = c.series_id
     WHERE $1::text IS NULL OR c.id::text = lower($1) OR s.code || '/' || c.number = $1 ORDER BY s.code, c.number`,
    [which ?? null],
  )) as Edition[];
}

/** Chains and kept heads of conferences that are no longer there. */
async function showLost(query: Query, editions: readonly Edition[], since: readonly KeptHead[]): Promise<void> {
  const known = new Set(editions.map(({ id }) => id));
  const scopes = await audit.scopesOf(query);
  for (const scope of scopes.filter((id) => !known.has(id)))
    fail(`${scope}: there is a trail of this conference, and the conference is gone.`);
  for (const { scope } of since)
    if (scope !== null && !known.has(scope))
      fail(`${scope}: a head of this conference was kept, and the conference is gone.`);
}

function fail(sentence: string): void {
  say(sentence);
  process.exitCode = 1;
}

function showHead(head: { number: number; hash: string; signed: string; at: string } | null): void {
  if (!head) throw new CommandRefused("No head has been signed yet.");
  say(head.signed);
  process.stderr.write(`Entry ${head.number}, ${head.hash}, signed at ${head.at}.\n`);
}

function show(name: string, { entries, heads, number, hash, closed, findings, notes, count }: Verified): void {
  for (const note of notes) say(`${name} note: ${note}`);
  for (const finding of findings) say(`${name}: ${finding}`);
  if (count > findings.length) say(`${name}: … and ${count - findings.length} more.`);
  const what = `${entries} entries, ${heads} signed heads, ${closed ? "closed" : "open"}, the newest ${number}:${hash}`;
  say(count === 0 ? `${name}: the trail is intact. ${what}` : `${name}: ${count} findings. ${what}`);
  if (count > 0) process.exitCode = 1;
}

function write(text: string): void {
  process.stdout.write(text);
}

function say(text: string): void {
  write(`${text}\n`);
}

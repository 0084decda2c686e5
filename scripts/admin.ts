/** `npm run admin -- COMMAND`: keys, administrators and access codes, for whoever may run commands on the server. */
import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import type { EntityManager } from "typeorm";
import { type Config, readConfig } from "../src/config.js";
import type { IssuedCode } from "../src/domain/identity/access-code.service.js";
import * as events from "../src/domain/conference/conference.events.js";
import { packageVersion } from "../src/package-root.js";
import { rollsOf } from "../src/domain/intake/participants.service.js";
import { makeKeys } from "../src/platform/auth/keys.js";
import { makeMaster } from "../src/platform/sealing/key-store.js";
import { isUuid, uuidv7 } from "../src/platform/kernel/ids.js";
import { normalText, textProblem } from "../src/platform/kernel/text.js";
import { CommandRefused, runCommand, tableOf, UsageError, withFoundation } from "./command.js";

const USAGE = `Usage: npm run admin -- COMMAND

  make-keys                            makes the server's keys in KEY_DIR, where there are none
  adopt-keys                           takes KEY_DIR for the secret ballots of this database from now on
  create-admin --name NAME             makes an administrator of the server and prints an access code
  issue-code --account ID              prints a further access code for an account,
             --participation ID        or for the account of a participation
  revoke-codes --account ID            revokes all access codes and ends their sessions,
               --participation ID      of an account or the account of a participation
  list --conference NUMBER             participations: id, name, role
  keep-events --conference NUMBER      keeps live events of a conference for --days N (1-36500)
  close-trail --conference SERIES/NR   ends the trail of a conference: nothing more is chained
  raise-epoch                          after a disk snapshot was put back: all clients reload
  help                                 this text

Codes work for 14 days, or for --days N (1-366), and are shown only once.`;

const DAY = 86_400_000;
const OPTIONS = {
  name: { type: "string" },
  account: { type: "string" },
  participation: { type: "string" },
  conference: { type: "string" },
  days: { type: "string" },
} as const;
const HELP = { help: { type: "boolean" } } as const;

type Option = keyof typeof OPTIONS;
type Given = { readonly [name in Option]?: string };

interface Command {
  readonly takes: readonly Option[];
  readonly run: (config: Config, given: Given) => Promise<void>;
}

interface Account {
  readonly id: string;
  readonly name: string;
  readonly isSuspended: boolean;
}

/** Whose codes are meant. */
interface Owner {
  readonly option: "account" | "participation";
  readonly id: string;
}

const COMMANDS: { readonly [name: string]: Command } = {
  "make-keys": { takes: [], run: makeServerKeys },
  "adopt-keys": { takes: [], run: adoptKeys },
  "create-admin": { takes: ["name", "days"], run: createAdmin },
  "issue-code": { takes: ["account", "participation", "days"], run: issueCode },
  "revoke-codes": { takes: ["account", "participation"], run: revokeCodes },
  list: { takes: ["conference"], run: listParticipations },
  "keep-events": { takes: ["conference", "days"], run: keepEvents },
  "close-trail": { takes: ["conference"], run: closeTrail },
  "raise-epoch": { takes: [], run: raiseEpoch },
};

await runCommand(async () => {
  const options = { ...OPTIONS, ...HELP };
  const { values, positionals } = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  const { help, ...given } = values;
  const [name = "", ...rest] = positionals;
  if (help || name === "help") return say(USAGE);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || rest.length > 0) throw new UsageError(USAGE);
  for (const option of Object.keys(given)) {
    if (!command.takes.includes(option as Option)) throw new UsageError(`${name} takes no --${option}.\n\n${USAGE}`);
  }
  await command.run(readConfig(process.env), given);
});

async function makeServerKeys({ keyDir }: Config): Promise<void> {
  const present = existsSync(keyDir) ? readdirSync(keyDir) : [];
  if (
    present.length > 0 &&
    !present.includes("sealing-key") &&
    ["pepper", "signing-key.pem"].every((name) => present.includes(name))
  ) {
    makeMaster(keyDir);
    return say(`A sealing key was made in ${keyDir}, for secret ballots; the other keys are as they were.`);
  }
  if (present.length > 0) {
    throw new CommandRefused(
      `${keyDir} holds ${present.join(", ")} already. Keys are never replaced: every code and token hangs on them.`,
    );
  }
  makeKeys(keyDir);
  makeMaster(keyDir);
  say(`Keys were made in ${keyDir}. Keep a copy with the secrets of your backups: without them no access code works.`);
}

async function adoptKeys(config: Config): Promise<void> {
  await withFoundation(config, async ({ database, journal, keyStore }) => {
    if (!keyStore) throw new CommandRefused(`${config.keyDir} has no sealing key. Run \`npm run admin -- make-keys\`.`);
    const { WipingService } = await import("../src/domain/secret/wiping.service.js");
    await new WipingService(database, journal, keyStore, say).adopt(true);
  });
  say(
    `${config.keyDir} is the key directory of secret ballots from now on. Those that were opened with another one can be counted only by servers that have it.`,
  );
}

async function createAdmin(config: Config, given: Given): Promise<void> {
  const name = normalText(required(given, "name"));
  const problem = textProblem(name, 200);
  if (problem) throw new CommandRefused(`--name: ${problem}`);
  const expiresAt = expiryOf(given);
  const issued = await withFoundation(config, ({ database, codes }) =>
    database.transaction(null, async (tx) => {
      const id = uuidv7();
      await tx.query("INSERT INTO account (id, display_name, is_admin) VALUES ($1, $2, true)", [id, name]);
      return codes.issue(tx, id, expiresAt, null);
    }),
  );
  showCode(issued, name);
}

async function issueCode(config: Config, given: Given): Promise<void> {
  const owner = ownerIn(given);
  const expiresAt = expiryOf(given);
  const { account, issued } = await withFoundation(config, ({ database, codes, journal }) =>
    database.transaction(null, async (tx) => {
      const found = await accountOf(tx, owner);
      if (found.isSuspended) throw new CommandRefused(`The account ${found.id} is suspended: no code of it works.`);
      await journal.append(tx, events.toldAt(await conferencesOf(tx, found.id), events.ACCESS_CODE_ISSUED, found.id));
      return { account: found, issued: await codes.issue(tx, found.id, expiresAt, null) };
    }),
  );
  showCode(issued, account.name);
}

async function revokeCodes(config: Config, given: Given): Promise<void> {
  const owner = ownerIn(given);
  const { account, count } = await withFoundation(config, ({ database, codes, journal }) =>
    database.transaction(null, async (tx) => {
      const found = await accountOf(tx, owner);
      const standing = await codes.standing(tx, found.id);
      for (const id of standing) await codes.revoke(tx, id);
      await journal.append(tx, events.toldAt(await conferencesOf(tx, found.id), events.ACCESS_CODES_REVOKED, found.id));
      return { account: found, count: standing.length };
    }),
  );
  say(`${count === 1 ? "1 code" : `${count} codes`} of ${account.name} (account ${account.id}) revoked.`);
}

async function listParticipations(config: Config, given: Given): Promise<void> {
  const number = wholeNumber("conference", required(given, "conference"), 9_999);
  const rolls = await withFoundation(config, ({ database }) => rollsOf(database, number));
  if (rolls.length === 0) throw new CommandRefused(`There is no conference number ${number}.`);
  const lists = rolls.map(({ series, title, participants }) => {
    const rows = participants.map(({ participationId, name, role }) => [participationId, name, role]);
    return `${series} ${number}, ${title}\n\n${tableOf(["PARTICIPATION", "NAME", "ROLE"], rows)}`;
  });
  process.stdout.write(lists.join("\n"));
}

/** Series may have editions of the same number: it holds for all of them. */
async function keepEvents(config: Config, given: Given): Promise<void> {
  const number = wholeNumber("conference", required(given, "conference"), 9_999);
  const days = wholeNumber("days", required(given, "days"), 36_500);
  const kept = await withFoundation(config, ({ database, journal }) =>
    database.transaction(null, async (tx) => {
      const found: { id: string }[] = await tx.query("SELECT id FROM conference WHERE number = $1", [number]);
      for (const { id } of found) await journal.keep(tx, id, days);
      await journal.append(
        tx,
        found.map(({ id }) => ({ topicId: id, kind: events.EVENTS_KEPT, body: { days } })),
      );
      return found.length;
    }),
  );
  if (kept === 0) throw new CommandRefused(`There is no conference number ${number}.`);
  say(`Live events of conference ${number} are kept for ${days} days. Votes, decisions and texts are kept for good.`);
}

/** The last entry of a chain. Deeds behind it are told and reported by the verifier, but not chained. */
async function closeTrail(config: Config, given: Given): Promise<void> {
  const name = required(given, "conference");
  if (!/^[A-Z][A-Z0-9]{1,11}\/\d{1,6}$/.test(name))
    throw new UsageError("--conference must be SERIES/NUMBER, such as HNCB/15: a trail is closed for good.");
  const { Sequencer } = await import("../src/trail/sequencer.js");
  const { trailTerms } = await import("../src/domain/trail/terms.service.js");
  const closed = await withFoundation(config, async ({ database, keys }) => {
    const [found]: { id: string }[] = await database.read((tx) =>
      tx.query(
        "SELECT c.id FROM conference c JOIN series s ON s.id = c.series_id WHERE s.code || '/' || c.number = $1",
        [name],
      ),
    );
    if (!found) throw new CommandRefused(`There is no conference ${name}.`);
    return new Sequencer(database, trailTerms(keys, packageVersion())).close(found.id, null);
  });
  if (!closed) throw new CommandRefused(`The trail of conference ${name} was closed before.`);
  say(`The trail of conference ${name} is closed. Keep its last head: npm run audit -- head ${name}.`);
}

async function conferencesOf(tx: EntityManager, accountId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    "SELECT DISTINCT conference_id AS id FROM participation WHERE account_id = $1",
    [accountId],
  );
  return rows.map(({ id }) => id);
}

async function raiseEpoch(config: Config): Promise<void> {
  await withFoundation(config, ({ journal }) => journal.raiseEpoch());
  say("Every cursor that was given out before is refused now: watching clients load their rooms again and go on.");
}

/** The account that is meant, held for writing until commit. */
async function accountOf(tx: EntityManager, { option, id }: Owner): Promise<Account> {
  const is = option === "account" ? "$1" : "(SELECT account_id FROM participation WHERE id = $1)";
  const [account]: Account[] = await tx.query(
    `SELECT id, display_name AS name, suspended_at IS NOT NULL AS "isSuspended" FROM account WHERE id = ${is} FOR UPDATE`,
    [id],
  );
  if (!account) throw new CommandRefused(`There is no ${option} ${id}.`);
  return account;
}

function ownerIn(given: Given): Owner {
  const options = (["account", "participation"] as const).filter((name) => given[name] !== undefined);
  const [option] = options;
  if (!option || options.length > 1) throw new UsageError("Give one of --account ID and --participation ID.");
  const id = given[option]!;
  if (!isUuid(id)) throw new UsageError(`--${option} must be an id such as 019aa000-0000-7000-8000-000000000000.`);
  return { option, id };
}

function expiryOf({ days = "14" }: Given): Date {
  return new Date(Date.now() + wholeNumber("days", days, 366) * DAY);
}

function required(given: Given, option: Option): string {
  return given[option] ?? fail(`--${option} is missing.`);
}

function wholeNumber(option: Option, text: string, maximum: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= maximum ? value : fail(`--${option} must be a whole number from 1 to ${maximum}.`);
}

function fail(message: string): never {
  throw new UsageError(message);
}

function showCode({ code, accountId, expiresAt }: IssuedCode, name: string): void {
  say(code);
  const owner = `Access code of ${name} (account ${accountId}), until ${expiresAt.toISOString()}.`;
  process.stderr.write(`${owner} It is shown only now and stored only as a hash.\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

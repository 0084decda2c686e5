/** `npm run recount -- CONFERENCE`: counts every decision anew from the rows, for whoever may run commands on the server. */
import { parseArgs } from "node:util";
import type { EntityManager } from "typeorm";
import { readConfig } from "../src/config.js";
import { isUuid } from "../src/platform/kernel/ids.js";
import type { BallotRecount, Recount } from "../src/recount/recount.js";
import { CommandRefused, runCommand, tableOf, UsageError, withFoundation } from "./command.js";

const USAGE = `Usage: npm run recount -- [CONFERENCE]

  CONFERENCE  SERIES/NUMBER such as HNCB/15, or the id of a conference; all conferences when it is left out

Counts every closed ballot anew from its rows and compares what was written down: tally, roll, times, presence, quorum,
outcome, threshold, text and proof. Changes nothing. Exit code 0: all agree; 1: something does not.`;

interface Edition {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

await runCommand(async () => {
  const options = { help: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  const [which, ...rest] = positionals;
  if (values.help || which === "help") return say(USAGE);
  if (rest.length > 0 || (which !== undefined && !/^[A-Z][A-Z0-9]{1,11}\/\d{1,6}$/.test(which) && !isUuid(which)))
    throw new UsageError(USAGE);
  const counted = await withFoundation(readConfig(process.env), async ({ database }) => {
    const { recountConference } = await import("../src/recount/recount.js");
    return database.read(async (tx) => {
      const editions = await editionsOf(tx, which);
      const query = (sql: string, parameters: readonly unknown[]): Promise<unknown[]> => tx.query(sql, [...parameters]);
      const results: { edition: Edition; recount: Recount }[] = [];
      for (const edition of editions) results.push({ edition, recount: await recountConference(query, edition.id) });
      return results;
    });
  });
  if (counted.length === 0) throw new CommandRefused(`There is no conference${which ? ` ${which}` : ""}.`);
  for (const { edition, recount } of counted) show(edition, recount);
  conclude(counted.map(({ recount }) => recount));
});

async function editionsOf(tx: EntityManager, which: string | undefined): Promise<Edition[]> {
  return tx.query(
    `SELECT c.id, s.code || '/' || c.number AS name, c.title FROM conference c JOIN series s ON s.id = c.series_id
     WHERE $1::text IS NULL OR c.id::text = lower($1) OR s.code || '/' || c.number = $1 ORDER BY s.code, c.number`,
    [which ?? null],
  );
}

function show({ name, title }: Edition, { perBallot, findings, notes }: Recount): void {
  say(`${name}, ${title}`);
  if (perBallot.length === 0) return say("\nNo ballot was closed.\n");
  const columns = ["", "TEXT", "OUTCOME", "FOR", "AGAINST", "ABSTAIN", "OBJECT", "PRESENT", "QUORUM", "BALLOT"];
  say(`\n${tableOf(columns, perBallot.map(lineOf))}`);
  for (const { ballotId, check, expected, found } of findings)
    say(`${ballotId} ${check}: the rows give ${expected}; written down is ${found}.`);
  for (const { ballotId, text } of notes) say(`${ballotId} note: ${text}`);
  if (findings.length + notes.length > 0) say("");
}

function lineOf(ballot: BallotRecount): string[] {
  const { symbol, outcome, agrees, ballotId } = ballot;
  const numbers = [ballot.for, ballot.against, ballot.abstain, ballot.objections, ballot.present, ballot.quorum];
  return [
    agrees ? "agrees" : "DIFFERS",
    symbol,
    outcome ?? "none",
    ...numbers.map((number) => (number === null ? "withheld" : String(number))),
    ballotId,
  ];
}

function conclude(recounts: readonly Recount[]): void {
  const ballots = recounts.flatMap((recount) => recount.perBallot);
  const wrong = ballots.filter((ballot) => !ballot.agrees).length;
  const counted = `${ballots.length} ${ballots.length === 1 ? "ballot" : "ballots"}`;
  const where = `${recounts.length} ${recounts.length === 1 ? "conference" : "conferences"}`;
  if (wrong === 0) return say(`Recounted ${counted} of ${where}: every decision is what its rows give.`);
  say(`Recounted ${counted} of ${where}: ${wrong} ${wrong === 1 ? "differs" : "differ"} from what the rows give.`);
  process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

import type { Evidence } from "../capture/evidence.js";
import type { PlayedBallot } from "../played-ballot.js";
import { Reader } from "../reading.js";
import type { Board, Guess } from "../scoring.js";
import { linkDump } from "./dump.js";
import { crackFingerprints } from "./fingerprints.js";
import { bytesAsFeatures, type Features, learn } from "./learned.js";
import { linkDeaths, linkTuples } from "./pages.js";
import { type ReadRow, readRows, ROW_LINKERS } from "./rows.js";
import { linkLines } from "./texts.js";
import { linkWal } from "./wal.js";

/** Lets every linker loose on what lies in the database, and records what each of them found. */
export function linkDatabase(board: Board, phase: string, ballot: PlayedBallot, evidence: Evidence): void {
  const reader = new Reader([ballot]);
  const rows = readRows(evidence.rows, reader);
  const say = (linker: string, guess: Guess): void => board.record(linker, phase, ballot, guess);
  for (const [name, link] of Object.entries(ROW_LINKERS)) say(name, link(rows));
  say("dead tuples, made together", linkTuples(evidence.tuples, reader));
  say("dead tuples, ended together", linkDeaths(evidence.tuples, reader));
  for (const [name, guess] of Object.entries(linkWal(evidence.wal, reader))) say(name, guess);
  say(
    "dump",
    linkDump(evidence.dump, reader, (line) => line.includes(ballot.id)),
  );
  say("statistics", linkLines(evidence.statistics, reader, 0));
  say("fingerprints, keys known", crackFingerprints(rows, ballot, true));
  say("fingerprints, keys guessed", crackFingerprints(rows, ballot, false));
  const { others, guess } = learn(ballot, papersBeside(rows));
  board.record("bytes beside, learned from half", phase, others, guess);
}

/** For each voter, what else their transaction wrote, as numbers; where several voted in one, what lies at their rank. */
function papersBeside(rows: readonly ReadRow[]): Map<string, Features> {
  const groups = new Map<number, ReadRow[]>();
  for (const row of rows) groups.set(row.xid, [...(groups.get(row.xid) ?? []), row]);
  const beside = new Map<string, Features>();
  for (const group of groups.values()) {
    const voters = [...new Set(group.flatMap(({ voter }) => voter ?? []))];
    const papers = group.filter(({ voter }) => voter === null);
    for (const [place, voter] of voters.entries()) {
      const own = papers.filter((_, nth) => papers.length < voters.length || nth % voters.length === place);
      beside.set(voter, bytesAsFeatures(Buffer.concat(own.slice(0, 3).map(contentOf))));
    }
  }
  return beside;
}

/** The last bytes of a row are its content; its ids and times come before. */
function contentOf(row: ReadRow): Buffer {
  const texts = Object.values(row.values).filter((value): value is string => typeof value === "string");
  const sealed = texts.find((text) => text.startsWith("\\x"));
  const content = sealed
    ? Buffer.from(sealed.slice(2), "hex")
    : Buffer.from(texts.filter((text) => text.length < 20).join(" "));
  return content.subarray(0, 96);
}

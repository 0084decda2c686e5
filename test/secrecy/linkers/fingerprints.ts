import { createHash, createHmac } from "node:crypto";
import { canonicalJson } from "../../../src/platform/kernel/json.js";
import { CHOICES, type Choice, type PlayedBallot, type Voter } from "../played-ballot.js";
import type { Guess } from "../scoring.js";
import { byGroup, type Item } from "./matching.js";
import type { ReadRow } from "./rows.js";

const ALGORITHMS = ["sha256", "sha1", "md5"] as const;
const HEX = /^(?:\\x)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Tries every fingerprint that lies beside a voter, in the row or in its transaction, with the three choices in all the
 * forms that come to mind. `known`: the attacker has the keys that the clients sent; else they are guessed.
 */
export function crackFingerprints(rows: readonly ReadRow[], ballot: PlayedBallot, known: boolean): Guess {
  const voters = new Map(ballot.voters.map((voter) => [voter.id, voter]));
  const ofXid = new Map<number, Set<string>>();
  for (const { xid, voter } of rows) if (voter !== null) ofXid.set(xid, (ofXid.get(xid) ?? new Set()).add(voter));
  const items: Item[] = [];
  for (const [place, row] of rows.entries()) {
    const prints = new Set(Object.values(row.values).flatMap((value) => printIn(value) ?? []));
    if (prints.size === 0) continue;
    const near = row.voter !== null ? [row.voter] : [...(ofXid.get(row.xid) ?? [])].slice(0, 8);
    for (const id of near) {
      const choice = crack(prints, ballot, voters.get(id)!, known);
      if (choice !== null) items.push({ place: row.table, order: place, group: id, voter: id, choice });
    }
  }
  return byGroup(items);
}

function printIn(value: unknown): string | null {
  return typeof value === "string" ? (HEX.exec(value)?.[1] ?? null) : null;
}

/** What was tried before is not tried again when the same row is seen in a later phase. */
const tried = new Map<string, Choice | null>();

function crack(prints: ReadonlySet<string>, ballot: PlayedBallot, voter: Voter, known: boolean): Choice | null {
  const attempt = `${known} ${voter.id} ${[...prints].join(" ")}`;
  if (!tried.has(attempt)) tried.set(attempt, tryAll(prints, ballot, voter, known));
  return tried.get(attempt)!;
}

function tryAll(prints: ReadonlySet<string>, ballot: PlayedBallot, voter: Voter, known: boolean): Choice | null {
  const keys = known ? [voter.clientKey] : guessedKeys(ballot, voter);
  for (const choice of CHOICES)
    for (const text of textsOf(ballot, voter, keys, choice)) {
      for (const algorithm of ALGORITHMS)
        if (prints.has(createHash(algorithm).update(text).digest("hex"))) return choice;
      for (const key of [keys[0]!, ballot.id])
        if (key !== "" && prints.has(createHmac("sha256", key).update(text).digest("hex"))) return choice;
    }
  return null;
}

/** Clients name their deeds after what they do, or count. */
function guessedKeys(ballot: PlayedBallot, voter: Voter): string[] {
  return ["", "1", "vote-1", `vote-${ballot.id}`, `cast-${ballot.id}`, voter.id];
}

function* textsOf(ballot: PlayedBallot, voter: Voter, keys: readonly string[], choice: Choice): Generator<string> {
  const ballotId = ballot.id;
  for (const form of [choice, choice.toLowerCase(), ballot.optionIds[choice]]) {
    for (const parts of [[], [ballotId], [voter.id], [ballotId, voter.id]])
      for (const joint of [":", "", "|"]) yield [...parts, form].join(joint);
    for (const name of ["choice", "optionId"]) {
      yield canonicalJson({ ballotId, [name]: form });
      for (const clientMutationId of keys) yield canonicalJson({ ballotId, [name]: form, clientMutationId });
    }
    for (const key of keys) {
      yield `${key}:${form}`;
      yield `${ballotId}:${form}:${key}`;
    }
  }
}

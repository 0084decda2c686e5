import { CHOICES, type Choice, type PlayedBallot } from "./played-ballot.js";
import { Scanner } from "./scanner.js";

/** A place at which a voter, a choice or a ballot is named. */
export interface Mark {
  readonly at: number;
  readonly ballot: string | null;
  readonly voter: string | null;
  readonly choice: Choice | null;
}

type Meaning = Omit<Mark, "at"> & { readonly isBareWord?: boolean };

/** What a piece of evidence names: null where it names nobody, or several. */
export interface Read {
  readonly voter: string | null;
  readonly choice: Choice | null;
}

const [COLON, QUOTE] = [0x3a, 0x22];
/** The beginning of a longer word in a text; a number stored behind the word has bytes that no text has. */
const GOES_ON = /^[A-Z]{3}[\P{Cc}\t\n\r]*$/u;

/** Reads voters and choices out of bytes of any kind: ids as text, as hex and raw; words as PostgreSQL, SQL and JSON write them. */
export class Reader {
  private readonly scanner: Scanner<Meaning>;

  constructor(ballots: readonly PlayedBallot[]) {
    this.scanner = new Scanner(tokensOf(ballots));
  }

  marks(evidence: Buffer | string): Mark[] {
    const bytes = typeof evidence === "string" ? Buffer.from(evidence) : evidence;
    return this.scanner.find(bytes).flatMap(({ at, end, meaning }) => {
      const { isBareWord, ...mark } = meaning;
      // "FOR" with its length before it, which is also a tab: not the beginning of a longer word. What follows a stored text
      // may be any byte, a time's among them: one in a thousand begins with three capitals.
      if (isBareWord && GOES_ON.test(bytes.toString("latin1", end, end + 8))) return [];
      // "FOR": as the name of a number is no choice.
      if (bytes[end] === COLON && bytes[end - 1] === QUOTE) return [];
      return [{ at, ...mark }];
    });
  }

  read(evidence: Buffer | string): Read {
    const marks = this.marks(evidence);
    return { voter: only(marks.map(({ voter }) => voter)), choice: only(marks.map(({ choice }) => choice)) };
  }
}

function only<T>(values: readonly (T | null)[]): T | null {
  const different = new Set(values.filter((value) => value !== null));
  return different.size === 1 ? [...different][0]! : null;
}

function* tokensOf(ballots: readonly PlayedBallot[]): Generator<readonly [Buffer, Meaning]> {
  const nothing = { ballot: null, voter: null, choice: null };
  const names = new Map(
    ballots.flatMap(({ voters }) => voters.flatMap((one) => one.names.map((name) => [name, one.id]))),
  );
  for (const [name, voter] of names) yield* idForms(name!, { ...nothing, voter: voter! });
  for (const ballot of ballots) {
    yield* idForms(ballot.id, { ...nothing, ballot: ballot.id });
    for (const choice of CHOICES) yield* idForms(ballot.optionIds[choice], { ...nothing, ballot: ballot.id, choice });
    for (const [paper, choice] of ballot.opened)
      for (const form of [Buffer.from(paper), Buffer.from(paper, "hex")])
        yield [form, { ...nothing, ballot: ballot.id, choice }];
  }
  for (const choice of CHOICES) yield* wordForms(choice, { ...nothing, choice });
}

function* idForms(id: string, meaning: Meaning): Generator<readonly [Buffer, Meaning]> {
  const hex = id.replaceAll("-", "");
  for (const form of [Buffer.from(id), Buffer.from(hex), Buffer.from(hex, "hex")]) yield [form, meaning];
}

/** A word is often part of a statement ("FOR UPDATE"), so only quoted, delimited, or as a stored text with its length. */
function* wordForms(choice: Choice, meaning: Meaning): Generator<readonly [Buffer, Meaning]> {
  const [left, right] = ["'\"{,", "'\"},"];
  for (const before of left)
    for (const after of right) {
      const isPaired = before === after || !"'\"".includes(before) === !"'\"".includes(after);
      if (isPaired) yield [Buffer.from(before + choice + after), meaning];
    }
  yield [Buffer.from(`\n${choice}\t`), meaning];
  for (const length of new Set([9, (choice.length + 1) * 2 + 1]))
    yield [Buffer.concat([Buffer.from([length]), Buffer.from(choice)]), { ...meaning, isBareWord: true }];
}

import { createHash } from "node:crypto";
import { isMembers, parse, said } from "./canonical.js";
import { Chain, type StoredEntry } from "./chain.js";
import { Findings } from "./findings.js";
import { type KeptHead, keyOf } from "./heads.js";
import type { KeyObject } from "node:crypto";

const FORMAT = "rotunda-trail-export/1";

export interface Verified {
  readonly scope: string;
  readonly entries: number;
  readonly heads: number;
  readonly number: number;
  readonly hash: string;
  readonly closed: boolean;
  readonly findings: readonly string[];
  readonly notes: readonly string[];
  /** All that were found, also those that are not spelt out. */
  readonly count: number;
}

export interface VerifyOptions {
  readonly key: KeyObject | null;
  readonly since?: readonly KeptHead[];
}

export function verified(chain: Chain, found: Findings): Verified {
  const { scope, number, hash, closed, heads } = chain;
  const { findings, notes, count } = found;
  return { scope, entries: number + 1, heads, number, hash, closed, findings, notes, count };
}

/** Writes the lines of an export: what it is of, entries with the heads behind them, and a digest of all. */
export class ExportWriter {
  private readonly digest = createHash("sha256");
  private entries = 0;
  private heads = 0;

  constructor(private readonly write: (line: string) => void) {}

  begin(scope: string, key: unknown): void {
    this.line({ trail: FORMAT, scope, key });
  }

  entry({ text, hash }: StoredEntry): void {
    this.entries += 1;
    this.line({ entry: text, hash });
  }

  head(jws: string): void {
    this.heads += 1;
    this.line({ head: jws });
  }

  end(): void {
    const { entries, heads } = this;
    this.write(`${JSON.stringify({ end: { entries, heads, sha256: this.digest.digest("hex") } })}\n`);
  }

  private line(value: object): void {
    const line = `${JSON.stringify(value)}\n`;
    this.digest.update(line);
    this.write(line);
  }
}

/** Verifies an export, line by line. The lines come without their ends, which must be single line feeds. */
export async function verifyLines(
  lines: AsyncIterable<string> | Iterable<string>,
  { key, since = [] }: VerifyOptions,
): Promise<Verified> {
  const findings = new Findings();
  const digest = createHash("sha256");
  let chain: Chain | null = null;
  let [place, entries, ended] = [0, 0, false];
  for await (const line of lines) {
    place += 1;
    const value = parse(line);
    const say = (what: string): void => findings.add(`Line ${place}: ${what}`);
    if (ended) {
      say("it stands behind the end of the export.");
      continue;
    }
    if (!isMembers(value) || JSON.stringify(value) !== line) {
      say("it is not a line of an export.");
      digest.update(`${line}\n`);
      continue;
    }
    if (isMembers(value["end"])) {
      ended = true;
      const expected = { entries, heads: chain?.heads ?? 0, sha256: digest.digest("hex") };
      if (JSON.stringify({ end: expected }) !== line)
        say("the export is not what its last line says: the file was changed or cut.");
      continue;
    }
    digest.update(`${line}\n`);
    if (!chain) {
      if (value["trail"] !== FORMAT || typeof value["scope"] !== "string")
        say(`the export does not begin with ${FORMAT}.`);
      const named = keyOf(value["key"]);
      if (!named) say("it names no key.");
      chain = new Chain(said(value["scope"]), key, since, findings);
      continue;
    }
    if (typeof value["entry"] === "string" && typeof value["hash"] === "string") {
      entries += 1;
      chain.entry({ text: value["entry"], hash: value["hash"] });
    } else if (typeof value["head"] === "string") chain.head(value["head"], chain.number);
    else say("it is neither an entry nor a head.");
  }
  chain ??= new Chain("", key, since, findings);
  chain.end();
  if (!ended) findings.add("The export has no last line: the file was cut.");
  return verified(chain, findings);
}

import { setImmediate as nextTurn } from "node:timers/promises";
import { Gate } from "../../platform/kernel/gate.js";
import { differencesBetween, type ParagraphDifference } from "./differing.rules.js";
import type { Paragraph } from "./paragraphs.rules.js";

/** Characters of compared texts that are remembered. */
const MOST_REMEMBERED = 2_000_000;
const PATIENCE_MS = 10_000;

interface Remembered {
  readonly differences: Promise<readonly ParagraphDifference[]>;
  readonly characters: number;
}

/** Texts are compared one pair after the other, and between two of them everybody else is served. */
const gate = new Gate(1, PATIENCE_MS);
const remembered = new Map<string, Remembered>();
let characters = 0;

/** Compares two versions, named by `key`: versions never change, so what was found is remembered for a while. */
export function differencesOf(
  key: string,
  before: readonly Paragraph[],
  after: readonly Paragraph[],
): Promise<readonly ParagraphDifference[]> {
  const known = remembered.get(key);
  forget(key);
  const differences =
    known?.differences ??
    gate.through(async () => {
      await nextTurn();
      return differencesBetween(before, after);
    });
  remember(key, {
    differences,
    characters: known?.characters ?? [...before, ...after].reduce((sum, { text }) => sum + text.length, 0),
  });
  if (!known) differences.catch(() => forget(key));
  return differences;
}

/** The one used last is dropped last. */
function remember(key: string, one: Remembered): void {
  remembered.set(key, one);
  characters += one.characters;
  for (const oldest of remembered.keys()) {
    if (characters <= MOST_REMEMBERED || oldest === key) break;
    forget(oldest);
  }
}

function forget(key: string): void {
  characters -= remembered.get(key)?.characters ?? 0;
  remembered.delete(key);
}

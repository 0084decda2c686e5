import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompiledMessage, compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { packageRoot } from "../../src/package-root.js";

export type Words = Readonly<Record<string, string>>;

const DIRECTORY = join(packageRoot(), "board", "words");

/** The parts that have words, such as `shell`. */
export const PARTS = readdirSync(DIRECTORY).sort();

/** The messages as they are written, by key. */
export const wordsOf = (part: string, language: string): Words =>
  JSON.parse(readFileSync(join(DIRECTORY, part, `${language}.json`), "utf8")) as Words;

export const compiled = (words: Words): Record<string, CompiledMessage> =>
  Object.fromEntries(Object.entries(words).map(([key, icu]) => [key, compileMessageOrThrow(icu)]));

/** Stands for board/src/words/catalogues.ts, which only Vite can make: the same files, compiled in the same way. */
export const CATALOGUES = Object.fromEntries(
  PARTS.flatMap((part) =>
    ["ar", "en", "fr", "es"].map((language) => [
      `../../words/${part}/${language}.json`,
      () => Promise.resolve({ default: compiled(wordsOf(part, language)) }),
    ]),
  ),
);

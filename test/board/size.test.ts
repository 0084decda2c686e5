import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { packageRoot } from "../../src/package-root.js";

const BOARD = join(packageRoot(), "dist/board");
const { files } = JSON.parse(readFileSync(join(BOARD, "manifest.json"), "utf8")) as {
  files: Record<string, { readonly file: string; readonly gzip: number }>;
};

/** The built file whose name begins so. */
function named(start: string): string {
  const found = Object.keys(files).filter((name) => name.startsWith(`assets/${start}-`) && name.endsWith(".js"));
  // The page itself is called index, as are the entries of some packages: it is the largest.
  return found.sort((a, b) => files[b]!.gzip - files[a]!.gzip)[0]!;
}

/** These files with all that they import, each once. */
function withImports(names: readonly string[]): Set<string> {
  const all = new Set<string>();
  const add = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    const text = readFileSync(join(BOARD, name), "utf8");
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) add(`assets/${imported}`);
  };
  names.forEach(add);
  return all;
}

const kilobytes = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + files[name]!.gzip, 0) / 1000;

it.each(["facilitator", "delegate", "hall", "secretariat"])(
  "the %s's room is at most 150 KB of script, gzipped",
  (room) => {
    const all = withImports([
      named("index"),
      named("signed-in"),
      named("table"),
      named(room),
      named("words.shell.ar"),
      named(`words.${room}.ar`),
    ]);
    const size = kilobytes(all);
    console.info(`${room}: ${size.toFixed(1)} KB in ${all.size} files`);
    expect(size).toBeLessThanOrEqual(150);
    // A sum of nothing would pass as well.
    expect(size).toBeGreaterThan(90);
  },
);

it("the door is open before what is inside: at most 90 KB", () => {
  expect(kilobytes(withImports([named("index"), named("words.shell.ar")]))).toBeLessThanOrEqual(90);
});

it("a phone never loads the chair's code", () => {
  const phone = withImports([named("index"), named("signed-in"), named("table"), named("delegate")]);
  expect([...phone].filter((name) => /facilitator|secretariat|hall/.test(name))).toEqual([]);
});

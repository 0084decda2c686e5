import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { setupI18n } from "@lingui/core";
import { type CompiledMessage, compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { type GraphQLEnumType, isEnumType } from "graphql";
import { packageRoot } from "../../src/package-root.js";
import { compiled, PARTS, wordsOf } from "../support/board-catalogues.js";
import { builtSchema } from "../support/schema-walk.js";

/** Language, and the tag by which numbers are written: as in board/src/words/words.ts, which board-shell.test.ts holds to it. */
const TAGS = { ar: "ar-u-nu-latn", en: "en-GB", fr: "fr", es: "es" } as const;
type Language = keyof typeof TAGS;
const TRANSLATIONS = ["ar", "fr", "es"] as const;
/** Words that are rightly the same as in English: names, and words that two languages share. */
const SHARED = new Set(["Rotunda", "Consensus", "Votes", "No", "Question"]);
/** Kinds of words for values of an enum of the API. */
const KINDS = {
  tableState: "RoundTableState",
  itemState: "AgendaItemState",
  textState: "RecommendationState",
  ballotState: "BallotState",
  mode: "BallotMode",
  majority: "Majority",
  choice: "VoteChoice",
  outcome: "Outcome",
  outlook: "Outlook",
  language: "Locale",
  conformity: "Conformity",
  "lobby.as": "Standing",
};
const ARABIC = /[\u0600-\u06ff]/;

interface Plural {
  readonly argument: string;
  readonly kind: string;
  /** Its branches: categories of CLDR, and exact numbers as Lingui keeps them (`0` for `=0`). */
  readonly branches: Readonly<Record<string, CompiledMessage>>;
}

/** What a message takes: each argument with what is made of it, and its plurals. */
function shapeOf(message: CompiledMessage): { readonly takes: Set<string>; readonly plurals: Plural[] } {
  const takes = new Set<string>();
  const plurals: Plural[] = [];
  const walk = (part: CompiledMessage): void => {
    if (typeof part === "string") return;
    for (const token of part) {
      if (typeof token === "string") continue;
      const [argument, kind, branches] = token as [string, string?, Record<string, CompiledMessage>?];
      if (kind === undefined && argument === "#") continue;
      takes.add(`${argument} ${kind ?? ""}`.trim());
      if (kind === undefined || typeof branches !== "object") continue;
      plurals.push({ argument, kind, branches });
      Object.entries(branches).forEach(([name, branch]) => name !== "offset" && walk(branch));
    }
  };
  walk(message);
  return { takes, plurals };
}

const all = PARTS.flatMap((part) => TRANSLATIONS.map((language) => ({ part, language })));
const everything = PARTS.flatMap((part) => (["en", ...TRANSLATIONS] as const).map((language) => ({ part, language })));

describe("the words of the rooms", () => {
  it("are there for every part and language, and those of the shell have content", () => {
    expect(PARTS).toEqual(expect.arrayContaining(["shell", "facilitator", "delegate", "hall", "secretariat"]));
    expect(Object.keys(wordsOf("shell", "en")).length).toBeGreaterThan(100);
  });

  it("are of one part only: a key that stood in two would be the word of whichever was loaded last", () => {
    const keys = PARTS.flatMap((part) => Object.keys(wordsOf(part, "en")));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(all)("$part in $language has the keys of the English, and takes the same values", ({ part, language }) => {
    const [english, words] = [wordsOf(part, "en"), wordsOf(part, language)];
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    const takes = (icu: string): string[] => [...shapeOf(compileMessageOrThrow(icu)).takes].sort();
    const differ = Object.keys(english).filter((key) => takes(words[key]!).join() !== takes(english[key]!).join());
    expect(differ).toEqual([]);
  });

  it.each(everything)("$part in $language compiles, and names each plural of its language", ({ part, language }) => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, icu] of Object.entries(wordsOf(part, language))) {
      for (const { kind, branches } of shapeOf(compileMessageOrThrow(icu)).plurals) {
        if (kind !== "plural") continue;
        const named = Object.keys(branches).filter((name) => !/^\d+$|^offset$/.test(name));
        expect([key, named.sort()]).toEqual([key, [...wanted].sort()]);
      }
    }
  });

  it.each(all)("$part is translated into $language", ({ part, language }) => {
    const english = wordsOf(part, "en");
    for (const [key, icu] of Object.entries(wordsOf(part, language))) {
      const bare = english[key]!.replaceAll(/\{[^{}]*\}|[^\p{L}]/gu, "");
      if (bare === "" || SHARED.has(icu)) continue;
      expect([key, icu]).not.toEqual([key, english[key]]);
      if (language === "ar") expect([key, icu]).toEqual([key, expect.stringMatching(ARABIC)]);
    }
  });

  it.each(everything)("$part in $language is written cleanly", ({ part, language }) => {
    for (const [key, icu] of Object.entries(wordsOf(part, language))) {
      expect([key, icu]).toEqual([key, expect.not.stringMatching(/^\s|\s$| {2}|[\u0660-\u0669]/)]);
      // In ICU a straight apostrophe may begin a quotation; the typographic one never does.
      if (language === "fr") expect([key, icu]).toEqual([key, expect.not.stringMatching(/'|\p{L} [:;!?]/u)]);
    }
  });
});

describe("what the API can say", () => {
  const english = wordsOf("shell", "en");

  it.each(Object.entries(KINDS))("has words for each %s (%s)", (kind, type) => {
    const values = builtSchema.getType(type);
    expect(isEnumType(values)).toBe(true);
    const missing = (values as GraphQLEnumType).getValues().filter(({ name }) => !(`${kind}.${name}` in english));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it("has words for each refusal of docs/errors.md", () => {
    const catalogue = readFileSync(join(packageRoot(), "docs", "errors.md"), "utf8");
    const refusals = catalogue.slice(catalogue.indexOf("## Codes of refusals"), catalogue.indexOf("## Close codes"));
    const codes = [...refusals.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !(`refusal.${code}` in english))).toEqual([]);
  });

  it("has no words for what it cannot say any more", () => {
    const known = new Set(readFileSync(join(packageRoot(), "docs", "errors.md"), "utf8").match(/\b[A-Z_]{5,}\b/g));
    const ours = ["UNANSWERED", "UNKNOWN"];
    const codes = Object.keys(english).flatMap((key) => /^refusal\.([A-Z_]+)$/.exec(key)?.[1] ?? []);
    expect(codes.filter((code) => !known.has(code) && !ours.includes(code))).toEqual([]);
    for (const [kind, type] of Object.entries(KINDS)) {
      const values = new Set((builtSchema.getType(type) as GraphQLEnumType).getValues().map(({ name }) => name));
      const named = Object.keys(english).flatMap((key) => new RegExp(`^${kind}\\.([A-Z_]+)$`).exec(key)?.[1] ?? []);
      expect([kind, named.filter((name) => !values.has(name))]).toEqual([kind, []]);
    }
  });
});

describe("numbers in sentences", () => {
  const speak = (language: Language): ((key: string, values: Record<string, unknown>) => string) => {
    const i18n = setupI18n();
    i18n.load(language, compiled(wordsOf("shell", language)));
    i18n.activate(language, TAGS[language]);
    return (key, values) => i18n._(key, values);
  };
  const missing = (language: Language): string[] =>
    [0, 1, 2, 3, 11, 100, 102, 1_000_000].map((count) => speak(language)("tally.missing", { missing: count }));
  const margin = (language: Language): string[] =>
    [0, 1, 2, 3, 11, 100, 102, 1_000_000].map((count) => speak(language)("quorum.margin", { margin: count }));

  it("take the six forms of Arabic, with the digits 0-9", () => {
    expect(missing("ar")).toEqual([
      "صوّت الجميع",
      "لم يصوّت وفد واحد",
      "لم يصوّت وفدان",
      "لم تصوّت 3 وفود",
      "لم يصوّت 11 وفداً",
      "لم يصوّت 100 وفد",
      "لم يصوّت 102 وفد",
      "لم يصوّت 1,000,000 وفد",
    ]);
  });

  it("take the forms of French: none and one alike, and a million of them", () => {
    expect(margin("fr").map((words) => words.replaceAll("\u202f", " "))).toEqual([
      "Si une délégation part, le quorum est perdu",
      "1 délégation peut encore partir",
      "2 délégations peuvent encore partir",
      "3 délégations peuvent encore partir",
      "11 délégations peuvent encore partir",
      "100 délégations peuvent encore partir",
      "102 délégations peuvent encore partir",
      "1 000 000 de délégations peuvent encore partir",
    ]);
    expect(speak("fr")("tally.scale", { eligible: 0 })).toContain("# délégation ayant".replace("#", "0"));
  });

  it("take the forms of Spanish, and a million of them", () => {
    expect(margin("es")).toEqual([
      "Si se retira una delegación, se pierde el quórum",
      "1 delegación más puede retirarse",
      "2 delegaciones más pueden retirarse",
      "3 delegaciones más pueden retirarse",
      "11 delegaciones más pueden retirarse",
      "100 delegaciones más pueden retirarse",
      "102 delegaciones más pueden retirarse",
      "1.000.000 de delegaciones más pueden retirarse",
    ]);
  });

  it.each(["ar", "en", "fr", "es"] as const)("are written with 0-9 wherever one stands in %s", (language) => {
    const say = speak(language);
    for (const [key, icu] of Object.entries(wordsOf("shell", language))) {
      const takes = [...shapeOf(compileMessageOrThrow(icu)).takes].map((take) => take.split(" ")[0]!);
      const said = say(key, Object.fromEntries(takes.map((name) => [name, 1_234_567])));
      expect([key, said]).toEqual([key, expect.not.stringMatching(/[^\P{Nd}0-9]|[{}#]|undefined|NaN/u)]);
    }
  });
});

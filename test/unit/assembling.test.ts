import { describe, expect, it } from "@jest/globals";
import { allPlaces, assemble, type Source, together, unreliableIn } from "../../src/domain/lineage/assembling.rules.js";
import { ParagraphKind } from "../../src/domain/recommendation/paragraph.words.js";

const { PREAMBULAR, OPERATIVE } = ParagraphKind;

/** A text whose paragraphs are given by language; `drafts` are languages that nobody compared. */
function source(name: string, paragraphs: [ParagraphKind, Record<string, string>][], drafts: string[] = []): Source {
  const locales = new Set(paragraphs.flatMap(([, texts]) => Object.keys(texts)));
  return {
    ...{ recommendationId: name, symbol: `T/1/PL/${name}`, versionId: `${name}-v1`, title: name, locale: "EN" },
    languages: [...locales]
      .filter((locale) => paragraphs.every(([, texts]) => locale in texts))
      .map((locale) => ({ locale, isReliable: !drafts.includes(locale), filedById: `filer-${name}` })),
    paragraphs: paragraphs.map(([kind, texts], index) => ({
      id: `${name}-${index + 1}`,
      kind,
      texts: new Map(Object.entries(texts)),
    })),
  };
}

const made = (sources: Source[], locale = "EN") => {
  const text = assemble(together(allPlaces(sources), locale), locale);
  return {
    texts: text.paragraphs.map(({ texts }) => texts.get(locale)),
    origins: text.paragraphs.map(({ origins }) => origins.map(({ paragraph }) => paragraph.id)),
    languages: text.languages.map(({ locale: one, conformed }) => `${one} ${conformed ? "CONFORMED" : "DRAFT"}`),
  };
};

describe("a text that is made of others", () => {
  it("has all paragraphs in the order of the sources, the preambular ones of all of them first", () => {
    const one = source("a", [
      [PREAMBULAR, { EN: "P1" }],
      [OPERATIVE, { EN: "O1" }],
    ]);
    const two = source("b", [
      [PREAMBULAR, { EN: "P2" }],
      [OPERATIVE, { EN: "O2" }],
    ]);
    expect(made([two, one]).texts).toEqual(["P2", "P1", "O2", "O1"]);
  });

  it("has what reads the same once, with every place it came from; kinds are kept apart", () => {
    const one = source("a", [
      [PREAMBULAR, { EN: "Same" }],
      [OPERATIVE, { EN: "Same" }],
    ]);
    const two = source("b", [
      [OPERATIVE, { EN: "Same " }],
      [OPERATIVE, { EN: "Other" }],
    ]);
    expect(made([one, two])).toMatchObject({
      texts: ["Same", "Same", "Other"],
      origins: [["a-1"], ["a-2", "b-1"], ["b-2"]],
    });
  });

  it.each<[string, Source[], string[]]>([
    [
      "conformed when both are",
      [source("a", [[OPERATIVE, { EN: "1", FR: "un" }]]), source("b", [[OPERATIVE, { EN: "2", FR: "deux" }]])],
      ["FR CONFORMED"],
    ],
    [
      "a draft when one is a draft",
      [source("a", [[OPERATIVE, { EN: "1", FR: "un" }]]), source("b", [[OPERATIVE, { EN: "2", FR: "deux" }]], ["FR"])],
      ["FR DRAFT"],
    ],
    [
      "missing when a paragraph is missing",
      [source("a", [[OPERATIVE, { EN: "1", FR: "un" }]]), source("b", [[OPERATIVE, { EN: "2" }]])],
      [],
    ],
    [
      "conformed when the same paragraph is conformed in one of its places",
      [
        source("a", [[OPERATIVE, { EN: "1", FR: "projet" }]], ["FR"]),
        source("b", [[OPERATIVE, { EN: "1", FR: "un" }]]),
      ],
      ["FR CONFORMED"],
    ],
  ])("in a language: %s", (_what, sources, languages) => {
    expect(made(sources).languages).toEqual(languages);
  });

  it("takes the wording that was compared, where several read the same", () => {
    const draft = source("a", [[OPERATIVE, { EN: "1", FR: "projet" }]], ["FR"]);
    const conformed = source("b", [[OPERATIVE, { EN: "1", FR: "un" }]]);
    const text = assemble(together(allPlaces([draft, conformed]), "EN"), "EN");
    expect(text.paragraphs[0]!.texts.get("FR")).toBe("un");
  });

  it("may have another original language, if all texts are conformed in it", () => {
    const one = source("a", [[OPERATIVE, { EN: "1", FR: "un" }]]);
    const two = source("b", [[OPERATIVE, { EN: "2", FR: "deux" }]], ["FR"]);
    const three = source("c", [[OPERATIVE, { EN: "3" }]]);
    expect(made([one], "FR")).toMatchObject({ texts: ["un"], languages: ["EN CONFORMED"] });
    expect(unreliableIn(allPlaces([one, two, three]), "FR")).toEqual(["T/1/PL/b", "T/1/PL/c"]);
    expect(unreliableIn(allPlaces([one, two, three]), "EN")).toEqual([]);
  });
});

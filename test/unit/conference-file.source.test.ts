import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import countries from "i18n-iso-countries";
import { readConferenceFile } from "../../src/domain/intake/conference-file.rules.js";
import { COUNTRY_CODES } from "../../src/domain/intake/country-codes.rules.js";
import { surveyJson } from "../../src/domain/intake/json-source.rules.js";
import { EXAMPLE, exampleWith, problemsOf } from "./conference-file.example.js";

describe("the source of a conference file", () => {
  it.each([
    ['{\n  "a": 1,\n}', "line 3, column 1"],
    ['{\n  "a": tru\n}', "line 2, column 8"],
    ["", "line 1, column 1"],
    ['{"a": "b', "line 1, column 9"],
    ["{} {}", "line 1, column 4"],
    ["[".repeat(100_000), "line 1, column 65"],
  ])("that is not JSON is told with line and column: %#", (text, place) => {
    expect(problemsOf(text)).toEqual([{ pointer: "", message: expect.stringContaining(place) }]);
  });

  it("may not be something else than an object", () => {
    for (const text of ["[]", "null", "3", '"x"']) {
      expect(problemsOf(text)).toEqual([{ pointer: "", message: "This must be an object." }]);
    }
  });

  it("may start with a byte order mark", () => {
    expect(problemsOf(`\uFEFF${EXAMPLE}`)).toEqual([]);
  });

  it("may not give a key twice", () => {
    const text = EXAMPLE.replace('"city":', '"city": "Ptuj", "city":');
    expect(problemsOf(text)).toEqual([{ pointer: "/conference/city", message: "This key is here twice." }]);
  });

  it("may not smuggle in a prototype", () => {
    const text = EXAMPLE.replace('"city":', '"__proto__": { "admin": true }, "city":');
    expect(problemsOf(text).map(({ pointer }) => pointer)).toEqual(["/conference/__proto__"]);
  });

  it("may not be too long", () => {
    expect(problemsOf(" ".repeat(16_000_001))).toHaveLength(1);
  });

  it("is JSON exactly where JSON.parse says so", () => {
    const accepted = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const piece = fc.constantFrom(
      ...'{}[],:"\\ \n\t0123456789-+.eEu',
      "true",
      "null",
      '"a"',
      "{}",
      '"a":',
      "\u0001",
      "\u00a0",
    );
    const text = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join("")),
      fc.json(),
    );
    fc.assert(
      fc.property(text, (one) => (surveyJson(one).broken === null) === accepted(one)),
      { numRuns: 3000 },
    );
  });
});

describe("robustness", () => {
  it("knows the countries that i18n-iso-countries knows", () => {
    expect([...COUNTRY_CODES].sort()).toEqual(Object.keys(countries.getAlpha2Codes()).sort());
  });

  it("never throws, whatever a valid file is changed into, and refuses with problems only", () => {
    const pointers = placesIn(JSON.parse(EXAMPLE));
    const value = fc.oneof(
      fc.constant(undefined),
      fc.constantFrom<unknown>(...pointers.map(([, found]) => found), null, -1, 1e999, "", "\ud800", [], {}, [null], {
        kind: 1,
      }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const change = fc.tuple(fc.constantFrom(...pointers.map(([pointer]) => pointer)), value);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let text = EXAMPLE;
        try {
          text = exampleWith(...changes);
        } catch {
          // A later pointer led through what an earlier change had replaced: read the unchanged file.
        }
        const reading = readConferenceFile(text);
        if (!reading.ok) expect(reading.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  it("never throws on text that is cut or spliced", () => {
    const at = fc.nat(EXAMPLE.length);
    fc.assert(
      fc.property(at, at, fc.string(), (from, to, middle) => {
        const reading = readConferenceFile(EXAMPLE.slice(0, from) + middle + EXAMPLE.slice(to));
        return reading.ok || reading.problems.length > 0;
      }),
    );
  });
});

function placesIn(value: unknown, pointer = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) => [
    [`${pointer}/${key}`, one] as [string, unknown],
    ...placesIn(one, `${pointer}/${key}`),
  ]);
}

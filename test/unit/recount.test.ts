import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Majority } from "../../src/domain/ballot/ballot.words.js";
import { isAdopted, threshold } from "../../src/domain/ballot/majority.rules.js";
import { quorumOf } from "../../src/domain/conference/quorum.rules.js";
import { canonicalJson } from "../../src/platform/kernel/json.js";
import { canonical, digest } from "../../src/recount/canonical.js";
import { adopts, fewestPresent, fewestThatAdopt } from "../../src/recount/formulas.js";

const majorities = Object.values(Majority);
const small = fc.integer({ min: 0, max: 40 });

describe("the formulas of the recount", () => {
  it("adopt what the table of the rules adopts", () => {
    const cases: [string, yes: number, no: number, members: number, adopted: boolean][] = [
      ["SIMPLE", 2, 1, 6, true],
      ["SIMPLE", 2, 2, 6, false],
      ["SIMPLE", 0, 0, 6, false],
      ["TWO_THIRDS", 127, 63, 190, true],
      ["TWO_THIRDS", 126, 64, 190, false],
      ["TWO_THIRDS", 0, 0, 6, false],
      ["ABSOLUTE_OF_MEMBERS", 95, 0, 190, false],
      ["ABSOLUTE_OF_MEMBERS", 96, 94, 190, true],
      ["TWO_THIRDS_OF_MEMBERS", 127, 0, 190, true],
      ["TWO_THIRDS_OF_MEMBERS", 126, 0, 190, false],
      ["TWO_THIRDS_OF_MEMBERS", 0, 0, 0, false],
      ["UNANIMITY", 1, 0, 6, true],
      ["UNANIMITY", 5, 1, 6, false],
      ["CONSENSUS", 0, 0, 6, false],
    ];
    for (const [majority, yes, no, members, adopted] of cases)
      expect([majority, yes, no, members, adopts(majority, { yes, no, members })]).toEqual([
        majority,
        yes,
        no,
        members,
        adopted,
      ]);
  });

  it.each(majorities)("agree with the ballot module on %s, over all small numbers", (majority) => {
    for (let members = 0; members <= 24; members += 1)
      for (let no = 0; no <= members; no += 1) {
        const tally = { against: no, abstain: 0 };
        const needed = [members, no, threshold(majority, { ...tally, for: 0 }, members)];
        expect([members, no, fewestThatAdopt(majority, no, members)]).toEqual(needed);
        for (let yes = 0; yes + no <= members; yes += 1) {
          const adopted = isAdopted(majority, { ...tally, for: yes }, members);
          expect([members, no, yes, adopts(majority, { yes, no, members })]).toEqual([members, no, yes, adopted]);
        }
      }
  });

  it("agree with the ballot module on quorums, whatever the fraction", () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.boolean(), (...given) => {
        const [base, denominator, part, strict] = given;
        const quorum = { numerator: Math.min(part, denominator), denominator, strict };
        expect(fewestPresent(quorum, base)).toBe(quorumOf(quorum, base));
      }),
    );
  });

  it("know no majority that the rules do not have", () => {
    expect(() => adopts("PLURALITY", { yes: 2, no: 1, members: 3 })).toThrow("no formula for the majority PLURALITY");
  });
});

describe("the canonical JSON of the recount", () => {
  it("sorts keys, knows no white space, and writes texts in NFC", () => {
    expect(canonical({ b: [1, true, null], a: "e\u0301\n“", "B c": { z: -1, y: "" } })).toBe(
      '{"B c":{"y":"","z":-1},"a":"é\\n“","b":[1,true,null]}',
    );
    expect(digest({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });

  it("is that of the server for everything that it hashes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const given = JSON.parse(JSON.stringify(value).normalize("NFC")) as never;
        expect(canonical(given)).toBe(canonicalJson(given));
      }),
    );
  });
});

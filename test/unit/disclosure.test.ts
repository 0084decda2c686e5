import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Majority, Outcome } from "../../src/domain/ballot/ballot.words.js";
import { decide, type Facts, withoutCounts } from "../../src/domain/ballot/deciding.rules.js";
import { coarseTurnout, TURNOUT_STEP } from "../../src/domain/ballot/turnout.rules.js";
import type { DisclosureRule } from "../../src/domain/conference/rule-set.rules.js";
import { difference, disclosureWords, mayDisclose } from "../../src/domain/secret/disclosure.rules.js";

const RULE: DisclosureRule = { papers: 10, hideUnanimity: true, outside: 3, repeats: 4 };
const tally = (yes: number, no: number, abstain: number) => ({ for: yes, against: no, abstain });
type Tally = ReturnType<typeof tally>;

/** Every tally of so many papers. */
const talliesOf = (papers: number): Tally[] =>
  Array.from({ length: papers + 1 }, (_, yes) =>
    Array.from({ length: papers - yes + 1 }, (__, no) => tally(yes, no, papers - yes - no)),
  ).flat();

describe("what is told of a secret ballot", () => {
  it.each([
    ["ten papers with three dissenters", tally(7, 3, 0), [], true],
    ["nine papers", tally(5, 4, 0), [], false],
    ["one voter", tally(1, 0, 0), [], false],
    ["nobody", tally(0, 0, 0), [], false],
    ["a unanimous ballot", tally(40, 0, 0), [], false],
    ["a unanimous abstention", tally(0, 0, 40), [], false],
    ["all but one", tally(39, 1, 0), [], false],
    ["all but two", tally(38, 2, 0), [], false],
    ["all but two who differ", tally(38, 1, 1), [], false],
    ["all but three", tally(37, 2, 1), [], true],
    ["a repeat by the same voters", tally(20, 20, 0), [0], false],
    ["a repeat with four others", tally(20, 20, 0), [4], false],
    ["a repeat with five others", tally(20, 20, 0), [5], true],
    ["a third ballot, whoever votes", tally(20, 20, 0), [40, 40], false],
  ])("%s", (_title, counts, differing, isTold) => {
    expect(mayDisclose(RULE, counts, differing)).toBe(isTold);
  });

  it("leaves each voter at least two choices that what is told may be true of, whenever the counts are told", () => {
    for (let papers = 0; papers <= 40; papers += 1)
      for (const counts of talliesOf(papers)) {
        if (!mayDisclose(RULE, counts, [])) continue;
        const kinds = Object.values(counts).filter((count) => count > 0);
        expect(kinds.length).toBeGreaterThan(1);
        // Not even the lone dissenter of a choice learns that all others chose alike.
        expect(papers - Math.max(...kinds)).toBeGreaterThan(1);
      }
  });

  it("does not tell by withholding: nobody, not even a lone dissenter, can tell from it what any other voter chose", () => {
    for (let papers = 10; papers <= 40; papers += 1) {
      const withheld = talliesOf(papers).filter((counts) => !mayDisclose(RULE, counts, []));
      for (const adopted of [true, false]) {
        const meant = withheld.filter((counts) => counts.for > counts.against === adopted);
        for (const own of ["for", "against", "abstain"] as const) {
          // What the others may have chosen, for somebody who chose this and knows outcome and papers.
          const others = meant
            .filter((counts) => counts[own] > 0)
            .map((counts) => ({ ...counts, [own]: counts[own] - 1 }));
          const kinds = new Set(others.map((counts) => Object.values(counts).join()));
          const isOpen =
            others.length === 0 || others.some((counts) => Object.values(counts).every((n) => n < papers - 1));
          expect([papers, adopted, own, isOpen, others.length === 0 || kinds.size > 1]).toEqual([
            papers,
            adopted,
            own,
            true,
            true,
          ]);
        }
      }
    }
  });

  it("depends on nothing but numbers: which choice is which changes nothing", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), fc.array(fc.nat(10), { maxLength: 3 }), (a, b, c, differing) => {
        const told = [tally(a, b, c), tally(b, c, a), tally(c, a, b)].map((one) => mayDisclose(RULE, one, differing));
        expect(new Set(told).size).toBe(1);
      }),
    );
  });

  it("two disclosed ballots on a question differ by more voters than could be told apart", () => {
    const people = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String));
    fc.assert(
      fc.property(people, people, (some, others) => {
        const apart = difference(new Set(some), new Set(others));
        expect(apart).toBe([...some, ...others].filter((one) => some.includes(one) !== others.includes(one)).length);
        if (mayDisclose(RULE, tally(20, 20, 0), [apart])) expect(apart).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it("words the rule so that it can be read out, with every number of it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 99 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (papers, outside, repeats) => {
          const words = disclosureWords({ papers, outside, repeats, hideUnanimity: true });
          for (const number of [`${papers} papers`, `at least ${outside} of`, `${repeats} voters or fewer`])
            expect(words).toContain(number);
        },
      ),
    );
    expect(disclosureWords({ ...RULE, hideUnanimity: false, repeats: -1 })).not.toMatch(/at least|earlier/);
  });
});

describe("a decision whose counts are withheld", () => {
  const majority = fc.constantFrom(...Object.values(Majority).filter((one) => one !== Majority.CONSENSUS));
  const counts = fc.record({ for: fc.nat(50), against: fc.nat(50), abstain: fc.nat(50) });

  it("reads the same for every tally of as many papers with the same outcome", () => {
    fc.assert(
      fc.property(majority, counts, counts, fc.boolean(), (rule, one, other, present) => {
        const papers = one.for + one.against + one.abstain;
        const same = { ...other, abstain: papers - other.for - other.against };
        fc.pre(same.abstain >= 0);
        const [first, second] = [one, same].map((given) => {
          const facts: Facts = {
            ...{ majority: rule, tally: given, objections: null, members: 150, quorumBase: 150, eligible: 150 },
            ...{ presentAtOpen: 150, presentAtClose: present ? 150 : 3 },
            quorum: { numerator: 1, denominator: 2, strict: true },
          };
          return { facts, verdict: decide(facts) };
        });
        fc.pre(first!.verdict.outcome === second!.verdict.outcome);
        expect(withoutCounts(first!.facts, first!.verdict)).toEqual(withoutCounts(second!.facts, second!.verdict));
      }),
    );
  });

  it("says what was decided and how many papers there were", () => {
    const facts: Facts = {
      ...{ majority: Majority.SIMPLE, tally: tally(7, 0, 0), objections: null, members: 12, quorumBase: 12 },
      ...{ eligible: 11, presentAtOpen: 10, presentAtClose: 9, quorum: { numerator: 1, denominator: 2, strict: true } },
    };
    const told = withoutCounts(facts, decide(facts));
    expect(told.outcome).toBe(Outcome.ADOPTED);
    expect(told.explanation).toBe(
      "Adopted: 7 papers of 11 entitled; the rules keep the counts back, and nobody has them. 9 of 12 delegations were present; the quorum is 7.",
    );
  });
});

describe("turnout while a secret ballot is open", () => {
  it("goes up in steps, never down, and is exact once all have voted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (eligible) => {
        const shown = Array.from({ length: eligible + 1 }, (_, voted) => coarseTurnout(voted, eligible));
        expect(shown.at(-1)).toBe(eligible);
        expect(shown).toEqual(shown.toSorted((a, b) => a - b));
        for (const [voted, told] of shown.entries()) {
          expect(told).toBeLessThanOrEqual(voted);
          if (voted < eligible) expect(told % TURNOUT_STEP).toBe(0);
        }
      }),
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Majority, Outcome } from "../../src/domain/ballot/ballot.words.js";
import { decide, type Facts } from "../../src/domain/ballot/deciding.rules.js";
import { isAdopted, threshold } from "../../src/domain/ballot/majority.rules.js";
import { hasQuorum, quorumOf } from "../../src/domain/conference/quorum.rules.js";

const { CONSENSUS, SIMPLE, TWO_THIRDS, ABSOLUTE_OF_MEMBERS, TWO_THIRDS_OF_MEMBERS, UNANIMITY } = Majority;
const majorities = Object.values(Majority);

describe("majorities", () => {
  it.each<[Majority, [y: number, n: number, a: number], members: number, adopted: boolean, why: string]>([
    [SIMPLE, [2, 1, 0], 6, true, "more for than against"],
    [SIMPLE, [1, 1, 0], 6, false, "a tie"],
    [SIMPLE, [0, 0, 0], 6, false, "nobody voted"],
    [SIMPLE, [0, 0, 6], 6, false, "all abstained"],
    [SIMPLE, [1, 0, 189], 190, true, "abstainers are not voting"],
    [TWO_THIRDS, [2, 1, 0], 6, true, "exactly two thirds"],
    [TWO_THIRDS, [4, 2, 100], 190, true, "exactly two thirds, abstainers do not count"],
    [TWO_THIRDS, [5, 3, 0], 8, false, "five of eight"],
    [TWO_THIRDS, [127, 63, 0], 190, true, "127 of 190: 381 ≥ 380"],
    [TWO_THIRDS, [126, 64, 0], 190, false, "126 of 190: 378 < 380"],
    [TWO_THIRDS, [0, 0, 0], 6, false, "0 ≥ 0 does not adopt"],
    [TWO_THIRDS, [0, 0, 9], 9, false, "all abstained"],
    [ABSOLUTE_OF_MEMBERS, [96, 0, 0], 190, true, "96 of 190"],
    [ABSOLUTE_OF_MEMBERS, [95, 0, 0], 190, false, "half is not more than half"],
    [ABSOLUTE_OF_MEMBERS, [3, 0, 0], 5, true, "3 of 5"],
    [ABSOLUTE_OF_MEMBERS, [2, 0, 3], 5, false, "abstentions do not help"],
    [TWO_THIRDS_OF_MEMBERS, [4, 2, 0], 6, true, "exactly two thirds of the members"],
    [TWO_THIRDS_OF_MEMBERS, [127, 0, 0], 190, true, "381 ≥ 380"],
    [TWO_THIRDS_OF_MEMBERS, [126, 0, 0], 190, false, "378 < 380"],
    [TWO_THIRDS_OF_MEMBERS, [0, 0, 0], 0, false, "a body without members decides nothing"],
    [UNANIMITY, [1, 0, 189], 190, true, "abstention does not block"],
    [UNANIMITY, [189, 1, 0], 190, false, "one against"],
    [UNANIMITY, [0, 0, 3], 3, false, "nobody for"],
    [CONSENSUS, [3, 0, 3], 6, true, "no objection"],
    [CONSENSUS, [5, 1, 0], 6, false, "an objection"],
    [CONSENSUS, [0, 0, 6], 6, false, "an empty ballot never adopts"],
  ])("%s with %j of %i members: %s (%s)", (majority, [y, n, a], members, adopted) => {
    expect(isAdopted(majority, { for: y, against: n, abstain: a }, members)).toBe(adopted);
  });

  const ballots = fc
    .record({ y: fc.nat(200), n: fc.nat(200), a: fc.nat(200), silent: fc.nat(200) })
    .map(({ y, n, a, silent }) => ({ tally: { for: y, against: n, abstain: a }, members: y + n + a + silent }));

  it("never adopt without a vote for, nor a tie between for and against of those present and voting", () => {
    fc.assert(
      fc.property(ballots, fc.constantFrom(...majorities), ({ tally, members }, majority) => {
        if (tally.for === 0) expect(isAdopted(majority, tally, members)).toBe(false);
        if (tally.for === tally.against && [SIMPLE, TWO_THIRDS, UNANIMITY, CONSENSUS].includes(majority))
          expect(isAdopted(majority, tally, members)).toBe(false);
      }),
    );
  });

  it("are monotonic: a further vote for never turns adoption into rejection, one against never the other way", () => {
    fc.assert(
      fc.property(ballots, fc.constantFrom(...majorities), ({ tally, members }, majority) => {
        const more = { ...tally, for: tally.for + 1 };
        const fewer = { ...tally, against: tally.against + 1 };
        if (isAdopted(majority, tally, members)) expect(isAdopted(majority, more, members)).toBe(true);
        if (!isAdopted(majority, tally, members)) expect(isAdopted(majority, fewer, members)).toBe(false);
      }),
    );
  });

  it("are reached exactly at the threshold that the decision shows", () => {
    fc.assert(
      fc.property(ballots, fc.constantFrom(...majorities), ({ tally, members }, majority) => {
        const needed = threshold(majority, tally, members);
        expect(isAdopted(majority, tally, members)).toBe(tally.for >= needed && needed <= members);
        if (needed <= members) {
          expect(isAdopted(majority, { ...tally, for: needed }, members)).toBe(true);
          expect(isAdopted(majority, { ...tally, for: needed - 1 }, members)).toBe(false);
        }
      }),
    );
  });

  it("equal the formulas of the rule book, computed with fractions instead of integers", () => {
    const exact: Record<Majority, (y: number, n: number, m: number) => boolean> = {
      SIMPLE: (y, n) => y > n,
      TWO_THIRDS: (y, n) => y + n > 0 && Math.round((y / (y + n) - 2 / 3) * 1e9) >= 0,
      ABSOLUTE_OF_MEMBERS: (y, _n, m) => m > 0 && Math.round((y / m - 1 / 2) * 1e9) > 0,
      TWO_THIRDS_OF_MEMBERS: (y, _n, m) => m > 0 && y > 0 && Math.round((y / m - 2 / 3) * 1e9) >= 0,
      UNANIMITY: (y, n) => n === 0 && y > 0,
      CONSENSUS: (y, n) => n === 0 && y > 0,
    };
    fc.assert(
      fc.property(ballots, fc.constantFrom(...majorities), ({ tally, members }, majority) => {
        expect(isAdopted(majority, tally, members)).toBe(exact[majority](tally.for, tally.against, members));
      }),
    );
  });
});

describe("quorum", () => {
  it.each([
    [{ numerator: 1, denominator: 2, strict: true }, 6, 4],
    [{ numerator: 1, denominator: 2, strict: true }, 7, 4],
    [{ numerator: 1, denominator: 2, strict: false }, 6, 3],
    [{ numerator: 1, denominator: 2, strict: false }, 7, 4],
    [{ numerator: 1, denominator: 3, strict: false }, 190, 64],
    [{ numerator: 2, denominator: 3, strict: true }, 6, 5],
    [{ numerator: 2, denominator: 3, strict: false }, 6, 4],
    [{ numerator: 1, denominator: 2, strict: true }, 0, 1],
  ])("%j of %i members is %i", (quorum, members, needed) => {
    expect(quorumOf(quorum, members)).toBe(needed);
    expect(hasQuorum(quorum, members, needed)).toBe(true);
    expect(hasQuorum(quorum, members, needed - 1)).toBe(false);
  });

  it("is the smallest number that reaches the fraction", () => {
    const fractions = fc.record({
      numerator: fc.integer({ min: 1, max: 20 }),
      denominator: fc.integer({ min: 1, max: 20 }),
      strict: fc.boolean(),
    });
    fc.assert(
      fc.property(fractions, fc.nat(400), (quorum, members) => {
        const reaches = (present: number) =>
          quorum.strict
            ? present * quorum.denominator > members * quorum.numerator
            : present * quorum.denominator >= members * quorum.numerator;
        const needed = quorumOf(quorum, members);
        expect(reaches(needed)).toBe(true);
        expect(needed === 0 || !reaches(needed - 1)).toBe(true);
      }),
    );
  });
});

describe("the decision", () => {
  const facts: Facts = {
    majority: SIMPLE,
    quorum: { numerator: 1, denominator: 2, strict: true },
    tally: { for: 10, against: 4, abstain: 1 },
    objections: null,
    members: 18,
    quorumBase: 18,
    eligible: 18,
    presentAtOpen: 16,
    presentAtClose: 15,
  };

  it("says what was decided and why, in numbers that can be checked", () => {
    expect(decide(facts)).toEqual({
      outcome: Outcome.ADOPTED,
      quorum: 10,
      threshold: 5,
      margin: 5,
      explanation:
        "Adopted: 10 for, 4 against, 1 abstention, 3 of 18 entitled did not vote. Simple majority: 10 > 4. 15 of 18 delegations were present; the quorum is 10.",
    });
  });

  it("is no decision without a quorum at the close, however many voted for", () => {
    expect(decide({ ...facts, presentAtClose: 9 })).toMatchObject({
      outcome: Outcome.NO_QUORUM,
      explanation: "No decision: 9 of 18 delegations were present; the quorum is 10. The ballot may be run again.",
    });
  });

  it.each([
    [SIMPLE, { for: 4, against: 4, abstain: 0 }, "A tie is not adopted under a simple majority."],
    [SIMPLE, { for: 0, against: 0, abstain: 8 }, "Nobody voted for or against"],
    [TWO_THIRDS, { for: 5, against: 3, abstain: 0 }, "3 × 5 < 2 × 8"],
    [ABSOLUTE_OF_MEMBERS, { for: 9, against: 0, abstain: 0 }, "2 × 9 ≤ 18"],
    [TWO_THIRDS_OF_MEMBERS, { for: 12, against: 0, abstain: 0 }, "3 × 12 ≥ 2 × 18"],
    [UNANIMITY, { for: 12, against: 2, abstain: 0 }, "2 votes against"],
    [CONSENSUS, { for: 12, against: 1, abstain: 0 }, "An objection was recorded."],
  ])("explains %s with %j", (majority, tally, words) => {
    expect(decide({ ...facts, majority, tally }).explanation).toContain(words);
  });

  it.each([
    [0, 10, Outcome.ADOPTED, 0, "Adopted by consensus: Nobody objected."],
    [1, 10, Outcome.NOT_ADOPTED, -1, "Not adopted: 1 objection recorded; a vote may be asked for."],
    [3, 18, Outcome.NOT_ADOPTED, -3, "Not adopted: 3 objections recorded; a vote may be asked for."],
    [0, 9, Outcome.NO_QUORUM, 0, "No decision: 9 of 18 delegations were present; the quorum is 10."],
    [1, 9, Outcome.NO_QUORUM, -1, "No decision:"],
    [0, 18, Outcome.ADOPTED, 0, "18 of 18 delegations were present; the quorum is 10."],
  ])("by consensus with %i objections and %i present is %s", (objections, presentAtClose, outcome, margin, words) => {
    const tally = { for: 0, against: 0, abstain: 0 };
    const verdict = decide({ ...facts, majority: CONSENSUS, tally, objections, presentAtClose });
    expect(verdict).toMatchObject({ outcome, margin, threshold: 0 });
    expect(verdict.explanation).toContain(words);
  });

  it("measures the quorum on its base, and majorities of members on the members", () => {
    const quorum = { numerator: 1, denominator: 2, strict: true, basis: "ACCREDITED" } as const;
    const accredited = { ...facts, quorum, quorumBase: 9, presentAtClose: 5, majority: ABSOLUTE_OF_MEMBERS };
    expect(decide({ ...accredited, tally: { for: 9, against: 0, abstain: 0 } })).toMatchObject({
      outcome: Outcome.NOT_ADOPTED,
      quorum: 5,
      threshold: 10,
    });
    expect(decide({ ...accredited, presentAtClose: 4 }).outcome).toBe(Outcome.NO_QUORUM);
  });

  it("never contradicts its own explanation", () => {
    const any = fc.record({
      y: fc.nat(60),
      n: fc.nat(60),
      a: fc.nat(60),
      silent: fc.nat(60),
      away: fc.nat(60),
      majority: fc.constantFrom(...majorities),
    });
    fc.assert(
      fc.property(any, ({ y, n, a, silent, away, majority }) => {
        const eligible = y + n + a + silent;
        const verdict = decide({
          ...facts,
          majority,
          tally: { for: y, against: n, abstain: a },
          members: eligible + away,
          eligible,
          presentAtClose: eligible,
        });
        const starts = { ADOPTED: "Adopted:", NOT_ADOPTED: "Not adopted:", NO_QUORUM: "No decision:", ANNULLED: "-" }[
          verdict.outcome
        ];
        expect(verdict.explanation.startsWith(starts)).toBe(true);
        expect(verdict.margin >= 0).toBe(isAdopted(majority, { for: y, against: n, abstain: a }, eligible + away));
      }),
    );
  });
});

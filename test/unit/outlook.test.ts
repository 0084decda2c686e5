import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Majority, Outlook } from "../../src/domain/ballot/ballot.words.js";
import { isAdopted, type Tally } from "../../src/domain/ballot/majority.rules.js";
import { outlookOf } from "../../src/domain/ballot/outlook.rules.js";

const MAJORITIES = [
  Majority.SIMPLE,
  Majority.TWO_THIRDS,
  Majority.ABSOLUTE_OF_MEMBERS,
  Majority.TWO_THIRDS_OF_MEMBERS,
  Majority.UNANIMITY,
];
const { OPEN, DECIDED, IMPOSSIBLE } = Outlook;

/** An open ballot, vote by vote: who is on the roll, what each has cast, and what may still happen. */
interface Play {
  readonly majority: Majority;
  readonly members: number;
  readonly roll: number;
  readonly lateAdmission: boolean;
  readonly changeable: boolean;
}

type Step = { readonly admit: true } | { readonly who: number; readonly choice: keyof Tally };

const plays = fc.record({
  majority: fc.constantFrom(...MAJORITIES),
  members: fc.integer({ min: 0, max: 12 }),
  roll: fc.integer({ min: 0, max: 12 }),
  lateAdmission: fc.boolean(),
  changeable: fc.boolean(),
});
const steps = fc.array(
  fc.oneof(
    fc.constant<Step>({ admit: true }),
    fc.record({ who: fc.nat(12), choice: fc.constantFrom<keyof Tally>("for", "against", "abstain") }),
  ),
  { maxLength: 40 },
);

class Votes {
  private readonly cast = new Map<number, keyof Tally>();
  private eligible: number;

  constructor(private readonly play: Play) {
    this.eligible = Math.min(play.roll, play.members);
  }

  take(step: Step): void {
    if ("admit" in step) {
      if (this.play.lateAdmission && this.eligible < this.play.members) this.eligible += 1;
    } else if (step.who < this.eligible && (this.play.changeable || !this.cast.has(step.who)))
      this.cast.set(step.who, step.choice);
  }

  get tally(): Tally {
    const tally = { for: 0, against: 0, abstain: 0 };
    for (const choice of this.cast.values()) tally[choice] += 1;
    return tally;
  }

  outlook(isSeen: boolean): Outlook {
    const { majority, members, lateAdmission, changeable } = this.play;
    const admissible = lateAdmission ? members - this.eligible : 0;
    const tally = isSeen ? this.tally : null;
    return outlookOf({ majority, members, tally, eligible: this.eligible, admissible, changeable });
  }
}

describe("the outlook of an open ballot", () => {
  it("never flips: a verdict that was shown holds under every continuation, and is what the count then gives", () => {
    fc.assert(
      fc.property(plays, steps, fc.boolean(), (play, moves, isSeen) => {
        const votes = new Votes(play);
        let shown: Outlook = OPEN;
        for (const move of moves) {
          const now = votes.outlook(isSeen);
          if (shown !== OPEN) expect(now).toBe(shown);
          shown = now;
          votes.take(move);
        }
        const adopted = isAdopted(play.majority, votes.tally, play.members);
        if (shown === DECIDED) expect(adopted).toBe(true);
        if (shown === IMPOSSIBLE) expect(adopted).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("is the sharpest that can be said: while it is OPEN, one continuation adopts and another does not", () => {
    fc.assert(
      fc.property(plays, steps, (play, moves) => {
        const votes = new Votes(play);
        for (const move of moves) votes.take(move);
        if (votes.outlook(true) !== OPEN) return;
        const ends = (["for", "against"] as const).map((choice) => {
          const end = new Votes(play);
          for (const move of moves) end.take(move);
          for (let i = 0; i <= play.members; i += 1) end.take({ admit: true });
          for (let who = 0; who <= play.members; who += 1) end.take({ who, choice });
          return isAdopted(play.majority, end.tally, play.members);
        });
        expect(ends).toEqual([true, false]);
      }),
      { numRuns: 3000 },
    );
  });

  it("tells nothing of votes to whoever may not see them: it is the same whatever was cast", () => {
    fc.assert(
      fc.property(plays, steps, steps, (play, some, others) => {
        const admissions = (moves: readonly Step[]) => moves.filter((move) => "admit" in move).length;
        fc.pre(!play.lateAdmission || admissions(some) === admissions(others));
        const [one, other] = [new Votes(play), new Votes(play)];
        for (const move of some) one.take(move);
        for (const move of others) other.take(move);
        expect(one.outlook(false)).toBe(other.outlook(false));
      }),
    );
  });

  const CASES: readonly [Majority, [number, number, number], number, number, number, boolean, Outlook, string][] = [
    [Majority.SIMPLE, [0, 0, 0], 5, 5, 0, false, OPEN, "nobody has voted"],
    [Majority.SIMPLE, [3, 0, 0], 5, 5, 0, false, DECIDED, "more for than can still be against"],
    [Majority.SIMPLE, [3, 0, 0], 5, 6, 0, false, OPEN, "a tie is possible"],
    [Majority.SIMPLE, [0, 3, 0], 6, 6, 0, false, IMPOSSIBLE, "at best a tie, which does not adopt"],
    [Majority.SIMPLE, [3, 0, 0], 6, 5, 1, false, OPEN, "one more may be admitted and tie"],
    [Majority.SIMPLE, [3, 0, 0], 5, 5, 0, true, OPEN, "votes may be changed"],
    [Majority.TWO_THIRDS, [4, 1, 1], 7, 7, 0, false, DECIDED, "4 of 6 is exactly two-thirds"],
    [Majority.TWO_THIRDS, [4, 1, 0], 7, 7, 0, false, OPEN, "4 of 7 would not do"],
    [Majority.ABSOLUTE_OF_MEMBERS, [0, 0, 3], 6, 6, 0, false, IMPOSSIBLE, "3 of 6 is not more than half"],
    [
      Majority.ABSOLUTE_OF_MEMBERS,
      [0, 0, 0],
      10,
      5,
      0,
      true,
      IMPOSSIBLE,
      "the roll is too short, and everybody may know",
    ],
    [Majority.TWO_THIRDS_OF_MEMBERS, [4, 2, 0], 6, 6, 0, false, DECIDED, "4 of 6"],
    [Majority.UNANIMITY, [1, 0, 4], 5, 5, 0, false, DECIDED, "nobody is left to vote against"],
    [Majority.UNANIMITY, [0, 1, 0], 5, 5, 0, false, IMPOSSIBLE, "one is against"],
    [Majority.SIMPLE, [0, 0, 5], 5, 5, 0, false, IMPOSSIBLE, "all abstained"],
    [Majority.SIMPLE, [0, 0, 0], 0, 0, 0, false, IMPOSSIBLE, "an empty roll never adopts"],
  ];
  it.each(CASES)(
    "%s %j, %i members, %i on the roll, %i more, changeable %s: %s, since %s",
    (majority, [y, n, a], members, eligible, admissible, changeable, outlook) => {
      const tally = { for: y, against: n, abstain: a };
      expect(outlookOf({ majority, members, tally, eligible, admissible, changeable })).toBe(outlook);
    },
  );
});

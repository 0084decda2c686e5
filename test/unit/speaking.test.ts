import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  MOVES,
  type Move,
  queueOf,
  type QueueRules,
  replyProblem,
  stepOf,
  type Waiting,
} from "../../src/domain/speaking/speaking.rules.js";
import { InterventionKind, InterventionState, SpeakingPolicy } from "../../src/domain/speaking/speaking.words.js";

const { STATEMENT, QUESTION, RIGHT_OF_REPLY, EXPLANATION_OF_VOTE_BEFORE } = InterventionKind;
const FIRST: QueueRules = { policy: SpeakingPolicy.FIRST_COME, observersLast: true };
const FEWEST: QueueRules = { policy: SpeakingPolicy.FEWEST_FIRST, observersLast: true };

const waiting = (delegationId: string, number: number, kind = STATEMENT, isObserver = false): Waiting => {
  return { id: `${delegationId}${number}`, delegationId, kind, isObserver, number };
};
const order = (list: readonly Waiting[], spoken: Record<string, number>, rules: QueueRules): string[] =>
  queueOf(list, new Map(Object.entries(spoken)), rules).map((one) => one.id);

describe("the speakers' list", () => {
  const list = [waiting("a", 1), waiting("b", 2), waiting("c", 3, QUESTION)];

  it.each([
    ["calls whoever asked first", list, {}, FIRST, ["a1", "b2", "c3"]],
    ["does not mind how often somebody spoke under FIRST_COME", list, { a: 3 }, FIRST, ["a1", "b2", "c3"]],
    ["calls whoever spoke less first under FEWEST_FIRST", list, { a: 2, b: 1 }, FEWEST, ["c3", "b2", "a1"]],
    ["calls among equals whoever asked first", list, { a: 1, b: 1, c: 1 }, FEWEST, ["a1", "b2", "c3"]],
    ["calls observers after members", [waiting("o", 1, STATEMENT, true), waiting("a", 2)], {}, FIRST, ["a2", "o1"]],
    [
      "calls observers last even if they never spoke",
      [waiting("o", 1, STATEMENT, true), waiting("a", 2)],
      { a: 9 },
      FEWEST,
      ["a2", "o1"],
    ],
    [
      "calls observers in between where the rules say so",
      [waiting("o", 1, STATEMENT, true), waiting("a", 2)],
      {},
      { ...FIRST, observersLast: false },
      ["o1", "a2"],
    ],
    [
      "calls replies behind the list, explanations of vote behind them",
      [waiting("a", 1, EXPLANATION_OF_VOTE_BEFORE), waiting("b", 2, RIGHT_OF_REPLY), waiting("c", 3)],
      {},
      FIRST,
      ["c3", "b2", "a1"],
    ],
  ] as const)("%s", (_, asked, spoken, rules, expected) => {
    expect(order(asked, spoken, rules)).toEqual(expected);
  });

  it("says why somebody has the place", () => {
    const spoken = new Map([["a", 2]]);
    const places = queueOf([waiting("a", 1), waiting("b", 2), waiting("o", 3, QUESTION, true)], spoken, FEWEST);
    expect(places).toEqual([
      { id: "b2", position: 1, reason: "Has not spoken on this item; those who spoke less go before. Request 2." },
      { id: "a1", position: 2, reason: "Has spoken 2 times on this item; those who spoke less go before. Request 1." },
      {
        id: "o3",
        position: 3,
        reason:
          "Observers speak after members. Has not spoken on this item; those who spoke less go before. Request 3.",
      },
    ]);
  });
});

const anyRules = fc.record({
  policy: fc.constantFrom(...Object.values(SpeakingPolicy)),
  observersLast: fc.boolean(),
});
const anyList = fc
  .array(
    fc.record({
      delegationId: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      kind: fc.constantFrom(STATEMENT, QUESTION, RIGHT_OF_REPLY, EXPLANATION_OF_VOTE_BEFORE),
      isObserver: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((one, index) => ({ ...one, id: String(index), number: index + 1 })));
const anySpoken = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.nat({ max: 4 }));

describe("the order of a list, whatever is on it", () => {
  it("has everybody once, in places 1 to n, and does not depend on the order in which rows come", () => {
    fc.assert(
      fc.property(anyList, anySpoken, anyRules, fc.infiniteStream(fc.nat()), (list, spoken, rules, dice) => {
        const places = queueOf(list, new Map(Object.entries(spoken)), rules);
        expect(places.map((one) => one.id).sort()).toEqual(list.map((one) => one.id).sort());
        expect(places.map((one) => one.position)).toEqual(list.map((_, index) => index + 1));
        const shuffled = [...list].map((one) => [dice.next().value as number, one] as const);
        const other = shuffled.sort(([one], [two]) => one - two).map(([, one]) => one);
        expect(queueOf(other, new Map(Object.entries(spoken)), rules)).toEqual(places);
      }),
    );
  });

  it("never has under FEWEST_FIRST somebody who spoke more often before one who spoke less, of the same rank", () => {
    fc.assert(
      fc.property(anyList, anySpoken, fc.boolean(), (list, spoken, observersLast) => {
        const rules = { policy: SpeakingPolicy.FEWEST_FIRST, observersLast };
        const members = list.filter((one) => one.kind === STATEMENT && !one.isObserver);
        const times = order(members, spoken, rules).map(
          (id) => spoken[members.find((one) => one.id === id)!.delegationId] ?? 0,
        );
        expect(times).toEqual([...times].sort((one, two) => one - two));
      }),
    );
  });

  it("lets nobody starve although everybody asks again at once: each waits for a bounded number of others", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(FIRST, FEWEST),
        fc.integer({ min: 2, max: 6 }),
        fc.nat({ max: 3 }),
        (rules, delegations, head) => {
          const spoken = new Map<string, number>([["d0", head]]);
          let number = 0;
          const ask = (id: string): Waiting => waiting(id, (number += 1));
          let list = Array.from({ length: delegations }, (_, index) => ask(`d${index}`));
          const since = new Map(list.map((one) => [one.delegationId, 0]));
          for (let turn = 1; turn <= 40; turn += 1) {
            const [next] = queueOf(list, spoken, rules);
            const { delegationId } = list.find((one) => one.id === next!.id)!;
            // Nobody waits longer than all others need to come up to where it stands, and one round more.
            expect(turn - since.get(delegationId)!).toBeLessThanOrEqual(delegations * (head + 2));
            since.set(delegationId, turn);
            spoken.set(delegationId, (spoken.get(delegationId) ?? 0) + 1);
            list = [...list.filter((one) => one.id !== next!.id), ask(delegationId)];
          }
          expect([...since.values()].every((turn) => turn > 0)).toBe(true);
        },
      ),
    );
  });
});

describe("the states of an intervention", () => {
  const TABLE: Record<Move, Partial<Record<InterventionState, string>>> = {
    call: { QUEUED: "CALLED", CALLED: "=" },
    start: { CALLED: "SPEAKING", SPEAKING: "=" },
    pause: { SPEAKING: "PAUSED", PAUSED: "=" },
    resume: { PAUSED: "SPEAKING", SPEAKING: "=" },
    end: { SPEAKING: "DONE", PAUSED: "DONE", DONE: "=" },
    skip: { QUEUED: "SKIPPED", CALLED: "SKIPPED", SKIPPED: "=" },
    withdraw: { QUEUED: "WITHDRAWN", CALLED: "WITHDRAWN", WITHDRAWN: "=" },
  };
  const cases = (Object.keys(MOVES) as Move[]).flatMap((move) =>
    Object.values(InterventionState).map((state) => [move, state, TABLE[move][state] ?? "refused"] as const),
  );

  it.each(cases)("%s of one that is %s: %s", (move, state, expected) => {
    const step = stepOf(state, move);
    expect("to" in step ? step.to : "stays" in step ? "=" : "refused").toBe(expected);
  });
});

describe("a right of reply", () => {
  it.each([
    ["nobody has spoken", null, 0, 2, "nothing to reply to"],
    ["the delegation spoke last", "a", 0, 2, "spoke last"],
    ["somebody else spoke last", "b", 1, 2, null],
    ["its replies are used up", "b", 2, 2, "the rules allow 2"],
    ["the rules allow none", "b", 0, 0, "the rules allow 0"],
  ] as const)("when %s", (_, last, made, most, problem) => {
    const found = replyProblem(last, "a", made, most);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });
});

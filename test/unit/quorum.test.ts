import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isMet, type Quorum, quorumFacts, quorumMessage } from "../../src/domain/conference/quorum.rules.js";

const HALF: Quorum = { numerator: 1, denominator: 2, strict: true };
const attendance = (members: number, present: number) => ({
  members,
  present,
  accredited: members,
  accreditedPresent: present,
});

describe("what a quorum says to people", () => {
  it.each([
    [20, 12, "Quorum: 12 of 20 present, 11 required. Two more departures and this table cannot decide."],
    [20, 11, "Quorum: 11 of 20 present, 11 required. One more departure and this table cannot decide."],
    [20, 20, "Quorum: 20 of 20 present, 11 required. Ten more departures and this table cannot decide."],
    [24, 24, "Quorum: 24 of 24 present, 13 required. 12 more departures and this table cannot decide."],
    [20, 10, "Quorum: 10 of 20 present, 11 required. One more delegation must check in."],
    [20, 8, "Quorum: 8 of 20 present, 11 required. Three more delegations must check in."],
    [24, 0, "Quorum: 0 of 24 present, 13 required. 13 more delegations must check in."],
    [0, 0, "Quorum: 0 of 0 present, 1 required. This table cannot decide with so few delegations on its list."],
  ])("%i members, %i present", (members, present, message) => {
    expect(quorumMessage(quorumFacts(HALF, attendance(members, present)))).toBe(message);
  });

  it("does not ask for anybody where the rules require nobody", () => {
    const none: Quorum = { numerator: 1, denominator: 2, strict: false };
    expect(quorumMessage(quorumFacts(none, attendance(0, 0)))).toBe(
      "Quorum: 0 of 0 present, 0 required. None is needed here.",
    );
  });

  it("counts members, or the accredited among them, as the rules say", () => {
    const there = { members: 10, present: 6, accredited: 4, accreditedPresent: 3 };
    expect(quorumFacts(HALF, there)).toEqual({ basis: "MEMBERS", base: 10, present: 6, required: 6 });
    expect(quorumFacts({ ...HALF, basis: "ACCREDITED" }, there)).toEqual({
      basis: "ACCREDITED",
      base: 4,
      present: 3,
      required: 3,
    });
  });

  it("the departures or arrivals that it names are exactly those that turn it round", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }), (members, away) => {
        const present = Math.max(0, members - away);
        const facts = quorumFacts(HALF, attendance(members, present));
        const said = /required\. (\w+) more (departure|delegation)/.exec(quorumMessage(facts))!;
        const number = ["One", "Two", "Three", "Four", "Five"].indexOf(said[1]!) + 1;
        const after = said[2] === "departure" ? present - number : present + number;
        const short = said[2] === "departure" ? after + 1 : after - 1;
        expect(isMet(quorumFacts(HALF, attendance(members, after)))).toBe(!isMet(facts));
        expect(isMet(quorumFacts(HALF, attendance(members, short)))).toBe(isMet(facts));
      }),
    );
  });
});

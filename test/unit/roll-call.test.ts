import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { callingOrder } from "../../src/domain/ballot/roll.rules.js";
import { nextToCall } from "../../src/domain/conduct/calling.rules.js";

const named = (...names: string[]) => names.map((name) => ({ id: name.toLowerCase(), name }));

describe("a roll call", () => {
  it("goes by name, round from the delegation that was drawn", () => {
    const all = named("Zambia", "Åland", "Brazil", "Kenya");
    expect(callingOrder(all, null)).toEqual(["åland", "brazil", "kenya", "zambia"]);
    expect(callingOrder(all, "kenya")).toEqual(["kenya", "zambia", "åland", "brazil"]);
    expect(callingOrder([], null)).toEqual([]);
  });

  it("calls everybody once, then once more whoever has not voted, and nobody a third time", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { maxLength: 12 }), (answersAt) => {
        // answersAt: at which call a delegation votes; 2: never.
        const roll = answersAt.map((at, id) => ({ id, at, calls: 0, voted: false }));
        const called: number[] = [];
        for (let next = nextToCall(roll); next; next = nextToCall(roll)) {
          called.push(next.id);
          next.voted = next.calls === next.at;
          next.calls += 1;
        }
        const again = roll.filter(({ at }) => at > 0).map(({ id }) => id);
        expect(called).toEqual([...roll.map(({ id }) => id), ...again]);
      }),
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import {
  folded,
  type ListedRow,
  MOST_DELEGATES,
  type Party,
  planEnrolment,
} from "../../src/domain/accreditation/enrolment.rules.js";

const member = (name: string, place: string) => ({ delegateId: `d-${name}`, name, function: place });
const zambia: Party = {
  id: "zm",
  names: ["ZM", "ZMB", "Zambia", "Zambie"],
  members: [
    member("Ada Banda", "HEAD"),
    member("José Phiri", "ADVISER"),
    member("Twin", "DELEGATE"),
    member("twin", "DELEGATE"),
  ],
  formers: [{ participationId: "p-gone", name: "Ruth Gone" }],
};
const kenya: Party = { id: "ke", names: ["KE", "KEN", "Kenya"], members: [], formers: [] };

const line = (country: string, name: string, place = "DELEGATE"): ListedRow => ({ country, name, function: place });
/** Each line as "ACTION", or "field: the first words of the message". */
const outcome = (...rows: ListedRow[]): string[] =>
  planEnrolment(rows, [zambia, kenya]).map(({ action, problem }) =>
    problem ? `${problem.field}: ${problem.message}` : action,
  );

describe("a list of delegates", () => {
  it("adds who is not in, changes who is in as something else, and leaves the others", () => {
    expect(
      outcome(line("ZM", "New Person"), line("ZM", "José Phiri", "DELEGATE"), line("ZM", "Ada Banda", "HEAD")),
    ).toEqual(["ADD", "CHANGE_FUNCTION", "UNCHANGED"]);
  });

  it.each([" ada  banda ", "ADA BANDA", "Ada\u00a0Banda"])("knows Ada Banda as %j", (name) => {
    expect(outcome(line("ZM", name, "HEAD"))).toEqual(["UNCHANGED"]);
  });

  it("knows a name however its accents are encoded, and not without them", () => {
    expect(outcome(line("ZM", "Jose\u0301 Phiri", "ADVISER"))).toEqual(["UNCHANGED"]);
    expect(outcome(line("ZM", "Jose Phiri", "ADVISER"))).toEqual(["ADD"]);
    expect(folded("  JOSE\u0301 ")).toBe("josé");
  });

  it.each(["zm", " ZMB", "zambia", "ZAMBIE"])("takes %j for Zambia", (country) => {
    expect(planEnrolment([line(country, "X")], [zambia, kenya])[0]!.party).toBe(zambia);
  });

  it("knows somebody who left and comes back", () => {
    expect(planEnrolment([line("ZM", "ruth gone")], [zambia])[0]).toMatchObject({
      action: "ADD",
      former: { participationId: "p-gone" },
    });
  });

  it("finds no person in another delegation of the same name", () => {
    expect(outcome(line("KE", "Ada Banda"))).toEqual(["ADD"]);
  });

  it.each([
    ["a country without a delegation", [line("Atlantis", "X")], [/^country: No delegation/]],
    ["no name", [line("ZM", "  ")], [/^name: The text is empty/]],
    ["a name that is too long", [line("ZM", "x".repeat(201))], [/^name: The text is longer/]],
    ["a control character", [line("ZM", "a\u0000b")], [/^name: .*control/]],
    ["a person twice", [line("KE", "A B"), line("ken", "a  b", "ADVISER")], [/^ADD$/, /^name: .*line 1 already/]],
    ["a name that two people have", [line("ZM", "Twin")], [/^name: Several/]],
    ["two heads", [line("KE", "A", "HEAD"), line("KE", "B", "HEAD")], [/^ADD$/, /^function: Line 1 names the head/]],
    ["another head beside the one there is", [line("ZM", "B", "HEAD")], [/^function: Ada Banda heads/]],
    ["a head who is none any more", [line("ZM", "Ada Banda")], [/^function: This is the head/]],
  ])("has a problem with %s", (_title, rows, expected) => {
    const found = outcome(...rows);
    expect(found).toHaveLength(expected.length);
    for (const [place, one] of found.entries()) expect(one).toMatch(expected[place]!);
  });

  it("hands the head over where it lists both, whichever comes first and whether the new one is in yet", () => {
    const [old, inside] = [line("ZM", "Ada Banda", "ADVISER"), line("ZM", "José Phiri", "HEAD")];
    expect(outcome(old, inside)).toEqual(["CHANGE_FUNCTION", "CHANGE_FUNCTION"]);
    expect(outcome(inside, old)).toEqual(["CHANGE_FUNCTION", "CHANGE_FUNCTION"]);
    expect(outcome(line("ZM", "Brand New", "HEAD"), old)).toEqual(["ADD", "CHANGE_FUNCTION"]);
  });

  it("fills a delegation to its limit and no further", () => {
    const many = Array.from({ length: MOST_DELEGATES - 3 }, (_, place) => line("ZM", `Person ${place}`));
    const found = outcome(...many);
    expect(found.slice(0, -1).every((one) => one === "ADD")).toBe(true);
    expect(found.at(-1)).toMatch(/^country: A delegation has 50 delegates at most/);
  });
});

import { describe, expect, it } from "@jest/globals";
import { seatedDelegations } from "../../src/domain/intake/conference-file.rules.js";
import { EXAMPLE, fileOf, source } from "./conference-file.example.js";

describe("the files that come with Rotunda", () => {
  const twelfth = () => fileOf(source("data/demo/hncb-12.json"));
  const fifteenth = () => fileOf(source("data/demo/hncb-15.json"));

  it("are valid, and the documentation shows the example as it is", () => {
    const shown = /```json\n(\{\n {2}"format"[\s\S]*?\n)```/.exec(source("docs/conference-file.md"))?.[1];
    expect(shown).toBe(EXAMPLE);
    expect(fileOf(EXAMPLE).delegations).toHaveLength(6);
    expect(twelfth().state).toBe("CLOSED");
    expect(fifteenth().state).toBe("IN_SESSION");
  });

  it("seat 194 members in the plenary of the 15th, and each in exactly one of five regional tables", () => {
    const file = fifteenth();
    const sizes = new Map(file.roundTables.map((one) => [one.ref, seatedDelegations(file, one).length]));
    expect(sizes.get("plenary")).toBe(194);
    expect([...sizes.values()].reduce((sum, size) => sum + size)).toBe(194 * 2);
    expect(sizes.get("africa")).toBeGreaterThanOrEqual(18);
    expect(file.roundTables.filter(({ region }) => region !== undefined)).toHaveLength(5);
  });

  it("give every delegation at the 15th an accepted credential and a head, and its country's code as ref", () => {
    for (const { ref, country, credentials, delegates } of fifteenth().delegations) {
      expect([ref, credentials, delegates.map((one) => one.function)]).toEqual([
        country?.toLowerCase(),
        "ACCEPTED",
        ["HEAD"],
      ]);
    }
  });

  it("hold at each table of the 15th a text to decide and an item that waits for one", () => {
    for (const { agenda } of fifteenth().roundTables) {
      const decisions = agenda.filter(({ kind }) => kind === "DECISION");
      expect(decisions.some(({ recommendations }) => recommendations.length > 0)).toBe(true);
      expect(decisions.some(({ recommendations }) => recommendations.length === 0)).toBe(true);
    }
  });

  it("have staff whose refs make the access codes of the contract", () => {
    const regions = ["africa", "americas", "asia-south-pacific", "europe", "middle-east-north-africa"];
    const facilitators = [...regions, "plenary"].map((table) => `facilitator-${table}`);
    expect(fifteenth().staff.map(({ ref }) => ref)).toEqual(["secretariat", ...facilitators, "observer"]);
    expect(twelfth().staff.map(({ ref }) => ref)).toEqual(["secretariat"]);
  });

  it("put the texts of both plenaries in all four languages", () => {
    for (const file of [twelfth(), fifteenth()]) {
      const plenary = file.roundTables.find(({ kind }) => kind === "PLENARY");
      const texts = plenary?.agenda.flatMap((item) => item.recommendations.map((one) => Object.keys(one.texts).sort()));
      expect(texts?.length).toBeGreaterThan(0);
      for (const languages of texts ?? []) expect(languages).toEqual(["ar", "en", "es", "fr"]);
    }
  });
});

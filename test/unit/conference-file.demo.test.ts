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
      const [first, ...others] = delegates.map((one) => one.function);
      expect([ref, credentials, first]).toEqual([country?.toLowerCase(), "ACCEPTED", "HEAD"]);
      expect(others).toEqual(others.length === 0 ? [] : ["ALTERNATE", "ADVISER"]);
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
    const others = ["vice-chair", "rapporteur"].flatMap((role) =>
      [...regions, "plenary"].map((table) => `${role}-${table}`),
    );
    expect(fifteenth().staff.map(({ ref }) => ref)).toEqual([
      ...["secretariat", ...facilitators, "observer"],
      ...[...others, "credentials-officer"],
    ]);
    expect(twelfth().staff.map(({ ref }) => ref)).toEqual(["secretariat"]);
  });

  it("put the texts of both plenaries in all four languages, but for one at the 15th that shows the language gate", () => {
    for (const [file, missing] of [
      [twelfth(), []],
      [fifteenth(), ["One calendar of training"]],
    ] as const) {
      const plenary = file.roundTables.find(({ kind }) => kind === "PLENARY");
      const texts = plenary?.agenda.flatMap((item) => item.recommendations) ?? [];
      expect(texts.length).toBeGreaterThan(missing.length);
      const lacking = texts.filter((one) => Object.keys(one.texts).length < 4);
      expect(lacking.map(({ title }) => title)).toEqual(missing);
      for (const one of lacking) expect(Object.keys(one.texts).sort()).toEqual(["en", "es", "fr"]);
    }
  });

  it("hold at each regional table of the 15th a draft of somebody who can sign in, and a text that reads like the others'", () => {
    for (const table of fifteenth().roundTables.filter(({ kind }) => kind === "REGIONAL")) {
      const texts = table.agenda.flatMap((item) => item.recommendations);
      expect(texts.filter(({ state }) => state === "DRAFT")).toHaveLength(1);
      const [shared] = texts.filter(({ title }) => title === "Direct access for frontline officers");
      expect([shared?.state, shared?.sponsors.length]).toEqual(["PROPOSED", 2]);
      for (const { preambular, texts: languages } of texts) {
        expect(preambular).toBe(2);
        for (const text of Object.values(languages)) expect(text).not.toMatch(/\n\d\. /);
      }
    }
  });

  it("rehearse with three delegations a region, under the rules by consensus", () => {
    const file = fileOf(source("data/demo/rehearsal-1.json"));
    expect([file.ruleSet.code, file.state]).toEqual(["ROTUNDA-HNCB", "IN_SESSION"]);
    for (const table of file.roundTables) {
      expect(seatedDelegations(file, table)).toHaveLength(table.kind === "PLENARY" ? 15 : 3);
      const texts = table.agenda.flatMap((item) => item.recommendations);
      expect(texts).toHaveLength(table.kind === "PLENARY" ? 0 : 1);
    }
  });
});

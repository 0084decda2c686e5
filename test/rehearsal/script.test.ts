import { describe, expect, it } from "@jest/globals";
import { conferenceFile } from "../../rehearsal/conference.js";
import { paragraphOn, SUBJECTS, textOn } from "../../rehearsal/phrases.js";
import { Chance } from "../../rehearsal/chance.js";
import { readOptions, UsageError } from "../../rehearsal/options.js";
import { MOST_DELEGATIONS, REGIONS, sizes } from "../../rehearsal/regions.js";
import { nameOf, type ScriptOptions, writeScript } from "../../rehearsal/script.js";
import type { Body, Script } from "../../rehearsal/script-parts.js";
import { readConferenceFile } from "../../src/domain/intake/conference-file.rules.js";

const SOME: ScriptOptions = { seed: 7, delegations: 40, rounds: 3 };
const script = (change: Partial<ScriptOptions> = {}): Script => writeScript({ ...SOME, ...change });
const bodies = ({ tables, plenary }: Script): Body[] => [...tables, plenary];

/** Everybody who does something in a body, as often as they do. */
function actors({ arrivals, items }: Body): string[] {
  const ofItems = items.flatMap(({ late, leaving, speakers, text, decisions }) => {
    const votes = [...text.votes, ...text.amendments.map(({ vote }) => vote), ...decisions.flat()];
    return [
      ...[...late, ...leaving, text.proposer, ...text.sponsors],
      ...speakers.flatMap(({ who, interruptedBy }) => [who, interruptedBy]),
      ...[...text.comments, ...text.amendments].map(({ who }) => who),
      ...votes.flatMap(({ ballots, objection }) => [...ballots.map(({ who }) => who), objection?.who]),
    ];
  });
  return [...arrivals.map(({ who }) => who), ...ofItems].filter((who) => typeof who === "string");
}

describe("the script of a rehearsal", () => {
  it("is the same for the same seed, to the last vote, and another one for another", () => {
    expect(script()).toEqual(script());
    expect(nameOf(script())).toBe(nameOf(script()));
    const names = [script(), script({ seed: 8 }), script({ delegations: 41 }), script({ rounds: 2 })].map(nameOf);
    expect(new Set(names).size).toBe(4);
  });

  it("invites exactly as many delegations as are wanted, some from each region", () => {
    for (let count = 5; count <= MOST_DELEGATIONS; count += 1) {
      const each = sizes(count);
      expect([count, each.reduce((a, b) => a + b, 0)]).toEqual([count, count]);
      expect(each.every((size, at) => size >= 1 && size <= REGIONS[at]!.countries.length)).toBe(true);
    }
    expect(sizes(MOST_DELEGATIONS)).toEqual(REGIONS.map(({ countries }) => countries.length));
    expect(new Set(REGIONS.flatMap(({ countries }) => countries)).size).toBe(196);
  });

  it("leaves one seat of each region to people, who are never moved", () => {
    for (const seed of [1, 2, 3]) {
      const one = script({ seed });
      const free = one.delegations.filter(({ isFree }) => isFree);
      expect(free.map(({ region }) => region)).toEqual(REGIONS.map(({ code }) => code));
      const moved = new Set(bodies(one).flatMap(actors));
      expect(free.filter(({ ref }) => moved.has(ref))).toEqual([]);
      expect(moved.size).toBe(one.delegations.length - free.length);
    }
    expect(script({ delegations: 5 }).delegations.filter(({ isFree }) => isFree)).toEqual([]);
  });

  it("moves in a region only those who sit there, and lets each delegation vote once on a question", () => {
    const one = script({ delegations: 196 });
    for (const body of one.tables) {
      const seated = new Set(one.delegations.flatMap(({ ref, table }) => (table === body.ref ? [ref] : [])));
      expect(actors(body).filter((who) => !seated.has(who))).toEqual([]);
    }
    const votes = bodies(one).flatMap(({ items }) =>
      items.flatMap(({ text, decisions }) => [...text.votes, ...decisions.flat()]),
    );
    for (const { ballots } of votes) expect(new Set(ballots.map(({ who }) => who)).size).toBe(ballots.length);
  });

  it("has of everything that a conference has", () => {
    const many = [1, 2, 3, 4].map((seed) => script({ seed, delegations: 80 }));
    const items = many.flatMap(bodies).flatMap((body) => body.items);
    const votes = items.flatMap(({ text }) => text.votes);
    expect(new Set(votes.map(({ mode }) => mode))).toEqual(new Set(["RECORDED", "CONSENSUS", "ROLL_CALL", "SECRET"]));
    expect(new Set(votes.map(({ end }) => end))).toEqual(new Set(["LOCK", "CLOSE"]));
    expect(votes.filter(({ objection }) => objection).length).toBeGreaterThan(0);
    const cast = votes.flatMap(({ ballots }) => ballots);
    expect(new Set(cast.map(({ then }) => then?.deed))).toEqual(new Set([undefined, "REPEAT", "CHANGE"]));
    expect(cast.some(({ after }) => after === null)).toBe(true);
    expect(new Set(items.flatMap(({ text }) => text.amendments.map(({ kind }) => kind)))).toEqual(
      new Set(["REPLACE", "ADD", "DELETE"]),
    );
    expect(new Set(items.map(({ text }) => text.locale))).toEqual(new Set(["EN", "FR", "ES", "AR"]));
    expect(items.filter(({ late, leaving }) => late.length > 0 && leaving.length > 0).length).toBeGreaterThan(0);
  });

  it.each([5, 6, 9, 40, 196])("becomes a conference file for %i delegations that is right", (delegations) => {
    for (const rounds of [1, 8]) {
      const reading = readConferenceFile(conferenceFile(script({ delegations, rounds }), 1, new Date()));
      expect(reading).toMatchObject({ ok: true });
      if (reading.ok) expect(reading.file.delegations).toHaveLength(delegations);
    }
  });
});

describe("its texts", () => {
  it("say the same in four languages, Arabic in Arabic, with nothing left to fill in", () => {
    for (const subject of SUBJECTS)
      for (let seed = 0; seed < 20; seed += 1) {
        const made = textOn(subject, new Chance(seed));
        for (const words of [...made.map((one) => one.words), paragraphOn(subject, new Chance(seed), made)]) {
          expect(Object.values(words as object).join(" ")).not.toMatch(/[{}]/);
          expect(words.ar).toMatch(/^[\p{Script=Arabic}\p{N}\p{P}\s]+$/u);
          expect(`${words.en}${words.fr}${words.es}`).not.toMatch(/\p{Script=Arabic}/u);
          expect(new Set(Object.values(words as object)).size).toBe(4);
        }
      }
  });
});

describe("its options", () => {
  it("have defaults", () => {
    expect(readOptions([])).toEqual({
      ...{ delegations: 50, speed: 10, seed: 1, rounds: 3, only: "all", minutes: null },
      ...{ url: "http://127.0.0.1:4000/graphql", administratorCode: "demo-admin" },
    });
    expect(readOptions(["--help"])).toBeNull();
  });

  it.each([
    ["--delegations 4", "--delegations must be a whole number from 5 to 196"],
    ["--delegations 197", "from 5 to 196"],
    ["--speed 51", "--speed must be a whole number from 1 to 50"],
    ["--speed 1.5", "from 1 to 50"],
    ["--seed x", "--seed must be"],
    ["--rounds 9", "from 1 to 8"],
    ["--only lunch", "--only must be tables or plenary"],
    ["--url nowhere", "is no address of an API"],
    ["--faster", "Usage: npm run rehearse"],
  ])("%s is refused in words", (line, words) => {
    const read = (): unknown => readOptions(line.split(" "));
    expect(read).toThrow(UsageError);
    expect(read).toThrow(words);
  });
});

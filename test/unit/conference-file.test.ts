import { describe, expect, it } from "@jest/globals";
import { GENERIC_RULE_SET, seatedDelegations } from "../../src/domain/intake/conference-file.rules.js";
import { type Change, EXAMPLE, exampleWith, fileOf, pointersOf, problemsOf } from "./conference-file.example.js";

const table = (ref: string, code: string, more: object) => ({ ref, code, title: ref, seats: [], agenda: [], ...more });
const delegation = (ref: string, more: object) => ({ ref, delegates: [], ...more });
const GAUGES = "/roundTables/2/agenda/1/recommendations/0";

/** A rule in plain words, what breaks it, and the one place where it is reported. */
// prettier-ignore
const ONE_VALUE: [string, Change, string?][] = [
  ["names the format", ["/format", "rotunda-conference/2"]],
  ["has a series", ["/series", undefined]],
  ["has a series code that symbols can hold", ["/series/code", "R/V"]],
  ["knows no other keys at the top", ["/colour", "blue"]],
  ["knows no other keys further down", ["/delegations/0/delegates/0/e-mail~address", "a"], "/delegations/0/delegates/0/e-mail~0address"],
  ["numbers the conference with a whole number", ["/conference/number", 3.5]],
  ["numbers the conference from 1", ["/conference/number", 0]],
  ["has days that exist", ["/conference/startsOn", "2027-02-29"]],
  ["ends after it starts", ["/conference/endsOn", "2027-05-10"]],
  ["has an IANA time zone", ["/conference/timeZone", "Lyon"]],
  ["has a working language", ["/conference/workingLanguages", []]],
  ["works in languages that Rotunda has", ["/conference/workingLanguages/0", "de"]],
  ["lists a working language once", ["/conference/workingLanguages/-", "fr"], "/conference/workingLanguages/2"],
  ["counts attendance in whole numbers", ["/conference/attendance", { officials: -1, countries: 2 }], "/conference/attendance/officials"],
  ["has titles that are not empty", ["/conference/title", "  "]],
  ["has titles on one line", ["/conference/title", "a\nb"]],
  ["has titles that can be read", ["/conference/title", "\u200b"]],
  ["has titles of a maximum length", ["/conference/title", "x".repeat(301)]],
  ["has no NUL in a text", [`${GAUGES}/texts/en`, "a\u0000b"]],
  ["has no C1 control character in a text", [`${GAUGES}/texts/en`, "a\u0085b"]],
  ["is well-formed Unicode", [`${GAUGES}/texts/en`, "a\ud800b"]],
  ["has no bidirectional overrides", ["/delegations/0/delegates/0/name", "a\u202eb"]],
  ["has texts of a maximum length", [`${GAUGES}/texts/en`, "x".repeat(20_001)]],
  ["needs rules for plenaries", ["/ruleSet/bodies/PLENARY", undefined]],
  ["has a quorum that can be reached", ["/ruleSet/quorum/numerator", 4], "/ruleSet/quorum"],
  ["has a strict quorum below everybody", ["/ruleSet/quorum", { numerator: 1, denominator: 1, strict: true }]],
  ["allows the mode it prescribes", ["/ruleSet/bodies/PLENARY/modes", ["SECRET"]], "/ruleSet/bodies/PLENARY/mode"],
  ["allows the majority it prescribes", ["/ruleSet/bodies/PLENARY/majorities", ["SIMPLE"]], "/ruleSet/bodies/PLENARY/majority"],
  ["allows a mode once", ["/ruleSet/bodies/PLENARY/modes/-", "SECRET"], "/ruleSet/bodies/PLENARY/modes/3"],
  ["names another majority than consensus for votes", ["/ruleSet/bodies/REGIONAL/mode", "RECORDED"], "/ruleSet/bodies/REGIONAL/majority"],
  ["names a rule set that is shipped", ["/ruleSet", "NO-SUCH-RULES"]],
  ["has rules for every kind of table", ["/roundTables/-", table("d", "DG", { kind: "DRAFTING_GROUP" })], "/roundTables/3/kind"],
  ["has a region code in capitals", ["/regions/-", { code: "up", names: { en: "Up", fr: "Haut" } }], "/regions/2/code"],
  ["has each region once", ["/regions/-", { code: "UPSTREAM", names: { en: "Up", fr: "Haut" } }], "/regions/2/code"],
  ["names a region in every working language", ["/regions/1/names/fr", undefined]],
  ["has refs in lower case", ["/delegations/-", delegation("X", { country: "FR", region: "UPSTREAM" })], "/delegations/6/ref"],
  ["uses a delegation's ref once", ["/delegations/-", delegation("at", { country: "FR", region: "UPSTREAM" })], "/delegations/6/ref"],
  ["uses a person's ref once", ["/staff/0/ref", "at-head"]],
  ["knows the country", ["/delegations/3/country", "XX"]],
  ["has a country once", ["/delegations/3/country", "AT"]],
  ["has an organisation once", ["/delegations/-", delegation("x", { organisation: "league of anglers", kind: "OBSERVER" })], "/delegations/6/organisation"],
  ["has a country or an organisation", ["/delegations/3/country", undefined], "/delegations/3"],
  ["has not both country and organisation", ["/delegations/3/organisation", "Danube Club"]],
  ["knows the kinds of delegation", ["/delegations/5/kind", "GUEST"], "/delegations/5/kind"],
  ["knows the delegation's region", ["/delegations/-", delegation("x", { country: "FR", region: "ESTUARY" })], "/delegations/6/region"],
  ["has a region for each member where tables are regional", ["/delegations/-", delegation("x", { country: "FR" })], "/delegations/6/region"],
  ["knows the state of credentials", ["/delegations/0/credentials", "LOST"]],
  ["has one head a delegation", ["/delegations/0/delegates/1/function", "HEAD"]],
  ["lists a delegate's language once", ["/delegations/0/delegates/0/languages/-", "en"], "/delegations/0/delegates/0/languages/1"],
  ["has at most 50 delegates", ["/delegations/0/delegates", Array(51).fill({ name: "A", function: "ADVISER" })]],
  ["knows the roles of staff", ["/staff/0/roles/0/role", "BOSS"]],
  ["ties a facilitator to a table", ["/staff/1/roles/0/roundTable", undefined]],
  ["ties the secretariat to no table", ["/staff/0/roles/0/roundTable", "plenary"]],
  ["ties a credentials officer to no table", ["/staff/0/roles/-", { role: "CREDENTIALS_OFFICER", roundTable: "plenary" }], "/staff/0/roles/1/roundTable"],
  ["knows the table of a role", ["/staff/1/roles/0/roundTable", "attic"]],
  ["gives a role once", ["/staff/1/roles/-", { role: "OBSERVER", roundTable: "upstream" }], "/staff/1/roles/2"],
  ["has one facilitator a table", ["/staff/0/roles/-", { role: "FACILITATOR", roundTable: "plenary" }], "/staff/1/roles/0/roundTable"],
  ["uses a table's ref once", ["/roundTables/1/ref", "upstream"]],
  ["has a code that symbols can hold", ["/roundTables/0/code", "U"]],
  ["uses a table's code once", ["/roundTables/0/code", "DOWN"], "/roundTables/1/code"],
  ["has one plenary", ["/roundTables/-", table("x", "XX", { kind: "PLENARY" })], "/roundTables/3/kind"],
  ["has a region for a regional table", ["/roundTables/1/region", undefined]],
  ["has no region for another table", ["/roundTables/2/region", "UPSTREAM"]],
  ["has one table a region", ["/roundTables/-", table("x", "XX", { kind: "REGIONAL", region: "UPSTREAM" })], "/roundTables/3/region"],
  ["knows the table's region", ["/roundTables/-", table("x", "XX", { kind: "REGIONAL", region: "ESTUARY" })], "/roundTables/3/region"],
  ["has moments with their offset", ["/roundTables/0/startsAt", "2027-05-11T09:00:00"]],
  ["meets during the conference", ["/roundTables/0/startsAt", "2027-05-13T09:00:00+02:00"]],
  ["counts the days of the conference in its zone", ["/roundTables/2/startsAt", "2027-05-12T23:00:00Z"]],
  ["seats a region, all or a list", ["/roundTables/0/seats", "SOME"]],
  ["seats nothing else than that", ["/roundTables/0/seats", 7]],
  ["seats a region at a regional table only", ["/roundTables/2/seats", "REGION"]],
  ["seats not everybody at a regional table", ["/roundTables/0/seats", "ALL"]],
  ["seats whom the file knows", ["/roundTables/1/seats/-", "fr"], "/roundTables/1/seats/3"],
  ["seats a delegation once", ["/roundTables/1/seats/-", "hu"], "/roundTables/1/seats/3"],
  ["lists refs as seats", ["/roundTables/1/seats/-", 4], "/roundTables/1/seats/3"],
  ["seats a delegation in its own region", ["/roundTables/0/seats", ["hu"]], "/roundTables/0/seats/0"],
  ["uses an agenda item's ref once", ["/roundTables/2/agenda/0/ref", "thaw"]],
  ["knows the kinds of agenda items", ["/roundTables/2/agenda/0/kind", "LUNCH"]],
  ["gives an item at least a minute", ["/roundTables/2/agenda/1/minutes", 0]],
  ["has at most 100 agenda items a table", ["/roundTables/1/agenda", Array(101).fill({ title: "A", kind: "DISCUSSION" })]],
  ["has a text for a recommendation", [`${GAUGES}/texts`, {}]],
  ["has texts under the languages that there are", [`${GAUGES}/texts`, { "": 0 }], `${GAUGES}/texts/`],
  ["has texts in working languages only", [`${GAUGES}/texts/es`, "La Reunión,\n\nRecomienda esto."]],
  ["knows the states of a recommendation", [`${GAUGES}/state`, "LOST"]],
  ["knows who proposes", [`${GAUGES}/proposedBy`, "fr"]],
  ["knows who else stands behind a text", [`${GAUGES}/sponsors`, ["at", "fr"]], `${GAUGES}/sponsors/1`],
  ["names a sponsor once", [`${GAUGES}/sponsors`, ["at", "at"]], `${GAUGES}/sponsors/1`],
  ["does not name the proposer among the other sponsors", [`${GAUGES}/sponsors`, ["hu"]], `${GAUGES}/sponsors/0`],
  ["counts preambular paragraphs from 0", [`${GAUGES}/preambular`, -1]],
  ["has no more preambular paragraphs than the text has", [`${GAUGES}/preambular`, 3]],
  ["adopts nothing before it meets", [`${GAUGES}/state`, "ADOPTED"]],
  ["knows the states of a conference", ["/state", "OVER"]],
];

describe("a conference file", () => {
  it.each(ONE_VALUE)("%s", (_rule, change, pointer = change[0]) => {
    expect(pointersOf(change)).toEqual([pointer]);
  });

  it("lets only a delegation with a seat at the table propose", () => {
    expect(pointersOf(["/roundTables/2/seats", ["at"]])).toEqual([`${GAUGES}/proposedBy`]);
  });

  it("has as many paragraphs in all languages where it tells a preamble", () => {
    const longer: Change = [`${GAUGES}/texts/fr`, "La Réunion,\n\nRecommande ceci.\n\nRecommande cela."];
    expect(pointersOf(longer)).toEqual([`${GAUGES}/preambular`]);
    expect(pointersOf(longer, [`${GAUGES}/preambular`, undefined])).toEqual([]);
  });

  it("lets no delegation without a seat, and no observer, sponsor a text", () => {
    const seated: Change = ["/roundTables/2/seats", ["hu", "anglers"]];
    expect(pointersOf(seated, [`${GAUGES}/sponsors`, ["at", "anglers"]])).toEqual([
      `${GAUGES}/sponsors/0`,
      `${GAUGES}/sponsors/1`,
    ]);
  });

  it("lets no observer delegation propose", () => {
    const seated: Change = ["/roundTables/2/seats", ["hu", "anglers"]];
    expect(pointersOf(seated, [`${GAUGES}/proposedBy`, "anglers"])).toEqual([`${GAUGES}/proposedBy`]);
    expect(pointersOf(seated)).toEqual([]);
  });

  it("lets an observer delegation sit at several regional tables, whatever its region", () => {
    const away: Change = ["/delegations/5/region", "DOWNSTREAM"];
    expect(pointersOf(away, ["/roundTables/0/seats", ["at", "anglers"]])).toEqual([]);
  });

  it("has at most 400 delegations", () => {
    const many = Array.from({ length: 401 }, (_, at) =>
      delegation(`d${at}`, { organisation: `O${at}`, kind: "OBSERVER" }),
    );
    expect(pointersOf(["/delegations", many])).toEqual(["/delegations"]);
  });

  it("reports every problem at once, of values and of references", () => {
    const found = pointersOf(
      ["/conference/city", ""],
      ["/delegations/0/country", "XX"],
      ["/delegations/1/delegates/0/shoe", 44],
      ["/roundTables/1/seats/0", "nobody"],
      ["/staff/1/roles/0/roundTable", "attic"],
      ["/roundTables/0/minutes", 3],
      ["/ruleSet/quorum/numerator", 9],
    );
    expect(found.sort()).toEqual([
      "/conference/city",
      "/delegations/0/country",
      "/delegations/1/delegates/0/shoe",
      "/roundTables/0/minutes",
      "/roundTables/1/seats/0",
      "/ruleSet/quorum",
      "/staff/1/roles/0/roundTable",
    ]);
  });

  it("says once that a list is missing, not that everything which refers to it is wrong", () => {
    expect(pointersOf(["/delegations", undefined])).toEqual(["/delegations"]);
    expect(pointersOf(["/regions", 5])).toEqual(["/regions"]);
    expect(pointersOf(["/roundTables", null])).toEqual(["/roundTables"]);
  });

  it("stops at 200 problems and says how many more there are", () => {
    const problems = problemsOf(
      exampleWith(["/roundTables/1/seats", Array.from({ length: 300 }, (_, at) => `no-${at}`)]),
    );
    expect(problems).toHaveLength(200);
    expect(problems.at(-1)).toEqual({ pointer: "", message: "101 more problems are not shown." });
  });

  it("says what to do in words, without the library's", () => {
    expect(problemsOf(exampleWith(["/conference/number", "3"], ["/series/title", undefined], ["/state", 1]))).toEqual([
      { pointer: "/series/title", message: "This is required." },
      { pointer: "/conference/number", message: "This must be a whole number." },
      { pointer: "/state", message: 'This must be "PLANNED", "IN_SESSION" or "CLOSED".' },
    ]);
  });

  it("fills in what may be left out", () => {
    const file = fileOf(exampleWith(["/ruleSet", undefined]));
    expect(file.ruleSet).toEqual(GENERIC_RULE_SET);
    expect(file.state).toBe("PLANNED");
    expect(file.delegations[4]).toMatchObject({ kind: "MEMBER", credentials: "PENDING" });
    expect(file.roundTables[2]?.agenda[1]?.recommendations[0]?.state).toBe("PROPOSED");
    expect(file.roundTables[2]?.agenda[0]?.recommendations).toEqual([]);
  });

  it("keeps texts in NFC with LF line ends and without spaces at the ends", () => {
    const file = fileOf(exampleWith(["/conference/city", " Orle\u0301ans "], [`${GAUGES}/texts/en`, "a\r\n\r\nb\n"]));
    expect(file.conference.city).toBe("Orl\u00e9ans");
    expect(file.roundTables[2]?.agenda[1]?.recommendations[0]?.texts.en).toBe("a\n\nb");
  });

  it("seats regions, everybody and lists; observers only by list", () => {
    const file = fileOf(EXAMPLE);
    const seats = file.roundTables.map((one) => seatedDelegations(file, one).map(({ ref }) => ref));
    expect(seats).toEqual([
      ["at", "ch", "si"],
      ["hu", "rs", "anglers"],
      ["at", "ch", "si", "hu", "rs"],
    ]);
  });
});

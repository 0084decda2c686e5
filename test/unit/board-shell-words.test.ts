import { beforeAll, describe, expect, it } from "@jest/globals";
import { outcomeOf, wordOf, wordsFor } from "../../board/src/parts/deed.js";
import { languageOfPath, pathIn, takeCode } from "../../board/src/routes.js";
import { clock, day, list, minutes, moment, number } from "../../board/src/words/formats.js";
import { isKey, type Language, LANGUAGES, speak, t } from "../../board/src/words/words.js";

const page = { lang: "", dir: "" };
const place = { hash: "", pathname: "/en/table/1", search: "?x=1" };
const addresses: string[] = [];
beforeAll(() => {
  const globals = {
    document: { documentElement: page },
    location: place,
    history: { replaceState: (_state: unknown, _title: string, address: string) => addresses.push(address) },
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
});

describe("a language", () => {
  it("turns the page with it", async () => {
    const said: unknown[] = [];
    for (const language of LANGUAGES) {
      await speak(language);
      said.push([page.lang, page.dir, t("choice.FOR")]);
    }
    expect(said).toEqual([
      ["ar", "rtl", "نعم"],
      ["en", "ltr", "Yes"],
      ["fr", "ltr", "Oui"],
      ["es", "ltr", "Sí"],
    ]);
  });

  it("keeps names of the other direction from turning the sentence around", async () => {
    await speak("ar");
    expect(t("lobby.youAre", { name: "Amina Diallo" })).toContain("\u2068Amina Diallo\u2069");
    expect(t("lobby.youAre", { name: "أمينة" })).not.toContain("\u2068");
    await speak("en");
    expect(t("lobby.youAre", { name: "Amina" })).toBe("You are Amina.");
    expect(t("lobby.youAre", { name: "أمينة" })).toContain("\u2068أمينة\u2069");
  });

  it.each(LANGUAGES)("writes numbers, times and lists with 0-9 in %s", async (language: Language) => {
    await speak(language);
    const at = "2026-11-27T14:03:20Z";
    const all = [
      number(1_234_567),
      clock(at, "UTC"),
      moment(at, "UTC"),
      day("2026-11-27"),
      minutes(84),
      list(["a", "b"]),
    ];
    expect(all.join(" ")).not.toMatch(/[^\P{Nd}0-9]/u);
    expect(number(1_234_567).replaceAll(/\D/g, "")).toBe("1234567");
    expect(clock(at, "UTC").replaceAll(/[^\d:]/g, "")).toBe("14:03:20");
    expect(day("2026-11-27")).toMatch(/27/);
  });

  it("counts down to whole seconds, never below zero", () => {
    expect([84, 60, 59.2, 7, 0.1, 0, -3, 3_600].map(minutes)).toEqual([
      "01:24",
      "01:00",
      "01:00",
      "00:07",
      "00:01",
      "00:00",
      "00:00",
      "60:00",
    ]);
  });
});

describe("what became of a deed", () => {
  const refused = (parts: object) => ({ openBallot: { __typename: "QuorumNotMet", message: "in English", ...parts } });

  it("is done, refused or unanswered", async () => {
    await speak("en");
    const done = { __typename: "Mutation", openBallot: { __typename: "OpenBallotSuccess", ballot: { id: "b1" } } };
    expect(outcomeOf(done, undefined)).toEqual({ kind: "done", success: done.openBallot });
    expect(outcomeOf(refused({ code: "QUORUM_NOT_MET", present: 9, required: 11 }), undefined)).toEqual({
      kind: "refused",
      code: "QUORUM_NOT_MET",
      words: "No quorum: 9 present, 11 needed.",
    });
    expect(outcomeOf(undefined, undefined)).toEqual({ kind: "unanswered", words: t("refusal.UNANSWERED") });
    expect(outcomeOf(undefined, "UNAVAILABLE")).toEqual({ kind: "unanswered", words: t("refusal.UNAVAILABLE") });
  });

  it("is said in the language that is spoken, with times and languages in words", async () => {
    await speak("fr");
    expect(wordsFor("LANGUAGE_GATE_CLOSED", { missing: ["AR", "ES"] })).toContain("arabe et espagnol");
    expect(wordsFor("BALLOT_CLOSED", { closedAt: "2026-11-27T14:03:20Z" })).toMatch(/clos à \d\d:\d\d:\d\d\./);
    expect(wordsFor("TOO_MANY_ATTEMPTS", { retryAfterSeconds: 1 })).toMatch(/Attendez 1 seconde\.$/);
  });

  it("is said in the server's English where the code is newer than the page, and never with an empty word", async () => {
    await speak("en");
    expect(wordsFor("NEWER_THAN_THIS_PAGE", {}, "The server's sentence.")).toBe("The server's sentence.");
    expect(wordsFor("NEWER_THAN_THIS_PAGE", {})).toBe(t("refusal.UNKNOWN"));
    expect([wordOf("tableState", "OPEN"), wordOf("tableState", "TO_COME")]).toEqual(["In session", "TO_COME"]);
    expect([isKey("choice.FOR"), isKey("choice.MAYBE")]).toEqual([true, false]);
  });
});

describe("addresses", () => {
  it("name a language, or leave it to what the server has put into the page", () => {
    page.lang = "fr";
    expect(["/ar/table/1", "/es", "/table/1", "/"].map(languageOfPath)).toEqual(["ar", "es", "fr", "fr"]);
    page.lang = "xx";
    expect(languageOfPath("/")).toBe("en");
  });

  it("are the same place in another language", () => {
    const places = ["/en/table/1", "/en", "/", "/table/1"];
    expect(places.map((path) => pathIn("ar", path))).toEqual(["/ar/table/1", "/ar", "/ar", "/ar/table/1"]);
  });

  it("lose an access code as soon as it was read", () => {
    place.hash = "#code=abc-123";
    expect(takeCode()).toBe("abc-123");
    expect(addresses).toEqual(["/en/table/1?x=1"]);
    place.hash = "";
    expect([takeCode(), addresses.length]).toEqual([null, 1]);
  });
});

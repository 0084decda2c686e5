import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { likeness, mostAlike, shinglesOf } from "../../src/domain/lineage/similarity.rules.js";

const compare = (left: string, right: string): number => likeness(shinglesOf(left), shinglesOf(right));

describe("likeness of paragraphs", () => {
  it.each<[language: string, left: string, right: string, least: number, most: number]>([
    [
      "English, the same",
      "Members open a desk for urgent requests.",
      "Members open a desk for urgent requests.",
      100,
      100,
    ],
    [
      "English, other case and dots",
      "Members open a DESK, for urgent requests",
      "members open a desk for urgent requests.",
      100,
      100,
    ],
    [
      "English, one word more",
      "Members open a desk for urgent requests.",
      "Members open a duty desk for urgent requests.",
      60,
      95,
    ],
    ["English, another order", "Share notices and open a desk.", "Open a desk and share notices.", 50, 90],
    [
      "English, another subject",
      "Members open a desk for urgent requests.",
      "The fees of observers are raised by a tenth.",
      0,
      15,
    ],
    [
      "French, accents left out",
      "Les États membres créent un bureau dédié.",
      "Les Etats membres creent un bureau dedie.",
      100,
      100,
    ],
    [
      "French, reworded",
      "Les membres ouvrent un bureau pour les demandes urgentes.",
      "Les pays membres ouvrent un bureau pour les demandes urgentes.",
      60,
      95,
    ],
    [
      "Spanish",
      "Los miembros abren una oficina para solicitudes urgentes.",
      "Los miembros abren una oficina para las solicitudes urgentes.",
      60,
      95,
    ],
    [
      "Spanish, another subject",
      "Los miembros abren una oficina.",
      "Se aprueba el presupuesto anual de la organización.",
      0,
      10,
    ],
    ["Arabic, with and without vowel signs", "تَفتَح الدول الأعضاء مكتبًا", "تفتح الدول الأعضاء مكتبا", 100, 100],
    [
      "Arabic, one word more",
      "تفتح الدول الأعضاء مكتبا للطلبات العاجلة",
      "تفتح الدول الأعضاء مكتبا دائما للطلبات العاجلة",
      50,
      95,
    ],
    ["Arabic, another subject", "تفتح الدول الأعضاء مكتبا", "ترفع رسوم المراقبين بنسبة العشر", 0, 5],
    ["nothing", "", "", 0, 0],
    ["no word", "— … —", "Members", 0, 0],
  ])("%s", (_language, left, right, least, most) => {
    expect(compare(left, right)).toBeGreaterThanOrEqual(least);
    expect(compare(left, right)).toBeLessThanOrEqual(most);
  });

  it("is the same both ways, from 0 to 100, and 100 of a text with itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (left, right) => {
        expect(compare(left, right)).toBe(compare(right, left));
        expect(compare(left, right)).toBeGreaterThanOrEqual(0);
        expect(compare(left, right)).toBeLessThanOrEqual(100);
        expect(compare(left, left)).toBe(shinglesOf(left).size > 0 ? 100 : 0);
      }),
    );
  });

  it("puts the most alike first, few of them, and leaves out what only shares the words of every text", () => {
    const rows = ["Fees are raised.", "Open a desk now.", "Open a desk.", "Open a window."].map((text) => ({
      text,
      shingles: shinglesOf(text),
    }));
    const found = mostAlike(shinglesOf("Open a desk."), rows, 2).map(({ row }) => row.text);
    expect(found).toEqual(["Open a desk.", "Open a desk now."]);
  });

  it("compares with two thousand paragraphs in a fraction of a second", () => {
    const text = (seed: number): string =>
      Array.from({ length: 50 }, (_, at) => `word${(seed * 31 + at * 7) % 997}`).join(" ");
    const started = performance.now();
    const rows = Array.from({ length: 2_000 }, (_, seed) => ({ shingles: shinglesOf(text(seed)) }));
    for (let seed = 0; seed < 20; seed += 1) mostAlike(shinglesOf(text(seed)), rows, 5);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

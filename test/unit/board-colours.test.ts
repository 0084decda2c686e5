import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { packageRoot } from "../../src/package-root.js";

type Triple = readonly [number, number, number];

/** The colours of board/src/style/base.css, by the name of their token. */
const css = readFileSync(join(packageRoot(), "board", "src", "style", "base.css"), "utf8");
const tokens = new Map([...css.matchAll(/--([a-z-]+):\s*#([0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]));
const colour = (name: string): Triple => {
  const hex = tokens.get(name);
  if (hex === undefined) throw new Error(`There is no colour --${name}.`);
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Triple;
};

const linear = (rgb: Triple): Triple =>
  rgb.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)) as unknown as Triple;
const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Triple;

/** WCAG 2: relative luminance and contrast. */
const luminance = (rgb: Triple): number => times([[0.2126, 0.7152, 0.0722]], linear(rgb))[0];
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(colour(one)), luminance(colour(other))].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light. */
const DEFICIENCIES: Readonly<Record<string, readonly Triple[]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const XYZ: readonly Triple[] = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
];
function lab(light: Triple): Triple {
  const [x, y, z] = times(XYZ, light).map((one) =>
    one > 216 / 24389 ? Math.cbrt(one) : (one * 24389) / 27 / 116 + 16 / 116,
  );
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)];
}
/** CIE76, as somebody with the deficiency sees the two. */
function difference(one: string, other: string, deficiency: string): number {
  const seen = (name: string): Triple =>
    lab(times(DEFICIENCIES[deficiency]!, linear(colour(name))).map((part) => Math.min(1, Math.max(0, part))) as never);
  const [a, b] = [seen(one), seen(other)];
  return Math.hypot(...a.map((part, index) => part - b[index]!));
}

describe("the colours of the rooms", () => {
  it.each([
    ["ink", "paper"],
    ["ink", "paper-sunk"],
    ["ink-quiet", "paper"],
    ["ink-quiet", "paper-sunk"],
    ["ink", "brand-soft"],
    ["brand", "paper"],
    ["brand", "paper-sunk"],
    ["on-brand", "brand"],
    ["on-brand", "brand-deep"],
    ["wrong", "paper"],
    ["wrong", "wrong-soft"],
    ["ink", "wrong-soft"],
    ["warn", "warn-soft"],
    ["ink", "warn-soft"],
    ["good", "good-soft"],
    ["ink", "good-soft"],
    ["on-brand", "for"],
    ["on-brand", "against"],
    ["on-brand", "abstain"],
  ])("let --%s be read on --%s (4.5)", (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["for", "paper"],
    ["against", "paper"],
    ["abstain", "paper"],
    ["for", "paper-sunk"],
    ["against", "paper-sunk"],
    ["abstain", "paper-sunk"],
    ["line-strong", "paper"],
    ["line-strong", "paper-sunk"],
    ["focus", "paper"],
    ["focus", "paper-sunk"],
  ])("let --%s be seen on --%s (3)", (mark, ground) => {
    expect(contrast(mark, ground)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(DEFICIENCIES))("keep for, against and abstaining apart (deficiency: %s)", (deficiency) => {
    for (const [one, other] of [
      ["for", "against"],
      ["for", "abstain"],
      ["against", "abstain"],
    ] as const)
      expect([one, other, difference(one, other, deficiency) >= 20]).toEqual([one, other, true]);
  });

  it("are measured as published: white is white, and a colour has no contrast with itself", () => {
    expect(lab([1, 1, 1]).map(Math.round)).toEqual([100, expect.closeTo(0), expect.closeTo(0)]);
    expect(Math.round(luminance([1, 1, 1]) * 100)).toBe(100);
    expect(contrast("ink", "ink")).toBe(1);
  });
});

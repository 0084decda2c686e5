import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { packageRoot } from "../../src/package-root.js";

const BOARD = join(packageRoot(), "board", "src");
const filesOf = (extension: string): { file: string; text: string }[] =>
  readdirSync(BOARD, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(extension) && !file.includes("generated"))
    .map((file) => ({ file: relative(BOARD, join(BOARD, file)), text: readFileSync(join(BOARD, file), "utf8") }));

/** Properties and values that name a side of the screen, which is another one in Arabic. */
const PHYSICAL = [
  /^(left|right|top|bottom)$/,
  /^(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)\b/,
  /^border-(top|bottom)-(left|right)-radius$/,
  /^(min-|max-)?(width|height)$/,
];
const SIDED = /^(text-align|float|clear|caption-side)$/;

/** `file: property: value` of every declaration that names a physical side. */
function physicalSides(css: string): string[] {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\([^()]*\)/g, "()");
  return [...bare.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].flatMap(([, property, value]) =>
    PHYSICAL.some((one) => one.test(property!)) || (SIDED.test(property!) && /\b(left|right)\b/.test(value!))
      ? [`${property}: ${value!.trim()}`]
      : [],
  );
}

/** Attributes whose text people read or hear. */
const SPOKEN = new Set(["title", "alt", "placeholder", "aria-label", "aria-description", "aria-valuetext", "label"]);
const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text);

/** Words that stand in markup instead of in board/words/: text between tags, strings in braces there, attributes that are read. */
function wordsInMarkup(text: string): string[] {
  const source = ts.createSourceFile("part.tsx", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const texts = (node: ts.Expression | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node))
      found.push(node.head.text, ...node.templateSpans.map(({ literal }) => literal.text));
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(texts);
    else if (ts.isParenthesizedExpression(node)) texts(node.expression);
    else if (ts.isBinaryExpression(node)) {
      texts(node.right);
      if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) texts(node.left);
    }
  };
  const walk = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text.trim());
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) texts(node.expression);
    else if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) found.push(node.initializer.text);
      else if (ts.isJsxExpression(node.initializer)) texts(node.initializer.expression);
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found.filter(hasWords);
}

/** Calls of what the oldest browser of board/vite.config.mjs does not have, and board/src/older-browsers.ts does not add: Chromium 109. */
const TOO_NEW = new Set(["toSpliced", "groupBy", "withResolvers"]);
function tooNew(text: string): string[] {
  const source = ts.createSourceFile("part.tsx", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && TOO_NEW.has(node.name.text)) found.push(node.name.text);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

describe("the style of the rooms", () => {
  const sheets = filesOf(".css");

  it("is found", () => expect(sheets.map(({ file }) => file)).toContain("style/base.css"));

  it.each(sheets)("$file names no physical side: the page turns around as a whole", ({ text }) => {
    expect(physicalSides(text)).toEqual([]);
  });

  it("would be told from one that does", () => {
    const css = "a { margin-left: 1px; color: red; padding-inline: 2px; text-align: right; inset-inline-end: 0 }";
    expect(physicalSides(css)).toEqual(["margin-left: 1px", "text-align: right"]);
    expect(physicalSides("a{left:0}@media (max-width: 640px) { b { width: 1px; text-align: end } }")).toEqual([
      "left: 0",
      "width: 1px",
    ]);
  });
});

describe("the markup of the rooms", () => {
  const parts = filesOf(".tsx");

  it("is found", () => expect(parts.length).toBeGreaterThan(10));

  it.each(parts)("$file has its words in board/words/", ({ text }) => {
    expect(wordsInMarkup(text)).toEqual([]);
  });

  it("would be told from one that has not", () => {
    const markup = `const a = (b) => <p title="Say it" className="quiet one">{b ? "Yes" : t("key")} · {" / "}{b && \`Votes \${b}\`} Hello</p>;`;
    expect(wordsInMarkup(markup).map((text) => text.trim())).toEqual(["Say it", "Yes", "Votes", "Hello"]);
  });
});

describe("the code of the rooms", () => {
  const modules = [...filesOf(".ts"), ...filesOf(".tsx")];

  it.each(modules)("$file runs in the oldest browser that it is built for", ({ text }) => {
    expect(tooNew(text)).toEqual([]);
  });
});

/** What objects ask for again after an event (`changedBy`), and do not say over how long a hall spreads that. */
function asksAtOnce(text: string): string[] {
  const source = ts.createSourceFile("part.tsx", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const names = node.properties.map((one) => one.name?.getText(source));
      if (names.includes("changedBy") && !names.includes("spread")) found.push(node.getText(source));
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

describe("the delegate's room, open on two hundred phones", () => {
  const delegates = [...filesOf(".ts"), ...filesOf(".tsx")].filter(({ file }) => /^rooms.delegate/.test(file));

  it("is found, and asks again after events", () => {
    expect(delegates.filter(({ text }) => text.includes("changedBy")).length).toBeGreaterThan(3);
  });

  it.each(delegates)("$file spreads what it asks after an event", ({ text }) => {
    expect(asksAtOnce(text)).toEqual([]);
  });
});

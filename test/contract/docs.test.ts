import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { readConfig } from "../../src/config.js";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import type { Foundation } from "../../src/foundation.js";
import { packageRoot } from "../../src/package-root.js";
import { welcome } from "../../src/welcome.js";
import { startApp, type TestApp } from "../support/app.js";
import { exampleOperations } from "../support/operations.js";

const root = packageRoot();
const read = (path: string): string => readFileSync(join(root, path), "utf8");

function filesBelow(folder: string): string[] {
  const skipped = new Set(["node_modules", "dist", ".data", ".git", "coverage"]);
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (skipped.has(entry.name)) return [];
    return entry.isDirectory() ? [`${path}/`, ...filesBelow(path)] : [path];
  });
}

const FILES = filesBelow("");
const DOCS = FILES.filter((path) => /^([A-Z]+\.md|docs\/.*\.md|data\/demo\/README\.md)$/.test(path));
/** Made when things run, or named as examples of what does not exist here. */
const NOT_IN_THE_TREE = /^(dist|\.data|node_modules)\b|^(watch\.mjs|\.env)$/;
/** Variables of a shell in an example. */
const SHELL_VARIABLES = ["TOKEN"];

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocksOf = (doc: string): Block[] =>
  [...read(doc).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));
const proseOf = (doc: string): string => read(doc).replace(/^```\w*\n[\s\S]*?^```$/gm, "");
const spansOf = (doc: string): string[] => [...proseOf(doc).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
const codeOf = (doc: string): string => [...spansOf(doc), ...blocksOf(doc).map(({ text }) => text)].join("\n");
const isInTree = (path: string): boolean => FILES.some((file) => file === path || file.endsWith(`/${path}`));

describe.each(DOCS)("%s", (doc) => {
  it("names only commands that package.json has", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const commands = [...codeOf(doc).matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][\w:-]*)/g)].map(([, name]) => name!);
    expect(commands.filter((name) => !(name in scripts) && !["run", "ci"].includes(name))).toEqual([]);
  });

  it("links only to what exists", () => {
    const links = [...proseOf(doc).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
    expect(links.filter((target) => !existsSync(join(root, dirname(doc), target)))).toEqual([]);
  });

  it("names only files and folders that exist", () => {
    const names = spansOf(doc).filter((span) =>
      /^[\w-]?[\w./-]*(\/|\.(ts|mjs|cjs|js|md|json|graphql|css))$/.test(span),
    );
    const wrong = names.filter((name) => !/^(\.[a-z]+\.ts|-deeds\.resolver\.ts|\/.*)$/.test(name) && !isInTree(name));
    expect(wrong.filter((name) => !NOT_IN_THE_TREE.test(name))).toEqual([]);
  });

  it("names only variables that something reads", () => {
    const config = [...read("src/config.ts").matchAll(/^ {2}([A-Z][A-Z_]+): (?:z|flag|whole)\b/gm)].map(
      ([, name]) => name!,
    );
    const scripts = FILES.filter((path) => /^scripts\/.*\.(ts|mjs)$/.test(path)).map(read);
    const ofScripts = [...scripts.join("\n").matchAll(/process\.env\["?(\w+)"?\]/g)].map(([, name]) => name!);
    const known = new Set([...config, ...ofScripts, ...SHELL_VARIABLES]);
    const assigned = [...codeOf(doc).matchAll(/(?<![\w.-])([A-Z][A-Z_]{2,})=/g)].map(([, name]) => name!);
    expect(assigned.filter((name) => !known.has(name))).toEqual([]);
    // In backticks other words are in capitals, too: states, codes. Each must stand somewhere in the code.
    const source = FILES.filter((path) => /^(src|scripts|schema)\/.*\.(ts|graphql)$/.test(path))
      .map(read)
      .join("\n");
    const words = spansOf(doc).filter((span) => /^[A-Z][A-Z_]{2,}$/.test(span) && !known.has(span));
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(source))).toEqual([]);
  });

  it("gives away no path of a developer's machine and no registry", () => {
    expect(read(doc)).not.toMatch(/\/(work|root|tmp|var\/tmp)\/|registry\.|localhost:\d/);
  });
});

/** Every GraphQL text of the README: blocks, bodies of curl, and the document of the program. */
function operationsOfReadme(): string[] {
  const found = blocksOf("README.md").flatMap(({ language, text }) => {
    if (language === "graphql") return [text];
    if (language === "sh")
      return [...text.matchAll(/-d '(\{.*\})'/g)].map(([, body]) => (JSON.parse(body!) as { query: string }).query);
    if (language === "js") return [...text.matchAll(/const query = "(.*)";/g)].map(([, query]) => query!);
    return [];
  });
  return found;
}

describe("README.md shows what there is", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    const { database, journal, codes } = app.foundation;
    await loadDemo(new IntakeService(database, journal, codes), root);
  });
  afterAll(() => app.close());

  it("has operations that fit the schema", () => {
    const schema = buildSchema(read("schema/schema.graphql"));
    const operations = operationsOfReadme();
    expect(operations.length).toBeGreaterThanOrEqual(4);
    for (const operation of operations)
      expect([operation, validate(schema, parse(operation))]).toEqual([operation, []]);
  });

  it("names examples of the playground that there are", () => {
    const [, section] = /## The procedure in the playground\n([\s\S]*?)\n## /.exec(read("README.md"))!;
    const named = [...section!.matchAll(/`([A-Z][A-Za-z]+)`/g)].map(([, name]) => name!);
    const known = new Set(exampleOperations.map(({ name }) => name));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it("has the words of the welcome", async () => {
    const signIns = { signIn: async () => ({ accessToken: "eyJhbGciOi…" }) };
    const text = await welcome({
      config: { ...readConfig({}), dataDir: "/home/you/rotunda/.data" },
      foundation: { signIns } as unknown as Foundation,
      address: "http://127.0.0.1:4000",
      demo: true,
      milliseconds: 1_900,
    });
    expect(read("README.md")).toContain(text.trim());
  });

  it("has the answer that its query gets", async () => {
    const [signIn, query] = operationsOfReadme();
    const { data } = await app.client().send(signIn!);
    const answer = await app.client(data.signIn.accessToken as string).send(query!);
    const [shown] = blocksOf("README.md").filter(({ language }) => language === "json");
    expect({ data: answer.data }).toEqual(JSON.parse(shown!.text));
  });
});

describe("ARCHITECTURE.md", () => {
  const [tree] = blocksOf("ARCHITECTURE.md");

  it("draws a tree of files that exist", () => {
    const names = [...tree!.text.matchAll(/(?<![\w/])[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|graphql)\b/g)].map(
      ([name]) => name,
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !isInTree(name))).toEqual([]);
  });

  it("leaves out no folder of src/ and no file at its top", () => {
    const folders = ["src/", "src/domain/", "src/platform/"].flatMap((folder) =>
      FILES.filter((path) => dirname(path) === folder.slice(0, -1) && (path.endsWith("/") || folder === "src/")),
    );
    const names = folders.map((path) => relative(dirname(path), path) + (path.endsWith("/") ? "/" : ""));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !tree!.text.includes(name))).toEqual([]);
  });

  it("stays short", () => {
    expect(read("ARCHITECTURE.md").split("\n").length).toBeLessThanOrEqual(160);
  });
});

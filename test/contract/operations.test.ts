import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
  validate,
  visit,
} from "graphql";
import { packageRoot } from "../../src/package-root.js";
import { LIMITS, limitRules, requireFewRows } from "../../src/platform/graphql/limits.js";
import { builtSchema } from "../support/schema-walk.js";

const DIRECTORY = join(packageRoot(), "schema", "operations");
/** The contract's file is not ours to comment. */
const CONTRACT = "contract.graphql";

interface Example {
  readonly name: string;
  readonly file: string;
  readonly definition: OperationDefinitionNode;
  /** With the fragments it needs, as a client sends it. */
  readonly text: string;
  /** What stands on the line above it. */
  readonly lineAbove: string;
}

const examples = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith(".graphql"))
  .flatMap(readOperations);
const given = JSON.parse(readFileSync(join(packageRoot(), "playground", "variables.json"), "utf8")) as Record<
  string,
  Record<string, unknown>
>;

function readOperations(file: string): Example[] {
  const source = readFileSync(join(DIRECTORY, file), "utf8");
  const document = parse(source);
  const alone = separateOperations(document);
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const name = definition.name?.value ?? "";
    const lineAbove = source.slice(0, definition.loc!.start).trimEnd().split("\n").at(-1)!;
    const touches = source.slice(0, definition.loc!.start).endsWith(`${lineAbove}\n`);
    return { name, file, definition, text: print(alone[name]!), lineAbove: touches ? lineAbove : "" };
  });
}

const idIn = /^<(\w+Id)>$/;
const SOMETHING = "018f0000-0000-7000-8000-000000000000";

/** The variables with every placeholder of an id replaced by one; other placeholders stay and show. */
function filled(variables: Record<string, unknown>): Record<string, unknown> {
  const walk = (_key: string, value: unknown): unknown =>
    typeof value === "string" && idIn.test(value) ? SOMETHING : value;
  return JSON.parse(JSON.stringify(variables), walk) as Record<string, unknown>;
}

/** Apollo Client puts `__typename` into every selection but that of the operation itself. */
function withTypenames(text: string): string {
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } } as const;
  const isOperation = (node: unknown): boolean =>
    (node as { readonly kind?: string }).kind === Kind.OPERATION_DEFINITION;
  const document = visit(parse(text), {
    SelectionSet: (node, _key, parent) =>
      isOperation(parent) ? undefined : { ...node, selections: [typename, ...node.selections] },
  });
  return print(document);
}

describe("the operations in schema/operations", () => {
  it("have a name that no other has, in any file", () => {
    const names = examples.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name, index) => name === "" || names.indexOf(name) !== index)).toEqual([]);
  });

  it("say in a comment above what they do", () => {
    const bare = examples.filter(({ file, lineAbove }) => file !== CONTRACT && !/^# [A-Z].{15,}[.?]$/.test(lineAbove));
    expect(bare.map(({ name, lineAbove }) => [name, lineAbove])).toEqual([]);
  });

  it.each(examples)("$name in $file fits the schema and the limits of the server", ({ definition, text }) => {
    const { name } = definition;
    for (const sent of [text, withTypenames(text)]) {
      const document = parse(sent, { maxTokens: LIMITS.tokens });
      const errors = [...validate(builtSchema, document), ...validate(builtSchema, document, limitRules(false))];
      expect(errors.map(({ message }) => message)).toEqual([]);
      requireFewRows(builtSchema, document, name!.value, filled(given[name!.value] ?? {}));
    }
  });
});

describe("the example variables of the playground", () => {
  it("are there for each operation and for nothing else", () => {
    expect(Object.keys(given).sort()).toEqual(examples.map(({ name }) => name).sort());
  });

  it.each(examples)("of $name are what it takes, once ids are filled in", ({ name, definition }) => {
    const { coerced, errors } = getVariableValues(
      builtSchema,
      definition.variableDefinitions ?? [],
      filled(given[name] ?? {}),
    );
    expect(errors?.map(({ message }) => message) ?? []).toEqual([]);
    expect(Object.keys(coerced!)).toEqual(expect.arrayContaining(Object.keys(given[name]!)));
    expect(JSON.stringify(coerced)).not.toMatch(/"<\w+>"/);
  });

  it("hold placeholders only that the page knows how to fill in", () => {
    const page = readFileSync(join(packageRoot(), "playground", "placeholders.js"), "utf8");
    const wanted = new Set([...JSON.stringify(given).matchAll(/"<(\w+)>"/g)].map(([, name]) => name!));
    expect(wanted.size).toBeGreaterThan(4);
    expect([...wanted].filter((name) => !page.includes(`"${name}"`))).toEqual([]);
  });
});

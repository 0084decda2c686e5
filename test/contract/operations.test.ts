import { describe, expect, it } from "@jest/globals";
import { getVariableValues, Kind, parse, print, validate, visit } from "graphql";
import { SOURCE_OF } from "../../playground/known-ids.js";
import { LIMITS, limitRules, requireFewRows } from "../../src/platform/graphql/limits.js";
import { exampleOperations, exampleVariables } from "../support/operations.js";
import { builtSchema } from "../support/schema-walk.js";

/** The contract's file is not ours to comment. */
const CONTRACT = "contract.graphql";
const examples = exampleOperations;
const given = exampleVariables;
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

  it("hold placeholders only of which the page can say where an id comes from", () => {
    const wanted = new Set([...JSON.stringify(given).matchAll(/"<(\w+)>"/g)].map(([, name]) => name!));
    expect([...wanted].sort()).toEqual(Object.keys(SOURCE_OF).sort());
    const names = new Set(examples.map(({ name }) => name));
    for (const source of Object.values(SOURCE_OF))
      expect([source, source.split(" or ").some((one) => names.has(one.split(" ")[0]!))]).toEqual([source, true]);
  });
});

import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { formatDocument } from "@urql/core";
import {
  concatAST,
  type DocumentNode,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { packageRoot } from "../../src/package-root.js";
import { LIMITS, limitRules, requireFewRows } from "../../src/platform/graphql/limits.js";
import { sharingOf } from "../../src/platform/graphql/sharing.js";
import { wordsOf } from "../support/board-catalogues.js";
import { exampleOperations } from "../support/operations.js";
import { builtSchema } from "../support/schema-walk.js";

/** The variables that queries of the rooms take; what a deed sends makes no difference to its rows. */
const VARIABLES: Readonly<Record<string, unknown>> = {
  id: "018f0000-0000-7000-8000-000000000000",
  locale: "EN",
  since: 1,
};
const DIRECTORY = join(packageRoot(), "schema", "operations", "rooms");
const files = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith(".graphql"))
  .map((file) => {
    const text = readFileSync(join(DIRECTORY, file), "utf8");
    return { file, text, document: parse(text) };
  });
const whole = concatAST(files.map(({ document }) => document));
const alone = separateOperations(whole);
const operations = files.flatMap(({ file, text, document }) =>
  document.definitions
    .filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
    .map((definition) => {
      const name = definition.name?.value ?? "";
      const before = text.slice(0, definition.loc!.start);
      return { file, name, definition, before, sent: print(alone[name]!) };
    }),
);

/** As Graphcache sends it: with `__typename` in every selection. */
const withTypenames = (text: string): string => print(formatDocument(parse(text)) as DocumentNode);

/** Every field of a document with its type, such as `QuorumNotMet.present`. */
function fieldsOf(document: DocumentNode): Set<string> {
  const types = new TypeInfo(builtSchema);
  const found = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name, alias }) => void found.add(`${types.getParentType()?.name}.${(alias ?? name).value}`),
    }),
  );
  return found;
}

/** Types of refusals by their codes, as docs/errors.md lists them. */
function refusalTypes(): Map<string, string> {
  const catalogue = readFileSync(join(packageRoot(), "docs", "errors.md"), "utf8");
  return new Map([...catalogue.matchAll(/^\| `([A-Z_]+)` \| (\w+) \|/gm)].map(([, code, type]) => [type!, code!]));
}

describe("the documents of the rooms", () => {
  it("have names of their own in all of schema/operations, as have their fragments", () => {
    const names = [...operations, ...exampleOperations].map(({ name }) => name);
    expect(operations.length).toBeGreaterThan(20);
    expect(names.filter((name, index) => name === "" || names.indexOf(name) !== index)).toEqual([]);
    const fragments = whole.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [one.name.value] : [],
    );
    expect(fragments.filter((name, index) => fragments.indexOf(name) !== index)).toEqual([]);
  });

  it("say in a comment above what they do", () => {
    const bare = operations.filter(({ before }) => !/(^|\n)# [A-Z].{10,}[.?]\n$/.test(before));
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it("leave no fragment behind that nothing uses", () => {
    const spread = new Set<string>();
    visit(whole, { FragmentSpread: ({ name }) => void spread.add(name.value) });
    const unused = whole.definitions.filter(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && !spread.has(one.name.value),
    );
    expect(unused.map((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value)).toEqual([]);
  });

  // Known: more than 1,000 tokens and a cost of 16,000 with the __typename that Graphcache adds. When it fits, this fails.
  const tooLarge = new Set(["TableEvents"]);
  it.failing.each(operations.filter(({ name }) => tooLarge.has(name)))("$name in $file fits the limits", ({ sent }) => {
    const document = parse(withTypenames(sent), { maxTokens: LIMITS.tokens });
    expect(validate(builtSchema, document, limitRules(false))).toEqual([]);
  });

  it.each(operations.filter(({ name }) => !tooLarge.has(name)))(
    "$name in $file fits the schema and the limits of the server",
    ({ name, definition, sent }) => {
      for (const text of [sent, withTypenames(sent)]) {
        const document = parse(text, { maxTokens: LIMITS.tokens });
        const errors = [...validate(builtSchema, document), ...validate(builtSchema, document, limitRules(false))];
        expect(errors.map(({ message }) => message)).toEqual([]);
        if (definition.operation !== OperationTypeNode.QUERY) continue;
        const taken = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
        const variables = Object.fromEntries(taken.flatMap((one) => (one in VARIABLES ? [[one, VARIABLES[one]]] : [])));
        requireFewRows(builtSchema, document, name, variables);
      }
    },
  );

  const subscriptions = operations.filter(({ definition }) => definition.operation === OperationTypeNode.SUBSCRIPTION);
  it.each(subscriptions)("$name is executed once for all who hear the same", ({ name, sent }) => {
    expect(sharingOf(builtSchema, parse(withTypenames(sent)), name)).toMatchObject({
      isShareable: true,
      cursorVariable: "after",
    });
  });

  const deeds = operations.filter(({ definition }) => definition.operation === OperationTypeNode.MUTATION);
  it.each(deeds)("$name selects the facts that the words of its refusals name", ({ definition, sent }) => {
    const fields = fieldsOf(parse(sent));
    const codes = refusalTypes();
    const words = wordsOf("shell", "en");
    const [root] = definition.selectionSet.selections;
    const field = root?.kind === Kind.FIELD ? builtSchema.getMutationType()!.getFields()[root.name.value] : undefined;
    const answer = field && "ofType" in field.type ? field.type.ofType : field?.type;
    const refusals = isUnionType(answer) ? answer.getTypes().filter(({ name }) => codes.has(name)) : [];
    const lacking = refusals.flatMap(({ name }) =>
      [...words[`refusal.${codes.get(name)}`]!.matchAll(/\{(\w+)[,}]/g)]
        .map(([, fact]) => `${name}.${fact}`)
        .filter((fact) => !fields.has(fact)),
    );
    expect(lacking).toEqual([]);
  });

  it("are what the rooms are built from: board/src/api/generated is in step", async () => {
    await promisify(execFile)(process.execPath, [join(packageRoot(), "board", "generate.mjs"), "--check"]);
  });
});

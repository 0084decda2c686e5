import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  getNamedType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
  validate,
  validateSchema,
} from "graphql";
import { packageRoot } from "../../src/package-root.js";
import { limitRules } from "../../src/platform/graphql/limits.js";
import { contractDocument, contractOperation, contractOperations } from "../support/contract.js";
import { builtSchema, rootFields } from "../support/schema-walk.js";
import { parse } from "graphql";

const types = Object.values(builtSchema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const roots: readonly unknown[] = [
  builtSchema.getQueryType(),
  builtSchema.getMutationType(),
  builtSchema.getSubscriptionType(),
];
const unions = types.filter(isUnionType);
const domainErrors = types
  .filter((type) => isObjectType(type) && type.getInterfaces().some((one) => one.name === "DomainError"))
  .map((type) => type.name);

describe("the schema", () => {
  it("is the one that stands in schema/schema.graphql: run `npm run schema` when this fails", () => {
    const stored = readFileSync(join(packageRoot(), "schema", "schema.graphql"), "utf8");
    expect(
      `# Made by \`npm run schema\`. A test fails when the code differs.\n\n${printSchema(lexicographicSortSchema(builtSchema))}\n`,
    ).toBe(stored);
  });

  it("is a valid GraphQL schema", () => {
    expect(validateSchema(builtSchema)).toEqual([]);
  });

  it("describes every type, field, argument, input field and enum value", () => {
    expect(types.flatMap(withoutDescription)).toEqual([]);
  });

  it("ends every description like a sentence", () => {
    expect(
      types
        .flatMap(descriptions)
        .filter(([, text]) => !/[.?!…]$/.test(text.trim()))
        .map(([place]) => place),
    ).toEqual([]);
  });
});

describe("events", () => {
  it("give fields of one name one type, so that a client may select them side by side", () => {
    const events = types.filter(
      (type) => isObjectType(type) && type.getInterfaces().some((one) => one.name === "RoundTableEvent"),
    );
    const kinds = new Map<string, Set<string>>();
    for (const type of events)
      for (const field of isObjectType(type) ? Object.values(type.getFields()) : [])
        kinds.set(field.name, (kinds.get(field.name) ?? new Set()).add(String(field.type)));
    expect([...kinds].filter(([, found]) => found.size > 1)).toEqual([]);
    expect(kinds.size).toBeGreaterThan(15);
  });
});

describe("mutations", () => {
  const mutations = rootFields().filter(({ kind }) => kind === "mutation");
  const withoutInput = ["signOut"]; // ends the sign-in it is sent with; there is nothing to name

  it.each(mutations)("$name takes exactly one argument, a non-null input of its own type", ({ name, field }) => {
    const expected = withoutInput.includes(name) ? [] : [`input: ${capital(name)}Input!`];
    expect(field.args.map((one) => `${one.name}: ${String(one.type)}`)).toEqual(expected);
  });

  it.each(mutations.filter(({ name }) => !withoutInput.includes(name)))(
    "$name answers a non-null union of its own",
    ({ name, field }) => {
      expect(String(field.type)).toBe(`${capital(name)}Result!`);
      expect(isUnionType(getNamedType(field.type))).toBe(true);
    },
  );

  it.each(unions)("$name has exactly one success, of the same name, and otherwise refusals", (union) => {
    const members = union.getTypes().map((type) => type.name);
    expect(members.filter((name) => !domainErrors.includes(name))).toEqual([union.name.replace(/Result$/, "Success")]);
    expect(members.length).toBeGreaterThan(1);
  });
});

describe("refusals", () => {
  const declared = declaredRefusals();

  it("implement DomainError, each of them, so that a client can show one that it does not know", () => {
    expect(declared.map(({ name }) => name).sort()).toEqual([...domainErrors].sort());
    expect(declared.length).toBeGreaterThan(15);
  });

  it("have a code each, and no two the same one", () => {
    const codes = declared.map(({ code }) => code);
    expect(codes.filter((code, index) => !/^[A-Z]+(_[A-Z]+)*$/.test(code) || codes.indexOf(code) !== index)).toEqual(
      [],
    );
  });

  it("are named like their codes", () => {
    expect(
      declared.filter(
        ({ name, code }) =>
          name !==
          code
            .split("_")
            .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
            .join(""),
      ),
    ).toEqual([]);
  });

  it("are each the answer of some mutation", () => {
    const answered = new Set(unions.flatMap((union) => union.getTypes().map((type) => type.name)));
    expect(domainErrors.filter((name) => !answered.has(name))).toEqual([]);
  });
});

describe("the contract's documents", () => {
  it("validate unchanged, all together", () => {
    expect(validate(builtSchema, contractDocument)).toEqual([]);
  });

  it.each(contractOperations.map((one) => one.name!.value))(
    "%s passes the limits of the server, with Apollo Client's __typename in every selection",
    (name) => {
      const plain = contractOperation(name);
      const withTypenames = plain
        .replace(/\{\n/g, "{\n__typename\n")
        .replace(/^((?:query|mutation|subscription)[^\n]*\n)__typename\n/, "$1");
      for (const text of [plain, withTypenames])
        expect(
          validate(builtSchema, parse(text, { maxTokens: 1000 }), limitRules(false)).map((error) => error.message),
        ).toEqual([]);
    },
  );

  it("find the fields that the contract promises beside its documents", () => {
    const event = builtSchema.getType("RoundTableEvent");
    expect(
      isInterfaceType(event) &&
        Object.values(event.getFields())
          .map((field) => `${field.name}: ${String(field.type)}`)
          .sort(),
    ).toEqual(["at: DateTime!", "cursor: String!", "seq: Int!"]);
    const success = builtSchema.getType("CastVoteSuccess");
    expect(isObjectType(success) && isNonNullType(success.getFields()["castAt"]!.type)).toBe(false);
  });
});

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Every place of a type with its description; "" where there is none. */
function descriptions(type: GraphQLNamedType): [string, string][] {
  const places: [string, string | null | undefined][] = roots.includes(type) ? [] : [[type.name, type.description]];
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      places.push([`${type.name}.${field.name}`, field.description]);
      for (const one of field.args) places.push([`${type.name}.${field.name}(${one.name})`, one.description]);
    }
  }
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) places.push([`${type.name}.${field.name}`, field.description]);
  if (isEnumType(type))
    for (const value of type.getValues()) places.push([`${type.name}.${value.name}`, value.description]);
  return places.map(([place, text]) => [place, text ?? ""]);
}

function withoutDescription(type: GraphQLNamedType): string[] {
  return descriptions(type)
    .filter(([, text]) => text.trim() === "")
    .map(([place]) => place);
}

/** Refusal classes and their codes, read from the sources: some constructors want things that only a deed has. */
function declaredRefusals(): { name: string; code: string }[] {
  const source = join(packageRoot(), "src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  return files.flatMap((path) => {
    const classes = readFileSync(join(source, path), "utf8")
      .split(/^@refusalType\(/m)
      .slice(1);
    return classes.map((text) => ({
      name: /export class (\w+)/.exec(text)?.[1] ?? "?",
      code: /override code = "([^"]*)"/.exec(text)?.[1] ?? "",
    }));
  });
}

import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLOutputType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { minimalOperation, type RootField, SOME_UUID, someValue } from "./schema-walk.js";

const NUL = "\u0000";
const WRONG_KINDS = [null, true, 5, 1e308, [], { constructor: 1 }];
const NASTY_TEXTS = [
  "",
  " ",
  `a${NUL}b`,
  "a\ud800b",
  "\udc00",
  "a\u202eb",
  "\u2066x",
  "a\u0007b",
  "\u007f",
  "x".repeat(30_000),
  "' OR 1=1--",
  '"; DROP TABLE vote; --',
  "${7*7}{{7*7}}",
  "__proto__",
  "<script>alert(1)</script>",
  "أفريقيا 🇿🇲 e\u0301",
  "\ufeff",
];
const NASTY_IDS = [
  "",
  "garbage",
  "1e308",
  SOME_UUID,
  SOME_UUID.toUpperCase(),
  `${SOME_UUID}${NUL}`,
  SOME_UUID.replaceAll("-", ""),
  "\ud800",
  NUL,
  "' OR 1=1--",
  "x".repeat(10_000),
  "__proto__",
  "00000000-0000-0000-0000-000000000000",
];
const NASTY_TIMES = [
  "",
  "garbage",
  "2020-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "+275760-09-13T00:00:00.000Z",
  "0000-01-01T00:00:00Z",
  "2024-02-30T00:00:00Z",
  "2030-01-01",
  "2030-01-01T24:00:01Z",
  "2030-01-01T00:00:00+99:99",
  NUL,
  "\ud800",
  "infinity",
];

/** Values for an argument that a careless or hostile client may send; few of them fit the type. */
export function nastyValues(type: GraphQLInputType, otherIds: readonly string[] = []): unknown[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return [...WRONG_KINDS, ...nastyValues(bare.ofType, otherIds).map((value) => [value])];
  if (isInputObjectType(bare)) return [...WRONG_KINDS, "text"];
  if (isEnumType(bare))
    return [...WRONG_KINDS, "", "GARBAGE", bare.getValues()[0]!.name.toLowerCase(), "__proto__", NUL, "\ud800"];
  switch (String(bare)) {
    case "ID":
      return [...WRONG_KINDS, ...NASTY_IDS, ...otherIds];
    case "Int":
      return [...WRONG_KINDS, 0, -1, 101, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), Number.MAX_SAFE_INTEGER, "5", "", NUL];
    case "Boolean":
      return [...WRONG_KINDS, 0, 1, "true", ""];
    case "DateTime":
      return [...WRONG_KINDS, ...NASTY_TIMES];
    default:
      return [...WRONG_KINDS, ...NASTY_TEXTS];
  }
}

/** What is worth reading of an answer: leaves, and of a result its refusal and what the success holds. */
export function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return "";
  if (isInterfaceType(named)) return "{ __typename }";
  const members = isUnionType(named) ? named.getTypes() : [named];
  const parts = members
    .filter((member) => !member.getInterfaces().some((one) => one.name === "DomainError"))
    .map((member) => `... on ${member.name} { ${fieldsOf(member)} }`);
  return `{ __typename ${isUnionType(named) ? "... on DomainError { code message }" : ""} ${parts.join(" ")} }`;

  function fieldsOf(member: (typeof members)[number]): string {
    const fields = Object.values(member.getFields()).filter((field) =>
      field.args.every((one) => !isNonNullType(one.type) || one.defaultValue !== undefined),
    );
    const names = fields.map((field) => {
      const inner = getNamedType(field.type);
      if (isLeafType(inner)) return field.name;
      return isObjectType(inner) && "id" in inner.getFields() ? `${field.name} { id }` : "";
    });
    return names.join(" ") || "__typename";
  }
}

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** A root field with all it needs and what is worth reading. */
export function operationOn(root: RootField, given: Readonly<Record<string, unknown>>): Operation {
  const { query, variables } = minimalOperation(root, given);
  return { query: query.replace("{ __typename }", selectionOf(root.field.type)), variables };
}

/** The same operation with one value spoiled, for every value and every place: arguments and fields of inputs. */
export function* spoiled(
  root: RootField,
  given: Readonly<Record<string, unknown>>,
  otherIds: readonly string[],
): Generator<Operation & { place: string }> {
  const { query, variables } = operationOn(root, given);
  for (const argument of root.field.args) {
    const declared = query.includes(`$${argument.name}:`)
      ? query
      : withArgument(query, root, argument.name, String(argument.type));
    const base = {
      ...variables,
      [argument.name]: variables[argument.name] ?? someValue(argument.type, given, argument.name),
    };
    for (const value of nastyValues(argument.type, otherIds))
      yield { place: argument.name, query: declared, variables: { ...base, [argument.name]: value } };
    yield {
      place: `${argument.name} missing`,
      query: declared,
      variables: Object.fromEntries(Object.entries(base).filter(([name]) => name !== argument.name)),
    };
    const input = getNullableType(argument.type);
    if (!isInputObjectType(input)) continue;
    const whole = base[argument.name] as Record<string, unknown>;
    for (const field of Object.values(input.getFields())) {
      for (const value of nastyValues(field.type, otherIds))
        yield {
          place: `${argument.name}.${field.name}`,
          query: declared,
          variables: { [argument.name]: { ...whole, [field.name]: value } },
        };
      yield {
        place: `${argument.name}.${field.name} missing`,
        query: declared,
        variables: {
          [argument.name]: Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field.name)),
        },
      };
    }
    yield {
      place: `${argument.name} with an extra field`,
      query: declared,
      variables: { [argument.name]: { ...whole, isAdmin: true, delegationId: SOME_UUID } },
    };
  }
}

function withArgument(query: string, { name, kind }: RootField, argument: string, type: string): string {
  const declared = query.includes("($")
    ? query.replace("(", `($${argument}: ${type}, `)
    : query.replace(kind, `${kind} ($${argument}: ${type})`);
  const [head, body] = [declared.slice(0, declared.indexOf("{")), declared.slice(declared.indexOf("{"))];
  const passed = `${argument}: $${argument}`;
  return (
    head +
    (body.includes(`${name}(`)
      ? body.replace(`${name}(`, `${name}(${passed}, `)
      : body.replace(name, `${name}(${passed})`))
  );
}

import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { buildRotundaSchema } from "../../src/schema.js";

/** The schema that the code makes, without services behind it: enough to walk and to validate against. */
export const builtSchema: GraphQLSchema = buildRotundaSchema((resolver) => Object.create(resolver.prototype as object));

export type RootKind = "query" | "mutation" | "subscription";

/** A field of Query, Mutation or Subscription. */
export interface RootField {
  readonly kind: RootKind;
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
}

/** Every root field of the schema: a new one is tested without anybody thinking of it. */
export function rootFields(schema: GraphQLSchema = builtSchema): RootField[] {
  const roots: [RootKind, GraphQLObjectType | null | undefined][] = [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
    ["subscription", schema.getSubscriptionType()],
  ];
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ kind, name: field.name, field })),
  );
}

export const SOME_UUID = "0190a000-0000-7000-8000-00000000abcd";

/** A value that the type accepts, with required fields only. `given` answers for fields that matter, by name. */
export function someValue(type: GraphQLInputType, given: Readonly<Record<string, unknown>> = {}, name = ""): unknown {
  if (name in given) return given[name];
  const bare = getNullableType(type);
  if (isListType(bare)) return [];
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields()).filter((field) => isNonNullType(field.type) || field.name in given);
    return Object.fromEntries(fields.map((field) => [field.name, someValue(field.type, given, field.name)]));
  }
  if (isEnumType(bare)) return bare.getValues()[0]!.name;
  switch (String(bare)) {
    case "ID":
      return SOME_UUID;
    case "Int":
      return 1;
    case "Boolean":
      return true;
    case "DateTime":
      return "2030-01-01T00:00:00.000Z";
    default:
      return "something";
  }
}

/** A minimal valid operation on one root field, with variables for its required arguments. */
export function minimalOperation(
  { kind, field }: RootField,
  given: Readonly<Record<string, unknown>> = {},
): { query: string; variables: Record<string, unknown> } {
  const args = field.args.filter((one) => isNonNullType(one.type) && one.defaultValue === undefined);
  const declared = args.map((one) => `$${one.name}: ${String(one.type)}`).join(", ");
  const passed = args.map((one) => `${one.name}: $${one.name}`).join(", ");
  const selection = isCompositeType(getNamedType(field.type)) ? " { __typename }" : "";
  const query = `${kind}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`;
  return { query, variables: Object.fromEntries(args.map((one) => [one.name, someValue(one.type, given, one.name)])) };
}

/** Names of the leaf fields that need no argument. */
export function leaves(type: GraphQLObjectType): string[] {
  return fieldsWithoutArguments(type)
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map((field) => field.name);
}

/**
 * Every way through the schema from `type` that ends where it meets a type again, as selections: at each step all leaf
 * fields are asked for. `depth` bounds the steps.
 */
export function everyPath(type: GraphQLObjectType, depth: number, met: readonly string[] = []): string[] {
  const path = [...met, type.name];
  const own = `__typename ${leaves(type).join(" ")}`;
  const ways = fieldsWithoutArguments(type).flatMap((field) => {
    const next = getNamedType(field.type);
    if (!isObjectType(next) || depth <= 1) return [];
    const few = field.args.some((one) => one.name === "first") ? "(first: 5)" : ""; // a document may ask for so many rows only
    if (path.includes(next.name)) return [`${own} ${field.name}${few} { __typename ${leaves(next).join(" ")} }`];
    return everyPath(next, depth - 1, path).map((inner) => `${own} ${field.name}${few} { ${inner} }`);
  });
  return ways.length > 0 ? ways : [own];
}

/** Every field of every object type that a query can come to, as "Type.field". */
export function reachableFields(schema: GraphQLSchema = builtSchema): string[] {
  const types = new Set<GraphQLObjectType>([schema.getQueryType()!]);
  for (const type of types) {
    for (const field of Object.values(type.getFields())) {
      const next = getNamedType(field.type);
      if (isObjectType(next)) types.add(next);
    }
  }
  return [...types].flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}

/** The fields that documents select, as "Type.field". */
export function selectedFields(documents: readonly string[], schema: GraphQLSchema = builtSchema): Set<string> {
  const selected = new Set<string>();
  const info = new TypeInfo(schema);
  const note = visitWithTypeInfo(info, {
    Field: (node) => void selected.add(`${info.getParentType()?.name}.${node.name.value}`),
  });
  for (const document of documents) visit(parse(document), note);
  return selected;
}

/** The widest selection on an interface: every leaf, and one step further, of every type that implements it. */
export function everyImplementation(schema: GraphQLSchema, interfaceName: string): string[] {
  const type = schema.getType(interfaceName);
  if (!isInterfaceType(type)) throw new Error(`${interfaceName} is no interface`);
  return schema
    .getPossibleTypes(type)
    .flatMap((one) => everyPath(one, 2).map((selection) => `... on ${one.name} { ${selection} }`));
}

function fieldsWithoutArguments(type: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter((field) =>
    field.args.every((one) => !isNonNullType(one.type) || one.defaultValue !== undefined),
  );
}

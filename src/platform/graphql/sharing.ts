import { createHash } from "node:crypto";
import {
  type DocumentNode,
  getNamedType,
  getOperationAST,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { Extensions, getMetadataStorage } from "type-graphql";
import { canonicalJson } from "../kernel/json.js";

/** The argument of a subscription that says where to go on: the only thing in which the members of a class may differ. */
const CURSOR_ARGUMENT = "after";

/** Something that depends on who asks was read while many were shown the same. */
export class NotShareable extends Error {}

/**
 * Says that a field, or every column of a type, is the same for all viewers of a permission class, so that one execution
 * may serve them all. Nothing is shareable by default; a field resolver needs its own mark.
 */
export const shareable: MethodDecorator & PropertyDecorator & ClassDecorator = Extensions({
  shareable: true,
}) as MethodDecorator & PropertyDecorator & ClassDecorator;

/** What can be said about sharing from a document alone. */
export interface DocumentSharing {
  readonly isShareable: boolean;
  /** Stands for schema, document and operation in the key of a class. */
  readonly key: string;
  /** The variable that holds the cursor and nothing else; it is no part of the key. */
  readonly cursorVariable: string | null;
}

/** Reads a subscription's document. Unknown and unmarked fields, introspection among them, make it not shareable. */
export function sharingOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
): DocumentSharing {
  const types = new TypeInfo(schema);
  let isShareable = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const parent = types.getParentType();
        if (node.name.value === "__typename") return;
        const field = types.getFieldDef();
        if (!parent || !field || !objectsBehind(schema, parent).every((type) => isMarked(type, node.name.value)))
          isShareable = false;
      },
    }),
  );
  const source = document.loc?.source.body ?? "";
  const key = createHash("sha256")
    .update(`${operationName ?? ""}\0${source}`)
    .digest("base64url");
  return { isShareable, key, cursorVariable: cursorVariableOf(document, operationName) };
}

/** The variables that are part of a class's key, in one canonical form. */
export function variablesKey(variables: Readonly<Record<string, unknown>>, cursorVariable: string | null): string {
  const others = Object.entries(variables).filter(([name, value]) => name !== cursorVariable && value !== undefined);
  return canonicalJson(Object.fromEntries(others) as never);
}

/** A field of an interface is as shareable as in every type that implements it. */
function objectsBehind(
  schema: GraphQLSchema,
  type: NonNullable<ReturnType<TypeInfo["getParentType"]>>,
): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return schema.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
}

function isMarked(type: GraphQLObjectType, fieldName: string): boolean {
  const field = type.getFields()[fieldName];
  if (field?.extensions["shareable"] === true) return true;
  return type.extensions["shareable"] === true && field !== undefined && !comesFromElsewhere(type.name, fieldName);
}

/** Whether another folder's resolver adds the field: then the type's mark says nothing about it. */
function comesFromElsewhere(typeName: string, fieldName: string): boolean {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  return fieldResolvers.some((field) => {
    if (field.kind !== "external" || field.schemaName !== fieldName) return false;
    const target = field.getObjectType?.();
    return objectTypes.some((type) => type.name === typeName && type.target === target);
  });
}

function cursorVariableOf(document: DocumentNode, operationName?: string | null): string | null {
  const [root] = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  if (root?.kind !== Kind.FIELD) return null;
  const value = root.arguments?.find((argument) => argument.name.value === CURSOR_ARGUMENT)?.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  let uses = 0;
  visit(document, {
    Variable: (node, _key, parent) => {
      const isDefinition = parent !== undefined && "kind" in parent && parent.kind === Kind.VARIABLE_DEFINITION;
      if (node.name.value === name && !isDefinition) uses += 1;
    },
  });
  return uses === 1 ? name : null;
}

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";

/** What a list without a page size counts as: such lists are bounded by the conference (regions, agenda items, …). */
const PLAIN_LIST = 10;
const DEFAULT_PAGE = 20;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: Map<string, FragmentDefinitionNode>;
  readonly memo: Map<string, number>;
  readonly variables: Record<string, unknown>;
  readonly maximumPage: number;
}

/** How many rows a validated operation can bring: list sizes multiplied along each path, paths added up. */
export function rowsAskedFor(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
  maximumPage: number,
): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined,
    ]),
  );
  return rowsOf(
    { schema, fragments, memo: new Map(), variables: { ...defaults, ...variables }, maximumPage },
    operation.selectionSet,
    root,
  );
}

function rowsOf(walk: Walk, selections: SelectionSetNode, parent: GraphQLNamedType): number {
  let rows = 0;
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) rows += rowsOfField(walk, selection, parent);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition ? walk.schema.getType(selection.typeCondition.name.value) : parent;
      if (type) rows += rowsOf(walk, selection.selectionSet, type);
    } else rows += rowsOfFragment(walk, selection.name.value);
  }
  return rows;
}

/** A fragment counts every time it is spread but is walked once; validation has refused circles before. */
function rowsOfFragment(walk: Walk, name: string): number {
  const known = walk.memo.get(name);
  if (known !== undefined) return known;
  walk.memo.set(name, 0);
  const fragment = walk.fragments.get(name);
  const type = fragment && walk.schema.getType(fragment.typeCondition.name.value);
  const rows = fragment && type ? rowsOf(walk, fragment.selectionSet, type) : 0;
  walk.memo.set(name, rows);
  return rows;
}

function rowsOfField(walk: Walk, node: FieldNode, parent: GraphQLNamedType): number {
  if (!(isObjectType(parent) || isInterfaceType(parent)) || node.name.value.startsWith("__") || !node.selectionSet)
    return 0;
  const field = parent.getFields()[node.name.value];
  if (!field) return 0;
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return 0;
  const paged = field.args.some((argument) => argument.name === "first");
  const size = paged
    ? pageSize(walk, node)
    : isListType(getNullableType(field.type)) && !/Edge$/.test(type.name)
      ? PLAIN_LIST
      : 1;
  const inner = rowsOf(walk, node.selectionSet, type);
  const own = paged || size > 1 ? size : 0;
  return own + size * inner;
}

function pageSize(walk: Walk, node: FieldNode): number {
  const value = node.arguments?.find((argument) => argument.name.value === "first")?.value;
  if (!value) return DEFAULT_PAGE;
  const asked =
    value.kind === Kind.INT
      ? Number(value.value)
      : value.kind === Kind.VARIABLE
        ? walk.variables[value.name.value]
        : null;
  return typeof asked === "number" && Number.isFinite(asked)
    ? Math.max(1, Math.min(asked, walk.maximumPage))
    : DEFAULT_PAGE;
}

import type { ASTNode, DocumentNode } from "graphql";
import { stringifyDocument } from "urql";

/**
 * A document as text, with as few tokens as say the same. urql asks for `__typename` in every selection; the cache needs it
 * once for each object, so inside of fragments, which belong to an object that says it already, it is left out.
 */
export function leanText(document: DocumentNode): string {
  return stringifyDocument(leanNode(document));
}

type Selecting = ASTNode & {
  readonly selectionSet?: { readonly kind: "SelectionSet"; readonly selections: readonly ASTNode[] } | undefined;
  readonly definitions?: readonly ASTNode[];
};

function leanNode<Node extends ASTNode>(node: Node): Node {
  const { definitions, selectionSet } = node as Selecting;
  const kind: string = node.kind;
  if (definitions) return { ...node, definitions: definitions.map(leanNode) };
  if (!selectionSet) return node;
  const isFragment = kind === "InlineFragment" || kind === "FragmentDefinition";
  const selections = selectionSet.selections.filter((one) => !(isFragment && isTypename(one))).map(leanNode);
  return { ...node, selectionSet: { ...selectionSet, selections } };
}

const isTypename = (node: ASTNode): boolean =>
  (node.kind as string) === "Field" && (node as { name?: { value: string } }).name?.value === "__typename";

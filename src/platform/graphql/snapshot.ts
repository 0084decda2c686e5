import { type DocumentNode, getOperationAST, Kind, OperationTypeNode, visit } from "graphql";

/** The field whose selection makes a query read one moment of the database. */
const CURSOR_FIELD = "liveCursor";

/** Whether the operation is a query that asks for a live cursor, anywhere in its document. */
export function wantsSnapshot(document: DocumentNode, operationName: string | null | undefined): boolean {
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY) return false;
  let found = false;
  visit(document, {
    [Kind.FIELD]: {
      enter: (node: { name: { value: string } }) => {
        if (node.name.value === CURSOR_FIELD) found = true;
      },
    },
  });
  return found;
}

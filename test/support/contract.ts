import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";
import { packageRoot } from "../../src/package-root.js";

/** The documents that clients already send. */
export const contractDocument: DocumentNode = parse(
  readFileSync(join(packageRoot(), "schema", "operations", "contract.graphql"), "utf8"),
);

const definitions = contractDocument.definitions;
const fragments = new Map(
  definitions
    .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
    .map((one) => [one.name.value, one]),
);

export const contractOperations = definitions.filter(
  (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
);

/** One operation with the fragments it needs, as text. */
export function contractOperation(name: string): string {
  const operation = contractOperations.find((one) => one.name?.value === name);
  if (!operation) throw new Error(`The contract has no ${name}`);
  const needed = new Set<string>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: (spread) => {
        const fragment = fragments.get(spread.name.value);
        if (!fragment || needed.has(spread.name.value)) return;
        needed.add(spread.name.value);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return [print(operation), ...[...needed].map((one) => print(fragments.get(one)!))].join("\n");
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, print, visit } from "graphql";
import { packageRoot } from "../src/package-root.js";
import type { GraphqlRequest } from "./messages.js";

/** What clients already send, to be measured unchanged. */
const contract = parse(
  readFileSync(join(packageRoot(), "schema", "operations", "contract.graphql"), "utf8"),
).definitions;

/** An operation of the contract with the fragments it needs, as a client would send it. */
export function contractRequest(name: string, variables: object, token?: string): GraphqlRequest {
  return { query: contractOperation(name), operationName: name, variables, token };
}

function contractOperation(name: string): string {
  const operation = contract.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name,
  );
  if (!operation) throw new Error(`The contract has no ${name}`);
  const needed = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        const fragment = contract.find(
          (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === value,
        );
        if (!fragment || needed.has(value)) return;
        needed.set(value, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return [operation, ...needed.values()].map(print).join("\n");
}

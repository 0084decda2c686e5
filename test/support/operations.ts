import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, type OperationDefinitionNode, parse, print, separateOperations } from "graphql";
import { packageRoot } from "../../src/package-root.js";

const DIRECTORY = join(packageRoot(), "schema", "operations");

export interface ExampleOperation {
  readonly name: string;
  readonly file: string;
  readonly definition: OperationDefinitionNode;
  /** With the fragments it needs, as a client sends it. */
  readonly text: string;
  /** What stands on the line above it; empty when that is an empty line. */
  readonly lineAbove: string;
}

/** Every operation of schema/operations. */
export const exampleOperations: readonly ExampleOperation[] = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith(".graphql"))
  .flatMap(readOperations);

/** The variables that the playground offers, by operation. */
export const exampleVariables = JSON.parse(
  readFileSync(join(packageRoot(), "playground", "variables.json"), "utf8"),
) as Record<string, Record<string, unknown>>;

function readOperations(file: string): ExampleOperation[] {
  const source = readFileSync(join(DIRECTORY, file), "utf8");
  const document = parse(source);
  const alone = separateOperations(document);
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const name = definition.name?.value ?? "";
    const lineAbove = source.slice(0, definition.loc!.start).trimEnd().split("\n").at(-1)!;
    const touches = source.slice(0, definition.loc!.start).endsWith(`${lineAbove}\n`);
    return { name, file, definition, text: print(alone[name]!), lineAbove: touches ? lineAbove : "" };
  });
}

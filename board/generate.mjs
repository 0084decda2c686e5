/**
 * Writes board/src/api/generated/ from schema/schema.graphql and schema/operations/rooms/: `types.ts` has the types of every
 * document, and beside it lies one file of documents for each file there, so that a room loads its own and no other.
 * `--check`: says whether all is in step; exit code 1 if not.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as operationsPlugin from "@graphql-codegen/typescript-operations";
import {
  buildSchema,
  concatAST,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  separateOperations,
  stripIgnoredCharacters,
  visit,
} from "graphql";
import { format } from "prettier";

const here = dirname(fileURLToPath(import.meta.url));
const SCHEMA = join(here, "../schema/schema.graphql");
const DOCUMENTS = join(here, "../schema/operations/rooms");
const OUTPUT = join(here, "src/api/generated");
const NOTE = "// Written by board/generate.mjs from schema/: change the documents there, not this file.";

const schemaText = readFileSync(SCHEMA, "utf8");
const schema = buildSchema(schemaText);
const documents = readdirSync(DOCUMENTS)
  .filter((file) => file.endsWith(".graphql"))
  .map((file) => ({ location: file, document: parse(readFileSync(join(DOCUMENTS, file), "utf8")) }));
const alone = separateOperations(concatAST(documents.map(({ document }) => document)));

/** Types without an id: a cache keeps them inside of what has one. */
const keyless = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith("__") && !type.getFields().id)
  .map(({ name }) => name)
  .filter((name) => !["Query", "Mutation", "Subscription"].includes(name));

/** Interfaces and unions that the documents name, with their types: so that a cache need not guess which fragment is meant. */
const possible = {};
for (const { document } of documents)
  visit(document, {
    NamedType: ({ name }) => {
      const type = schema.getType(name.value);
      if (isAbstractType(type)) possible[type.name] = schema.getPossibleTypes(type).map((one) => one.name);
    },
  });

async function types() {
  const text = await codegen({
    schema: parse(schemaText),
    documents,
    config: {
      scalars: { ID: "string", DateTime: "string" },
      enumsAsTypes: true,
      nonOptionalTypename: true,
      dedupeFragments: true,
    },
    filename: "types.ts",
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationsPlugin },
  });
  return `${NOTE}\n${text}\n/** Types without an id: a cache keeps them inside of what has one. */
export const KEYLESS: readonly string[] = ${JSON.stringify(keyless)};

/** Interfaces that the documents name, with the types behind them. */
export const POSSIBLE_TYPES: Readonly<Record<string, string[]>> = ${JSON.stringify(possible)};\n`;
}

/** One operation as text, with the fragments that it needs; parsed when the file is loaded. */
function constant({ name: { value }, operation }) {
  const kind = operation[0].toUpperCase() + operation.slice(1);
  const text = JSON.stringify(stripIgnoredCharacters(print(alone[value])));
  return `export const ${value}Document = /* @__PURE__ */ gql<Types.${value}${kind}, Types.${value}${kind}Variables>(${text});`;
}

/** The door is open before a GraphQL client is loaded: it sends its documents as they stand. */
const AS_TEXT = "door.graphql";

function text({ name: { value } }) {
  const operation = JSON.stringify(stripIgnoredCharacters(print(alone[value])));
  return `export const ${value}: Text<Types.${value}Mutation, Types.${value}MutationVariables> = ${operation};`;
}

function documentsOf({ document, location }) {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0) return null;
  if (location === AS_TEXT)
    return `${NOTE}\nimport type { Text } from "../text.js";\nimport type * as Types from "./types.js";\n\n${operations.map(text).join("\n")}\n`;
  return `${NOTE}\nimport { gql } from "urql";\nimport type * as Types from "./types.js";\n\n${operations.map(constant).join("\n")}\n`;
}

const outputs = new Map([["types.ts", await types()]]);
for (const file of documents) {
  const text = documentsOf(file);
  if (text) outputs.set(file.location.replace(".graphql", ".ts"), text);
}
const checking = process.argv.includes("--check");
const stale = [];
if (!checking) {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
}
for (const [name, draft] of outputs) {
  const text = await format(draft, { parser: "typescript", printWidth: 120 });
  const path = join(OUTPUT, name);
  if (!checking) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, "utf8") !== text) stale.push(name);
}
if (checking) stale.push(...readdirSync(OUTPUT).filter((name) => !outputs.has(name)));
if (stale.length > 0) {
  console.error(`board/src/api/generated is not in step with schema/ (${stale.join(", ")}): run npm run board:types.`);
  process.exit(1);
}

/** `npm run schema`: writes schema/schema.graphql, sorted. `--check` only compares; exit code 1 when it is out of step. */
import "reflect-metadata";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lexicographicSortSchema, printSchema } from "graphql";
import { packageRoot } from "../src/package-root.js";
import { buildRotundaSchema } from "../src/schema.js";

const path = join(packageRoot(), "schema", "schema.graphql");
const schema = buildRotundaSchema((resolver) => Object.create(resolver.prototype as object));
const text = `# Made by \`npm run schema\`. A test fails when the code differs.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
if (!process.argv.includes("--check")) await writeFile(path, text);
else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
  console.error("schema/schema.graphql is out of step with the code. Run: npm run schema");
  process.exitCode = 1;
}

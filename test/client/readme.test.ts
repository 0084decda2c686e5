import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";
import { packageRoot } from "../../src/package-root.js";

const root = packageRoot();
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const README = read("client/README.md");
const files = readdirSync(join(root, "client")).filter((file) => file.endsWith(".ts"));

describe("client/README.md", () => {
  const shown = [...README.matchAll(/^<!-- (\S+) -->\n\n```ts\n([\s\S]*?)^```$/gm)].map(([, path, code]) => [
    path!,
    code!,
  ]);

  it("has one complete example for each client, which the tests run", () => {
    expect(shown.map(([path]) => path)).toEqual(
      ["app", "graphql-ws", "apollo", "urql"].map((name) => `test/client/examples/${name}.ts`),
    );
  });

  it.each(shown)("shows %s as it is", (path, code) => {
    expect(code).toBe(read(path).replaceAll("../../../client/", "./live/"));
  });

  it("lists all files", () => {
    expect(files.filter((file) => !README.includes(`\`${file}\``))).toEqual([]);
  });

  it("names each state and each reason", () => {
    const live = read("client/live.ts");
    const names = ["LiveState", "EndReason"].flatMap((type) => {
      const [, union] = new RegExp(`export type ${type} =([^;]*);`).exec(live)!;
      return [...union!.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
    });
    expect(names.length).toBe(12);
    expect(names.filter((name) => !README.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

describe("the folder client/", () => {
  it("imports no package at run time, and nothing from outside: it can be copied", () => {
    const imports = files.flatMap((file) =>
      [...read(`client/${file}`).matchAll(/^(?:import|export) (type )?.*? ?from "([^"]+)";$/gms)].map(
        ([, type, from]) => `${type ?? ""}${from}`,
      ),
    );
    expect(imports.length).toBeGreaterThan(15);
    expect(imports.filter((from) => !/^(type )?\.\/[\w-]+\.js$/.test(from) && !from.startsWith("type "))).toEqual([]);
    expect(imports.filter((from) => from.includes("../"))).toEqual([]);
  });

  it("compiles for a browser, without the types of Node, under the strictest settings", () => {
    const program = ts.createProgram(
      files.map((file) => join(root, "client", file)),
      {
        ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] },
        ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], skipLibCheck: true, noEmit: true },
        ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, isolatedModules: true },
        ...{ noImplicitOverride: true, noPropertyAccessFromIndexSignature: true, verbatimModuleSyntax: true },
      },
    );
    const said = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
    expect(said).toEqual([]);
  }, 60_000);
});

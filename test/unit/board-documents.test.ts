import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { formatDocument } from "@urql/core";
import { concatAST, type DocumentNode, Lexer, parse, print, separateOperations, Source, TokenKind } from "graphql";
import { leanText } from "../../board/src/live/lean-document.js";
import { packageRoot } from "../../src/package-root.js";
import { LIMITS } from "../../src/platform/graphql/limits.js";

const FOLDER = join(packageRoot(), "schema/operations/rooms");

function tokensIn(text: string): number {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

const documents: [string, DocumentNode][] = Object.entries(
  separateOperations(
    concatAST(
      readdirSync(FOLDER)
        .filter((file) => file.endsWith(".graphql"))
        .map((file) => parse(readFileSync(join(FOLDER, file), "utf8"))),
    ),
  ),
);

it.each(documents)("sends %s within the limit of the API, with what the cache adds to it", (_, document) => {
  const asked = formatDocument(document) as DocumentNode;
  const isSubscription = document.definitions.some((one) => "operation" in one && one.operation === "subscription");
  expect(tokensIn(isSubscription ? leanText(asked) : print(asked))).toBeLessThanOrEqual(LIMITS.tokens);
});

it("leaves out __typename only where the object has said it", () => {
  const asked = formatDocument(
    parse("{ a { ...F ... on B { c { id } } } } fragment F on A { d { id } }") as DocumentNode,
  );
  expect(leanText(asked).replaceAll(/\s+/g, " ")).toBe(
    "{ a { ...F ... on B { c { id __typename } } __typename } } fragment F on A { d { id __typename } }",
  );
});

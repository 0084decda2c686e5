import { expect, it } from "@jest/globals";
import { formatDocument } from "@urql/core";
import { type DocumentNode, parse } from "graphql";
import { leanText } from "../../board/src/live/lean-document.js";

it("leaves out __typename only where the object has said it", () => {
  const query = "{ a { ...F ... on B { c { id } } } } fragment F on A { d { id } }";
  expect(leanText(formatDocument(parse(query)) as DocumentNode).replaceAll(/\s+/g, " ")).toBe(
    "{ a { ...F ... on B { c { id __typename } } __typename } } fragment F on A { d { id __typename } }",
  );
});

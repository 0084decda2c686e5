import { parse, validate } from "graphql";
import { limitRules, requireFewRows } from "../../src/platform/graphql/limits.js";
import { builtSchema } from "./schema-walk.js";

/** Selections merged into documents that stay within the server's limits: `wrap` makes a document of some of them. */
export function packed(selections: readonly string[], wrap: (inner: string) => string): string[] {
  const fits = (document: string): boolean => {
    try {
      const parsed = parse(document, { maxTokens: 1_000 });
      requireFewRows(builtSchema, parsed, null, {});
      return document.length < 40_000 && validate(builtSchema, parsed, limitRules(true)).length === 0;
    } catch {
      return false;
    }
  };
  const documents: string[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) documents.push(wrap(open.join(" ")));
    open = [];
  };
  for (const selection of selections) {
    if (!fits(wrap(selection))) continue;
    if (!fits(wrap([...open, selection].join(" ")))) close();
    open.push(selection);
  }
  close();
  return documents;
}

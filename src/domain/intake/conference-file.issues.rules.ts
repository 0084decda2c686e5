import type { z } from "zod";
import type { Findings, Path } from "./problem.rules.js";

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** The format has whole numbers only. */
const ARTICLES: Record<string, string> = {
  string: "a text",
  number: "a whole number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** What a zod issue says to the author of a file; null leaves the sentence that the format itself has given. */
export function sentenceFor(issue: RawIssue): string | null {
  if (issue.input === undefined && issue.code !== "unrecognized_keys") return "This is required.";
  switch (issue.code) {
    case "invalid_type":
      return `This must be ${ARTICLES[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `This must be ${issue.values
        .map((value) => JSON.stringify(value))
        .join(", ")
        .replace(/, (?=[^,]*$)/, " or ")}.`;
    case "too_small":
      return `This must be at least ${issue.minimum}${issue.origin === "array" ? " long" : ""}.`;
    case "too_big":
      return `This must be at most ${issue.maximum}${issue.origin === "array" ? " long" : ""}.`;
    case "invalid_union":
      return "This is none of the forms that may stand here.";
    default:
      return null;
  }
}

/** Writes issues as problems, and returns the places of the values that the other checks must not look at. */
export function tellIssues(found: Findings, issues: readonly Issue[], at: Path = []): Path[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) found.add([...path, key], "The format has no such key here.");
      return [];
    }
    const branch = issue.code === "invalid_union" ? branchMeant(issue.errors) : undefined;
    if (branch) return tellIssues(found, branch, path);
    found.add(path, issue.message);
    if (issue.code === "invalid_union" && issue.discriminator !== undefined) return [path.slice(0, -1)];
    return [path];
  });
}

/** Of the alternatives of a union, the one whose kind of value was sent: it complains about parts of it, not about all of it. */
function branchMeant(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const wrongKind = (issue: Issue) =>
    issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
  return branches.find((branch) => branch.length > 0 && !branch.some(wrongKind));
}

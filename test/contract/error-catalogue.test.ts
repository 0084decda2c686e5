import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type GraphQLObjectType, isInterfaceType } from "graphql";
import * as accreditation from "../../src/domain/accreditation/accreditation.refusals.js";
import * as ballot from "../../src/domain/ballot/ballot.refusals.js";
import * as conduct from "../../src/domain/conduct/conduct.refusals.js";
import * as delegation from "../../src/domain/delegation/delegation.refusals.js";
import * as identity from "../../src/domain/identity/identity.refusals.js";
import * as intake from "../../src/domain/intake/intake.refusals.js";
import * as recommendation from "../../src/domain/recommendation/recommendation.refusals.js";
import * as rehearsal from "../../src/domain/rehearsal/rehearsal.refusals.js";
import * as roundTable from "../../src/domain/round-table/round-table.refusals.js";
import * as speaking from "../../src/domain/speaking/speaking.refusals.js";
import { packageRoot } from "../../src/package-root.js";
import { ERROR_CODES } from "../../src/platform/graphql/errors.js";
import * as general from "../../src/platform/graphql/refusals.js";
import { CLOSE } from "../../src/platform/http/limits.js";
import { builtSchema } from "../support/schema-walk.js";

const sections = readFileSync(join(packageRoot(), "docs", "errors.md"), "utf8").split(/^## /m);

/** The rows of the table under a heading, cells without back-ticks. */
function table(heading: string): string[][] {
  const section = sections.find((one) => one.startsWith(heading))!;
  const lines = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}

const refusalTypes: readonly GraphQLObjectType[] = (() => {
  const refusal = builtSchema.getType("DomainError");
  if (!isInterfaceType(refusal)) throw new Error("DomainError is gone");
  return builtSchema.getPossibleTypes(refusal);
})();

describe("docs/errors.md", () => {
  it("lists every code that extensions.code may hold, once, and no other", () => {
    expect(table("Codes of errors").map(([code]) => code)).toEqual([...ERROR_CODES]);
  });

  it("lists every refusal of the schema with its facts, in alphabetical order, and no other", () => {
    const documented = table("Codes of refusals").map(([, type, , , facts]) => `${type}: ${facts}`);
    const known = refusalTypes.map((type) => {
      const facts = Object.keys(type.getFields()).filter((field) => field !== "code" && field !== "message");
      return `${type.name}: ${facts.sort().join(", ")}`;
    });
    expect(documented).toEqual(known.sort());
  });

  it("gives each refusal the code that its class has", () => {
    const classes = Object.entries({
      ...accreditation,
      ...ballot,
      ...conduct,
      ...delegation,
      ...identity,
      ...intake,
      ...recommendation,
      ...rehearsal,
      ...roundTable,
      ...speaking,
      ...general,
    }).filter(
      (entry): entry is [string, new (argument: unknown) => general.DomainError] =>
        typeof entry[1] === "function" && entry[1].prototype instanceof general.DomainError,
    );
    const codes = classes.map(([name, type]) => `${new type([]).code} ${name}`);
    expect(codes.sort()).toEqual(table("Codes of refusals").map(([code, type]) => `${code} ${type}`));
    expect(classes.map(([name]) => name).sort()).toEqual(refusalTypes.map((type) => type.name).sort());
  });

  it("lists every close code with its reason, and no other", () => {
    const documented = table("Close codes of a WebSocket").map(([code, reason]) => [Number(code), reason]);
    expect(documented).toEqual(Object.values(CLOSE).map((one) => [...one]));
  });

  it("says for each what to do", () => {
    for (const heading of ["Codes of errors", "Codes of refusals", "Close codes of a WebSocket"]) {
      for (const row of table(heading))
        expect(
          row.slice(0, 3).every((cell) => cell.length > 2) &&
            row.at(heading === "Codes of refusals" ? 3 : 2)!.length > 8,
        ).toBe(true);
    }
  });
});

describe("close reasons", () => {
  it("fit into a close frame", () => {
    for (const [, reason] of Object.values(CLOSE)) expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
  });
});

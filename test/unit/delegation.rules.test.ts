import { describe, expect, it } from "@jest/globals";
import { rulingsAfter } from "../../src/domain/accreditation/credentials.rules.js";
import { Credentials, DelegationKind } from "../../src/domain/delegation/delegation.entity.js";
import { mayVote } from "../../src/domain/delegation/delegation.policy.js";
import { turnedBy } from "../../src/domain/round-table/roll-call.rules.js";

describe("credentials", () => {
  it.each([
    ["PENDING", ["ACCEPTED", "PROVISIONAL", "REJECTED"]],
    ["PROVISIONAL", ["ACCEPTED", "REJECTED"]],
    ["ACCEPTED", ["PROVISIONAL", "REJECTED"]],
    ["REJECTED", []],
  ])("that are %s may become %j", (before, next) => {
    expect(rulingsAfter(before)).toEqual(next);
  });
});

describe("a delegation may vote", () => {
  const cases = Object.values(DelegationKind).flatMap((kind) =>
    Object.values(Credentials).flatMap((credentials) =>
      [true, false].map((votingSuspended) => ({ kind, credentials, votingSuspended })),
    ),
  );
  const yes = ["MEMBER ACCEPTED false", "MEMBER PROVISIONAL false"];

  it.each(cases)("$kind, $credentials, suspended $votingSuspended", (one) => {
    expect(mayVote(one)).toBe(yes.includes(`${one.kind} ${one.credentials} ${one.votingSuspended}`));
  });
});

describe("a roll call", () => {
  const person = (delegateId: string, place: string, newest = 0, delegationId = "a") => {
    return { delegationId, delegateId, function: place, newest };
  };
  const turned = (isPresent: boolean, ...roster: ReturnType<typeof person>[]) =>
    turnedBy([{ delegationId: "a", isPresent }], roster).map((one) => one.delegateId);

  it.each([
    ["checks the head in", true, [person("d", "DELEGATE"), person("h", "HEAD")], ["h"]],
    ["checks an alternate in before a delegate", true, [person("d", "DELEGATE"), person("b", "ALTERNATE")], ["b"]],
    ["checks the first in among equals", true, [person("d", "DELEGATE"), person("e", "DELEGATE")], ["d"]],
    ["checks an adviser in where there is nobody else", true, [person("x", "ADVISER")], ["x"]],
    ["leaves who stands for the delegation", true, [person("h", "HEAD"), person("x", "ADVISER", 3)], []],
    ["finds nobody in a delegation without people", true, [], []],
    [
      "checks all out",
      false,
      [person("h", "HEAD", 1), person("d", "DELEGATE", 3), person("e", "DELEGATE", 2)],
      ["h", "d"],
    ],
    ["leaves an absent one alone", false, [person("h", "HEAD", 2)], []],
    ["touches nobody of another delegation", false, [person("h", "HEAD", 1, "b")], []],
  ] as const)("%s", (_, isPresent, roster, expected) => {
    expect(turned(isPresent, ...roster)).toEqual(expected);
  });
});

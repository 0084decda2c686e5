import { describe, expect, it } from "@jest/globals";
import { BallotMode, Majority, TallyVisibility } from "../../src/domain/ballot/ballot.words.js";
import { type Asked, settleTerms } from "../../src/domain/ballot/terms.service.js";
import type { BodyRules, QuestionKind } from "../../src/domain/conference/rule-set.rules.js";
import { Refusal } from "../../src/platform/kernel/refusal.js";

const { CONSENSUS, RECORDED, ROLL_CALL, SECRET } = BallotMode;
const { SIMPLE, TWO_THIRDS, UNANIMITY } = Majority;

const rules: BodyRules = {
  mode: CONSENSUS,
  majority: TWO_THIRDS,
  tallyVisibility: TallyVisibility.TURNOUT,
  languageGate: false,
  modes: [CONSENSUS, RECORDED, ROLL_CALL],
  majorities: [Majority.CONSENSUS, SIMPLE, TWO_THIRDS],
  questions: { AMENDMENT: SIMPLE },
};

const settle = (asked: Asked, kind: QuestionKind = "RECOMMENDATION", over: Partial<BodyRules> = {}): string => {
  try {
    const { mode, majority } = settleTerms({ ...rules, ...over }, asked, kind);
    return `${mode} ${majority}`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (error.reason as { code: string }).code;
  }
};

describe("the terms of a ballot", () => {
  it.each<[string, Asked, QuestionKind, Partial<BodyRules>, string]>([
    ["nothing asked for: the rule set's", {}, "RECOMMENDATION", {}, "CONSENSUS CONSENSUS"],
    ["a vote is asked for: the majority of votes", { mode: RECORDED }, "RECOMMENDATION", {}, "RECORDED TWO_THIRDS"],
    ["on an amendment: the majority of that kind", { mode: RECORDED }, "AMENDMENT", {}, "RECORDED SIMPLE"],
    ["by roll call", { mode: ROLL_CALL, majority: SIMPLE }, "RECOMMENDATION", {}, "ROLL_CALL SIMPLE"],
    [
      "a majority that is not allowed",
      { mode: RECORDED, majority: UNANIMITY },
      "RECOMMENDATION",
      {},
      "RULE_SET_FORBIDS",
    ],
    ["a mode that is not allowed", { mode: SECRET }, "RECOMMENDATION", {}, "RULE_SET_FORBIDS"],
    [
      "a secret ballot, where it is allowed",
      { mode: SECRET },
      "RECOMMENDATION",
      { modes: [SECRET] },
      "SECRET TWO_THIRDS",
    ],
    ["consensus with another majority", { majority: SIMPLE }, "RECOMMENDATION", {}, "RULE_SET_FORBIDS"],
    ["votes by consensus", { mode: RECORDED, majority: Majority.CONSENSUS }, "RECOMMENDATION", {}, "RULE_SET_FORBIDS"],
    [
      "consensus, where it is not among the majorities",
      {},
      "RECOMMENDATION",
      { majorities: [SIMPLE] },
      "CONSENSUS CONSENSUS",
    ],
    [
      "a body that decides by consensus only, asked for a vote",
      { mode: RECORDED },
      "RECOMMENDATION",
      { majority: Majority.CONSENSUS },
      "RECORDED SIMPLE",
    ],
    [
      "somebody called first where nobody is called",
      { mode: RECORDED, firstCalledId: "x" },
      "RECOMMENDATION",
      {},
      "INVALID_INPUT",
    ],
  ])("%s", (_title, asked, kind, over, expected) => {
    expect(settle(asked, kind, over)).toBe(expected);
  });
});

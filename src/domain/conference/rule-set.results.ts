import { Field, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { majorityFor, QUESTIONS } from "./rule-set.rules.js";
import type { BodyRules, QuorumRule, Rules, SpeakingRules } from "./rule-set.rules.js";

@ObjectType("QuorumRule", {
  description: "A fraction of the members that must be present, measured on presence, not on votes.",
})
@guard(inherited)
export class QuorumRuleObject {
  @Field(() => Int, { description: "Numerator of the fraction." })
  numerator: number;
  @Field(() => Int, { description: "Denominator of the fraction." })
  denominator: number;
  @Field(() => Boolean, { description: "True: more than the fraction; false: at least." })
  strict: boolean;
  @Field(() => String, {
    description:
      "MEMBERS: the fraction is of all delegations seated in the body; ACCREDITED: of those whose credentials let them vote.",
  })
  basis: string;
  @Field(() => [String], {
    description: "What it gates: OPEN_SITTING, OPEN_BALLOT. It is measured again when a ballot closes, in any case.",
  })
  at: readonly string[];
  constructor(rule: QuorumRule) {
    this.basis = rule.basis;
    this.at = rule.at;
    this.numerator = rule.numerator;
    this.denominator = rule.denominator;
    this.strict = rule.strict;
  }
}

@ObjectType("QuestionRule", { description: "The majority that a kind of question needs." })
@guard(inherited)
export class QuestionRuleObject {
  @Field(() => String, { description: "Kind of question: RECOMMENDATION (the text as a whole) or AMENDMENT." })
  question: string;
  @Field(() => String, { description: "Majority when none is asked for." })
  majority: string;
  constructor(question: string, majority: string) {
    this.question = question;
    this.majority = majority;
  }
}

@ObjectType("BodyRules", {
  description: "How a kind of body decides: what applies when a ballot does not say, and what may be chosen.",
})
@guard(inherited)
export class BodyRulesObject {
  @Field(() => String, { description: "RoundTableKind that these rules are for." })
  kind: string;
  @Field(() => String, { description: "Ballot mode when none is asked for." })
  mode: string;
  @Field(() => String, { description: "Majority when none is asked for." })
  majority: string;
  @Field(() => String, { description: "Tally visibility when none is asked for." })
  tallyVisibility: string;
  @Field(() => Boolean, { description: "Whether a text must be conformed in all working languages before a vote." })
  languageGate: boolean;
  @Field(() => [String], { description: "Modes that may be chosen." })
  modes: readonly string[];
  @Field(() => [String], { description: "Majorities that may be chosen." })
  majorities: readonly string[];
  @Field(() => [QuestionRuleObject], { description: "Majority by kind of question." })
  questions: QuestionRuleObject[];
  constructor(kind: string, rules: BodyRules) {
    this.kind = kind;
    this.mode = rules.mode;
    this.majority = rules.majority;
    this.tallyVisibility = rules.tallyVisibility;
    this.languageGate = rules.languageGate;
    this.modes = rules.modes;
    this.majorities = rules.majorities;
    this.questions = QUESTIONS.map((question) => new QuestionRuleObject(question, majorityFor(rules, question)));
  }
}

export function rulesObjects(rules: Rules): BodyRulesObject[] {
  return Object.entries(rules.bodies).flatMap(([kind, body]) => (body ? [new BodyRulesObject(kind, body)] : []));
}

@ObjectType("SpeakingRules", { description: "How turns to speak are given." })
@guard(inherited)
export class SpeakingRulesObject {
  @Field(() => Int, { nullable: true, description: "Seconds for one intervention; null: no limit." })
  seconds!: number | null;
  @Field(() => Int, { description: "Seconds for a right of reply." })
  replySeconds!: number;
  @Field(() => Int, { description: "Rights of reply of one delegation under one agenda item." })
  repliesPerItem!: number;
  @Field(() => String, {
    description:
      "FIRST_COME: in the order of requests. FEWEST_FIRST: who has spoken less often under this item comes first.",
  })
  policy!: string;
  @Field(() => Boolean, { description: "Whether delegations of observers speak after the members." })
  observersLast!: boolean;
}

@ObjectType("DisclosureRule", { description: "What is told of a secret ballot's tally." })
@guard(inherited)
export class DisclosureRuleObject {
  @Field(() => Int, { description: "Full counts are shown from so many papers on; below, the outcome only." })
  papers!: number;
  @Field(() => Boolean, { description: "Whether a unanimous tally, which tells everybody's choice, is kept back." })
  hideUnanimity!: boolean;
  @Field(() => Int, {
    description:
      "Where unanimity is hidden: so many papers must say something else than the most frequent choice. With 3, what is withheld may be unanimous or all but one or two, so that not even a lone dissenter knows the others' choices.",
  })
  outside!: number;
  @Field(() => Int, {
    description:
      "Counts are withheld when no more voters than this differ from an earlier secret ballot on the same question whose counts were told: the difference would tell their choices. -1: never for that reason.",
  })
  repeats!: number;
}

@ObjectType("RuleCitation", { description: "Where a rule comes from." })
@guard(inherited)
export class RuleCitation {
  @Field(() => String, {
    description: "What it is about: quorum, majority, casting, languageGate, locking, texts, speaking or disclosure.",
  })
  topic: string;
  @Field(() => String, { description: "The citation." })
  citation: string;
  constructor(topic: string, citation: string) {
    this.topic = topic;
    this.citation = citation;
  }
}

export const speakingObject = (rules: SpeakingRules): SpeakingRulesObject =>
  Object.assign(new SpeakingRulesObject(), rules);

import { Field, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import type { BodyRules, QuorumRule, Rules } from "./rule-set.rules.js";

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
  constructor(rule: QuorumRule) {
    this.numerator = rule.numerator;
    this.denominator = rule.denominator;
    this.strict = rule.strict;
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
  constructor(kind: string, rules: BodyRules) {
    this.kind = kind;
    this.mode = rules.mode;
    this.majority = rules.majority;
    this.tallyVisibility = rules.tallyVisibility;
    this.languageGate = rules.languageGate;
    this.modes = rules.modes;
    this.majorities = rules.majorities;
  }
}

export function rulesObjects(rules: Rules): BodyRulesObject[] {
  return Object.entries(rules.bodies).flatMap(([kind, body]) => (body ? [new BodyRulesObject(kind, body)] : []));
}

import { FieldResolver, Int, Resolver, Root } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { RuleSet } from "./rule-set.entity.js";
import {
  BodyRulesObject,
  DisclosureRuleObject,
  QuorumRuleObject,
  RuleCitation,
  rulesObjects,
  speakingObject,
  SpeakingRulesObject,
} from "./rule-set.results.js";

@Resolver(() => RuleSet)
export class RuleSetResolver {
  @guard(inherited)
  @FieldResolver(() => QuorumRuleObject, { description: "How many delegations must be present." })
  quorum(@Root() ruleSet: RuleSet): QuorumRuleObject {
    return new QuorumRuleObject(ruleSet.rules.quorum);
  }

  @guard(inherited)
  @FieldResolver(() => [BodyRulesObject], { description: "How each kind of body decides." })
  bodies(@Root() ruleSet: RuleSet): BodyRulesObject[] {
    return rulesObjects(ruleSet.rules);
  }

  @guard(inherited)
  @FieldResolver(() => Boolean, { description: "Whether a recorded vote may be changed while the ballot is open." })
  allowVoteChange(@Root() ruleSet: RuleSet): boolean {
    return ruleSet.rules.allowVoteChange;
  }

  @guard(inherited)
  @FieldResolver(() => String, {
    description: "Until when a vote may be changed: LOCK, not once the countdown runs; CLOSE, while it takes votes.",
  })
  changeUntil(@Root() ruleSet: RuleSet): string {
    return ruleSet.rules.changeUntil;
  }

  @guard(inherited)
  @FieldResolver(() => Boolean, {
    description: "Whether the head of a delegation may replace, until the lock, what another member cast.",
  })
  headMayOverride(@Root() ruleSet: RuleSet): boolean {
    return ruleSet.rules.headMayOverride;
  }

  @guard(inherited)
  @FieldResolver(() => [String], {
    description: "Functions in a delegation (DelegateFunction) that may cast its vote.",
  })
  mayCast(@Root() ruleSet: RuleSet): readonly string[] {
    return ruleSet.rules.mayCast;
  }

  @guard(inherited)
  @FieldResolver(() => Boolean, { description: "Whether the chair may admit a delegation to an open ballot." })
  lateAdmission(@Root() ruleSet: RuleSet): boolean {
    return ruleSet.rules.lateAdmission;
  }

  @guard(inherited)
  @FieldResolver(() => Int, { description: "Seconds of the announced countdown before a ballot closes." })
  lockSeconds(@Root() ruleSet: RuleSet): number {
    return ruleSet.rules.lockSeconds;
  }

  @guard(inherited)
  @FieldResolver(() => DisclosureRuleObject, { description: "What is told of a secret ballot's tally." })
  disclosure(@Root() ruleSet: RuleSet): DisclosureRuleObject {
    return Object.assign(new DisclosureRuleObject(), ruleSet.rules.disclosure);
  }

  @guard(inherited)
  @FieldResolver(() => Int, { description: "Sponsors that a text needs before it is put to the body." })
  minimumSponsors(@Root() ruleSet: RuleSet): number {
    return ruleSet.rules.texts.minimumSponsors;
  }

  @guard(inherited)
  @FieldResolver(() => Boolean, { description: "Whether an amendment may itself be amended, once." })
  subAmendments(@Root() ruleSet: RuleSet): boolean {
    return ruleSet.rules.texts.subAmendments;
  }

  @guard(inherited)
  @FieldResolver(() => SpeakingRulesObject, { description: "How turns to speak are given." })
  speaking(@Root() ruleSet: RuleSet): SpeakingRulesObject {
    return speakingObject(ruleSet.rules.speaking);
  }

  @guard(inherited)
  @FieldResolver(() => [RuleCitation], { description: "Where single rules come from, by topic." })
  citations(@Root() ruleSet: RuleSet): RuleCitation[] {
    return Object.entries(ruleSet.rules.citations).flatMap(([topic, text]) =>
      text === undefined ? [] : [new RuleCitation(topic, text)],
    );
  }
}

import type { DecisionNowFragment } from "../../api/generated/types.js";
import { wordOf } from "../deed.js";
import { t } from "../../words/words.js";

/** The verdict as the chair reads it out. Every number in it was counted by the server. */
export function decisionSentence(decision: DecisionNowFragment, turnout: { readonly voted: number }): string {
  const outcome = wordOf("outcome", decision.outcome);
  if (decision.majority === "CONSENSUS") return t("decision.consensus", { outcome, objections: decision.objections });
  const { votesFor, votesAgainst, abstentions } = decision;
  if (votesFor === null || votesAgainst === null || abstentions === null) return t("decision.withheld", { outcome });
  const silent = Math.max(0, decision.eligible - turnout.voted);
  return t("decision.sentence", { outcome, for: votesFor, against: votesAgainst, abstain: abstentions, silent });
}

/** By which rule, and how many it took. */
export function ruleSentence({ threshold, majority }: DecisionNowFragment): string {
  const words = wordOf("majority", majority);
  return threshold === null || majority === "CONSENSUS"
    ? t("decision.byRule", { majority: words })
    : t("decision.needed", { needed: threshold, majority: words });
}

export function quorumSentence({ presentAtClose, quorumBase, quorum }: DecisionNowFragment): string {
  return t("decision.quorum", { present: presentAtClose, base: quorumBase, required: quorum });
}

import { InvalidInput } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { type BodyRules, majorityFor, type QuestionKind } from "../conference/rule-set.rules.js";
import { RuleSetForbids } from "./ballot.refusals.js";
import { BallotMode, Majority, type TallyVisibility } from "./ballot.words.js";

/** What an opener may ask for. */
export interface Asked {
  readonly mode?: BallotMode | null;
  readonly majority?: Majority | null;
  readonly tallyVisibility?: TallyVisibility | null;
  readonly firstCalledId?: string | null;
}

export interface Terms {
  readonly mode: BallotMode;
  readonly majority: Majority;
  readonly tallyVisibility: TallyVisibility;
}

/** What was asked for, completed by the rule set and held against it. */
export function settleTerms(rules: BodyRules, input: Asked, kind: QuestionKind): Terms {
  const mode = input.mode ?? (rules.mode as BallotMode);
  const majority = input.majority ?? usualMajority(rules, mode, kind);
  const tallyVisibility = input.tallyVisibility ?? (rules.tallyVisibility as TallyVisibility);
  if (!rules.modes.includes(mode))
    refuse(
      new RuleSetForbids(`The rules of this body do not allow ${mode} ballots; they allow ${rules.modes.join(", ")}.`),
    );
  // Consensus has no majority to choose: whoever may put a text for consensus may ask for none but this.
  if (mode === BallotMode.CONSENSUS ? majority !== Majority.CONSENSUS : !rules.majorities.includes(majority))
    refuse(
      new RuleSetForbids(
        `The rules of this body do not allow the majority ${majority} here; they allow ${rules.majorities.join(", ")}, and CONSENSUS in mode CONSENSUS only.`,
      ),
    );
  if (mode !== BallotMode.CONSENSUS && majority === Majority.CONSENSUS)
    refuse(
      new RuleSetForbids("CONSENSUS is a mode of its own: a ballot in which votes are cast needs another majority."),
    );
  if (input.firstCalledId != null && mode !== BallotMode.ROLL_CALL)
    refuse(new InvalidInput("firstCalledId", "Only in a roll call is somebody called first."));
  return { mode, majority, tallyVisibility };
}

/** The majority of the rule set; where a body decides by consensus only, a vote that is asked for takes the first other one. */
function usualMajority(rules: BodyRules, mode: BallotMode, kind: QuestionKind): Majority {
  if (mode === BallotMode.CONSENSUS) return Majority.CONSENSUS;
  const usual = majorityFor(rules, kind) as Majority;
  const other = (rules.majorities as Majority[]).find((one) => one !== Majority.CONSENSUS);
  return usual === Majority.CONSENSUS ? (other ?? usual) : usual;
}

import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { canonicalJson } from "../../platform/kernel/json.js";
import { ruleSetById } from "../conference/conference.loaders.js";
import { standingIn } from "../round-table/admission.policy.js";
import { Ballot } from "./ballot.entity.js";
import { countsIn } from "./ballot.loaders.js";
import { areVotesChangeable, maySeeProof, maySeeTally, seen } from "./ballot.policy.js";
import { BallotMode, Outlook } from "./ballot.words.js";
import { outlookOf } from "./outlook.rules.js";
import * as load from "./roll.loaders.js";
import { RollEntry } from "./roll.types.js";

/** Who may vote, and what can still become of it. */
@Resolver(() => Ballot)
export class BallotRollResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Outlook, {
    nullable: true,
    description:
      "What can still become of the vote, from what the viewer may see; null once the ballot takes no votes. Never flips from one verdict to the other, and tells nothing of votes that the viewer may not see.",
  })
  async outlook(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Outlook | null> {
    if (ballot.closedAt) return null;
    if (ballot.mode === BallotMode.CONSENSUS) return Outlook.OPEN;
    const { rules } = (await context.load(ruleSetById, ballot.ruleSetId))!;
    const { tally, turnout } = await countsIn(context, ballot);
    const mayKnow = maySeeTally(await standingIn(context, ballot.roundTableId), ballot);
    return outlookOf({
      majority: ballot.majority,
      members: ballot.members,
      tally: mayKnow ? tally : null,
      eligible: turnout.eligible,
      admissible: rules.lateAdmission ? Math.max(0, ballot.members - turnout.eligible) : 0,
      changeable: ballot.mode !== BallotMode.SECRET && areVotesChangeable(ballot, rules),
    });
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What was voted on as it read at the opening, in canonical JSON. Of an amendment, what it does: its SHA-256 is subjectHash. Of a text, locale and SHA-256 of each language version that subjectHash is made of. Null in ballots from before.",
  })
  subject(@Root() ballot: Ballot, @Ctx() context: Context): Promise<string | null> {
    return context.load(load.subjectOf, ballot.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [RollEntry], {
    description: "Who may vote, frozen at opening: in calling order, else by country.",
  })
  async roll(@Root() ballot: Ballot, @Ctx() context: Context): Promise<RollEntry[]> {
    return (await context.load(load.rollOfBallot, ballot.id)).map((row) => new RollEntry(row));
  }

  @guard(seen("maySeeProof", maySeeProof))
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The roll with the votes in canonical JSON, of a secret ballot with who voted: its SHA-256 is rollHash in the proof. Null while the viewer may not see that or the ballot is open.",
  })
  async provenRoll(@Root() ballot: Ballot, @Ctx() context: Context): Promise<string> {
    return canonicalJson(await context.load(load.provenRoll, ballot.id));
  }
}

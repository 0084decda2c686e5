import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited, type Policy, signedIn } from "../../platform/graphql/policy.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Amendment } from "../amendment/amendment.entity.js";
import { amendmentById } from "../amendment/amendment.loaders.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { recommendationById } from "../recommendation/recommendation.loaders.js";
import { admissionOf, standingIn } from "../round-table/admission.policy.js";
import { roundTableById } from "../round-table/round-table.loaders.js";
import { RoundTable } from "../round-table/round-table.entity.js";
import { Ballot } from "./ballot.entity.js";
import { ballotById, ballotsOf, countsIn, decisionOf, ownVotes, votesOf } from "./ballot.loaders.js";
import { maySeeDecision, maySeeOwnVote, maySeeProof, maySeeTally, maySeeVotes, seen } from "./ballot.policy.js";
import { provenRoll } from "./roll.loaders.js";
import { DecisionProofObject } from "./proof.types.js";
import { proofObject, tallyOf } from "./proof.service.js";
import { ruleSetById } from "../conference/conference.loaders.js";
import { TallyObject, TurnoutObject } from "./ballot.types.js";
import { BallotMode, BallotState, Outcome } from "./ballot.words.js";
import { Decision } from "./decision.entity.js";
import { Vote } from "./vote.entity.js";

/** Depends on whose delegation it is: never shared. */
const ofOwnDelegation: Policy<Ballot> = {
  name: "maySeeOwnVote",
  check: async (context, ballot) => maySeeOwnVote(await admissionOf(context, ballot.roundTableId), ballot),
  otherwise: "null",
};

@Resolver(() => Ballot)
export class BallotResolver {
  @guard(signedIn)
  @Query(() => Ballot, {
    nullable: true,
    description: "One ballot; null when it does not exist or the viewer is not admitted to its body.",
  })
  async ballot(
    @Arg("id", () => ID, { description: "Identifier." }) id: string,
    @Ctx() context: Context,
  ): Promise<Ballot | null> {
    const found = isUuid(id) ? await context.load(ballotById, id.toLowerCase()) : null;
    return found && (await admissionOf(context, found.roundTableId)) ? found : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => RoundTable, { description: "The body." })
  async roundTable(@Root() ballot: Ballot, @Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(roundTableById, ballot.roundTableId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Recommendation, { description: "What is voted on." })
  async recommendation(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, ballot.recommendationId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Amendment, {
    nullable: true,
    description: "The amendment that is voted on; null when it is the text as a whole.",
  })
  amendment(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Amendment | null> | null {
    return ballot.amendmentId === null ? null : context.load(amendmentById, ballot.amendmentId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Int, { description: "Number of the version that is voted on." })
  version(@Root() ballot: Ballot): number {
    return ballot.versionNumber;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => TurnoutObject, { description: "Participation so far." })
  async turnout(@Root() ballot: Ballot, @Ctx() context: Context): Promise<TurnoutObject> {
    return (await countsIn(context, ballot)).turnout;
  }

  @guard(seen("maySeeTally", maySeeTally))
  @shareable
  @FieldResolver(() => TallyObject, {
    nullable: true,
    description:
      "The votes; null while the viewer may not see them and where those of a secret ballot are withheld, never an error.",
  })
  async tally(@Root() ballot: Ballot, @Ctx() context: Context): Promise<TallyObject | null> {
    if (ballot.mode !== BallotMode.SECRET) return (await countsIn(context, ballot)).tally;
    const decision = await context.load(decisionOf, ballot.id);
    return decision && tallyOf(decision);
  }

  @guard(seen("maySeeVotes", maySeeVotes))
  @shareable
  @FieldResolver(() => [Vote], {
    nullable: true,
    description: "Who voted what, by country; null while the viewer may not see it.",
  })
  votes(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Vote[]> {
    return context.load(votesOf, ballot.id);
  }

  @guard(seen("maySeeDecision", maySeeDecision))
  @shareable
  @FieldResolver(() => Decision, {
    nullable: true,
    description: "What was decided and why; null before, and while the viewer may not see it.",
  })
  decision(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Decision | null> {
    return context.load(decisionOf, ballot.id);
  }

  @guard(ofOwnDelegation)
  @FieldResolver(() => Vote, {
    nullable: true,
    description: "The vote of the viewer's own delegation; null when it has none.",
  })
  myVote(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Vote | null> {
    return context.loadOwn(ownVotes, ballot);
  }
}

@Resolver(() => Decision)
export class DecisionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Outcome, {
    description: "The outcome, computed by the server; ANNULLED once the ballot was declared void.",
  })
  async outcome(@Root() decision: Decision, @Ctx() context: Context): Promise<Outcome> {
    const ballot = await context.load(ballotById, decision.ballotId);
    return ballot?.state === BallotState.ANNULLED ? Outcome.ANNULLED : decision.outcome;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Int, { description: "Delegations of which the quorum is a share." })
  quorumBase(@Root() decision: Decision): number {
    return decision.quorumBase ?? decision.members;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => DecisionProofObject, {
    nullable: true,
    description:
      "Everything that it rests on, for whoever wants to check; null while the viewer may not see the votes.",
  })
  async proof(@Root() decision: Decision, @Ctx() context: Context): Promise<DecisionProofObject | null> {
    const ballot = (await context.load(ballotById, decision.ballotId))!;
    if (!maySeeProof(await standingIn(context, ballot.roundTableId), ballot)) return null;
    const ruleSet = (await context.load(ruleSetById, ballot.ruleSetId))!;
    return proofObject(ballot, decision, ruleSet, await context.load(provenRoll, ballot.id));
  }
}

@Resolver(() => Vote)
export class VoteResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "Whose vote it is." })
  async delegation(@Root() vote: Vote, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, vote.delegationId))!;
  }
}

/** What this word adds to recommendations. */
@Resolver(() => Recommendation)
export class RecommendationBallotsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => [Ballot], { description: "Ballots on it and on amendments to it, oldest first." })
  ballots(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<Ballot[]> {
    return context.load(ballotsOf, recommendation.id);
  }
}

/** What this word adds to amendments. */
@Resolver(() => Amendment)
export class AmendmentBallotsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => [Ballot], { description: "Ballots on it, oldest first." })
  async ballots(@Root() amendment: Amendment, @Ctx() context: Context): Promise<Ballot[]> {
    const all = await context.load(ballotsOf, amendment.recommendationId);
    return all.filter(({ amendmentId }) => amendmentId === amendment.id);
  }
}

import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { canonicalJson } from "../../platform/kernel/json.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { participationById, ruleSetById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegateById, delegationById } from "../delegation/delegation.loaders.js";
import { standingIn } from "../round-table/admission.policy.js";
import { Ballot } from "./ballot.entity.js";
import { ballotById, countsIn } from "./ballot.loaders.js";
import {
  areVotesChangeable,
  maySeeDecision,
  maySeeProposals,
  maySeeTally,
  maySeeVotes,
  seen,
} from "./ballot.policy.js";
import { BallotMode, Outlook } from "./ballot.words.js";
import type { BallotCall } from "./conduct.entity.js";
import { Annulment, ConsensusObjection, ReadIn, VoteIntention } from "./conduct.entity.js";
import * as load from "./conduct.loaders.js";
import { outlookOf } from "./outlook.rules.js";
import type { BallotEligibility } from "./vote.entity.js";

@ObjectType({ description: "A delegation's place on the roll of a ballot, frozen when it was opened." })
@guard(inherited)
@shareable
export class RollEntry {
  @Field(() => Boolean, { description: "Whether it was present when the ballot was opened." })
  presentAtOpen: boolean;
  @Field(() => Boolean, { nullable: true, description: "Whether it was present at the close; null before." })
  presentAtClose: boolean | null;
  @Field(() => Int, { nullable: true, description: "Place in the roll call, from 1; null in other modes." })
  callOrder: number | null;
  @Field(() => Date, {
    nullable: true,
    description: "When the chair admitted it to the open ballot; null for those on the roll from the opening.",
  })
  admittedAt: Date | null;
  private readonly delegationId: string;
  constructor(row: BallotEligibility) {
    this.presentAtOpen = row.presentAtOpen;
    this.presentAtClose = row.presentAtClose;
    this.callOrder = row.callOrder;
    this.admittedAt = row.admittedAt;
    this.delegationId = row.delegationId;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.delegationId))!;
  }
}

@ObjectType({ description: "A call of a delegation in a roll call." })
@guard(inherited)
@shareable
export class RollCallEntry {
  @Field(() => Int, { description: "Number of the call, from 1." })
  number: number;
  @Field(() => Date, { description: "When it was called." })
  calledAt: Date;
  private readonly delegationId: string;
  constructor(row: BallotCall) {
    this.number = row.number;
    this.calledAt = row.calledAt;
    this.delegationId = row.delegationId;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.delegationId))!;
  }
}

/** What the conduct of a ballot adds to it. */
@Resolver(() => Ballot)
export class BallotConductResolver {
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
      changeable: areVotesChangeable(ballot, rules),
    });
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [RollEntry], {
    description: "Who may vote, frozen at opening: in calling order, else by country.",
  })
  async roll(@Root() ballot: Ballot, @Ctx() context: Context): Promise<RollEntry[]> {
    return (await context.load(load.rollOfBallot, ballot.id)).map((row) => new RollEntry(row));
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [RollCallEntry], {
    description: "Who was called in a roll call, in order; the last one is being called.",
  })
  async calls(@Root() ballot: Ballot, @Ctx() context: Context): Promise<RollCallEntry[]> {
    return (await context.load(load.callsOf, ballot.id)).map((row) => new RollCallEntry(row));
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [ConsensusObjection], {
    description: "Objections to a consensus; made in the room, so everybody admitted sees them.",
  })
  objections(@Root() ballot: Ballot, @Ctx() context: Context): Promise<ConsensusObjection[]> {
    return context.load(load.objectionsOf, ballot.id);
  }

  @guard(seen("maySeeProposals", maySeeProposals))
  @shareable
  @FieldResolver(() => [ReadIn], {
    nullable: true,
    description: "Votes that were noted for confirmation, for those who conduct the ballot; null for others.",
  })
  readIns(@Root() ballot: Ballot, @Ctx() context: Context): Promise<ReadIn[]> {
    return context.load(load.readInsOf, ballot.id);
  }

  @guard(seen("maySeeVotes", maySeeVotes))
  @shareable
  @FieldResolver(() => [VoteIntention], {
    nullable: true,
    description: "What delegations said after the close that they meant; null while the viewer may not see the votes.",
  })
  intentions(@Root() ballot: Ballot, @Ctx() context: Context): Promise<VoteIntention[]> {
    return context.load(load.intentionsOf, ballot.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Annulment, {
    nullable: true,
    description: "Its annulment; while only proposed, for those who conduct the ballot. Null otherwise.",
  })
  async annulment(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Annulment | null> {
    const annulment = await context.load(load.annulmentOf, ballot.id);
    const isShown = annulment?.confirmedAt || maySeeProposals(await standingIn(context, ballot.roundTableId));
    return isShown ? annulment : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Ballot, {
    nullable: true,
    description: "The annulled ballot that this one is held in place of.",
  })
  supersedes(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Ballot | null> | null {
    return ballot.supersedesId === null ? null : context.load(ballotById, ballot.supersedesId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Ballot, {
    nullable: true,
    description: "The ballot that is held in place of this annulled one.",
  })
  supersededBy(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Ballot | null> {
    return context.load(load.superseding, ballot.id);
  }

  @guard(
    seen("maySeeDecisionRoll", (standing, ballot) => maySeeDecision(standing, ballot) && maySeeVotes(standing, ballot)),
  )
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The roll with the votes in canonical JSON: its SHA-256 is rollHash in the proof. Null while the viewer may not see the votes or the ballot is open.",
  })
  async provenRoll(@Root() ballot: Ballot, @Ctx() context: Context): Promise<string> {
    return canonicalJson(await context.load(load.provenRoll, ballot.id));
  }
}

@Resolver(() => ConsensusObjection)
export class ConsensusObjectionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "Who objected." })
  async delegation(@Root() row: ConsensusObjection, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, row.delegationId))!;
  }
}

@Resolver(() => VoteIntention)
export class VoteIntentionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "Whose intention it is." })
  async delegation(@Root() row: VoteIntention, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, row.delegationId))!;
  }
}

@Resolver(() => Annulment)
export class AnnulmentResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "Who proposed it." })
  async proposedBy(@Root() annulment: Annulment, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, annulment.proposedById))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { nullable: true, description: "Who confirmed it; null while it is proposed." })
  confirmedBy(@Root() annulment: Annulment, @Ctx() context: Context): Promise<Participation | null> | null {
    return annulment.confirmedById === null ? null : context.load(participationById, annulment.confirmedById);
  }
}

@Resolver(() => ReadIn)
export class ReadInResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "Who noted it; somebody else confirms." })
  async proposedBy(@Root() readIn: ReadIn, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, readIn.proposedById))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { nullable: true, description: "Who confirmed it; null before." })
  confirmedBy(@Root() readIn: ReadIn, @Ctx() context: Context): Promise<Participation | null> | null {
    return readIn.confirmedById === null ? null : context.load(participationById, readIn.confirmedById);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegate, { description: "Who said it in the room." })
  async delegate(@Root() readIn: ReadIn, @Ctx() context: Context): Promise<Delegate> {
    return (await context.load(delegateById, readIn.delegateId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "Whose vote it is." })
  async delegation(@Root() row: ReadIn, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, row.delegationId))!;
  }
}

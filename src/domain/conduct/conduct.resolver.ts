import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { participationById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegateById, delegationById } from "../delegation/delegation.loaders.js";
import { standingIn } from "../round-table/admission.policy.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { ballotById } from "../ballot/ballot.loaders.js";
import { maySeeProposals, maySeeVotes, seen } from "../ballot/ballot.policy.js";
import type { BallotCall } from "./conduct.entity.js";
import { Annulment, ConsensusObjection, ReadIn, VoteIntention } from "./conduct.entity.js";
import * as load from "./conduct.loaders.js";

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

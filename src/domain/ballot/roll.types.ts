import { Ctx, Field, Int, ObjectType } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { standingIn } from "../round-table/admission.policy.js";
import { Ballot } from "./ballot.entity.js";
import { ballotById } from "./ballot.loaders.js";
import { maySeeVotes, maySeeWhoVoted } from "./ballot.policy.js";
import { onRoll, voteOf } from "./roll.loaders.js";
import { type BallotEligibility, Vote } from "./vote.entity.js";

@ObjectType({
  description:
    "A delegation's place on the roll of a ballot, frozen when it was opened. Ballot and delegation together identify it.",
})
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
  private readonly ballotId: string;
  private readonly delegationId: string;
  constructor(row: BallotEligibility) {
    this.presentAtOpen = row.presentAtOpen;
    this.presentAtClose = row.presentAtClose;
    this.callOrder = row.callOrder;
    this.admittedAt = row.admittedAt;
    this.ballotId = row.ballotId;
    this.delegationId = row.delegationId;
  }

  @Field(() => Ballot, { description: "The ballot." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.ballotId))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.delegationId))!;
  }

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether it has voted, however it voted: for those who conduct the ballot at any time, for others where they may see the votes. Null for whoever may not know, and for everybody in a secret ballot.",
  })
  async hasVoted(@Ctx() context: Context): Promise<boolean | null> {
    const ballot = await this.ballot(context);
    const mayKnow = maySeeWhoVoted(await standingIn(context, ballot.roundTableId), ballot);
    return mayKnow ? (await this.recorded(context)) !== null : null;
  }

  @Field(() => Vote, {
    nullable: true,
    description: "Its vote; null while it has none, and while the viewer may not see the votes.",
  })
  async vote(@Ctx() context: Context): Promise<Vote | null> {
    const ballot = await this.ballot(context);
    return maySeeVotes(await standingIn(context, ballot.roundTableId), ballot) ? this.recorded(context) : null;
  }

  private recorded(context: Context): Promise<Vote | null> {
    return context.load(voteOf, onRoll(this.ballotId, this.delegationId));
  }
}

import { Ctx, Field, Int } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { Ballot } from "../ballot/ballot.entity.js";
import * as ballots from "../ballot/ballot.events.js";
import * as conduct from "../conduct/conduct.events.js";
import { ballotById } from "../ballot/ballot.loaders.js";
import { maySeeProposals } from "../ballot/ballot.policy.js";
import { RollEntry } from "../ballot/roll.types.js";
import { TurnoutObject } from "../ballot/ballot.types.js";
import { ReadIn } from "../conduct/conduct.entity.js";
import { readInById } from "../conduct/conduct.loaders.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { standingIn } from "../round-table/admission.policy.js";
import { entryOn } from "./visible.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(ballots.BALLOT_LOCKING, "The close of a ballot is announced; the countdown runs.")
export class BallotLockingEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => Int, { description: "Length of the countdown in seconds." })
  seconds(): number {
    return Number(this.event.body["seconds"]);
  }

  @Field(() => Date, { description: "When it closes, by the database clock." })
  closesAt(): Date {
    return new Date(this.id("closesAt"));
  }
}

@eventType(conduct.DELEGATION_CALLED, "A delegation is called in a roll call; it votes now.")
export class DelegationCalledEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => Int, { description: "Number of the call, from 1." })
  number(): number {
    return Number(this.event.body["number"]);
  }
}

@eventType(conduct.CONSENSUS_OBJECTED, "A delegation objected to a consensus. The close of the ballot follows.")
export class ConsensusObjectedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }
}

@eventType(conduct.ADMITTED_TO_BALLOT, "The chair admitted a delegation to an open ballot.")
export class AdmittedToBallotEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => TurnoutObject, { description: "Participation, as of this event." })
  turnout(): TurnoutObject {
    return this.event.body["turnout"] as unknown as TurnoutObject;
  }

  @Field(() => RollEntry, { nullable: true, description: "Its place on the roll, as of now." })
  entry(@Ctx() context: Context): Promise<RollEntry | null> {
    return entryOn(context, this.id("ballotId"), this.id("delegationId"));
  }
}

@eventType(
  conduct.READ_IN_PROPOSED,
  "A vote that was said in the room was noted; it counts once a second person confirms it.",
)
export class ReadInProposedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => ReadIn, {
    nullable: true,
    description: "The note, as of now, for those who conduct the ballot; null for others.",
  })
  async readIn(@Ctx() context: Context): Promise<ReadIn | null> {
    const ballot = (await context.load(ballotById, this.id("ballotId")))!;
    const may = maySeeProposals(await standingIn(context, ballot.roundTableId));
    return may ? context.load(readInById, this.id("readInId")) : null;
  }
}

@eventType(conduct.READ_IN_REJECTED, "A vote that was noted was rejected; it counts for nothing.")
export class ReadInRejectedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => ReadIn, {
    nullable: true,
    description: "The note, as of now, for those who conduct the ballot; null for others.",
  })
  async readIn(@Ctx() context: Context): Promise<ReadIn | null> {
    const ballot = (await context.load(ballotById, this.id("ballotId")))!;
    const may = maySeeProposals(await standingIn(context, ballot.roundTableId));
    return may ? context.load(readInById, this.id("readInId")) : null;
  }
}

@eventType(conduct.VOTE_INTENTION_RECORDED, "A delegation said after the close how it had meant to vote.")
export class VoteIntentionRecordedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }
}

@eventType(
  conduct.ANNULMENT_PROPOSED,
  "Somebody proposed to annul a ballot; another person must confirm it. Why is told to those who conduct the ballot, in `ballot.annulment`.",
)
export class AnnulmentProposedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }
}

@eventType(conduct.ANNULMENT_WITHDRAWN, "A proposal to annul a ballot was taken back.")
export class AnnulmentWithdrawnEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }
}

@eventType(
  conduct.BALLOT_ANNULLED,
  "A ballot was declared void by two persons; what was voted on is before the body again.",
)
export class BallotAnnulledEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => String, { description: "Why." })
  reason(): string {
    return this.id("reason");
  }
}

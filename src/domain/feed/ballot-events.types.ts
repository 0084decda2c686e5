import { Ctx, Field } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { ballotById } from "../ballot/ballot.loaders.js";
import { SealFault } from "../ballot/ballot.words.js";
import { TallyObject, TurnoutObject } from "../ballot/ballot.types.js";
import { RollEntry } from "../ballot/roll.types.js";
import { visibleTally, visibleVoter } from "./visible.js";
import * as ballots from "../ballot/ballot.events.js";
import * as secrets from "../secret/secret.events.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(ballots.BALLOT_OPENED, "A ballot takes votes.")
export class BallotOpenedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }
}

@eventType(ballots.VOTE_CAST, "A delegation voted.")
export class VoteCastEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => TurnoutObject, { description: "Participation, as of this event." })
  turnout(): TurnoutObject {
    return this.event.body["turnout"] as unknown as TurnoutObject;
  }

  @Field(() => TallyObject, {
    nullable: true,
    description: "The votes, as of this event; null while the viewer may not see them.",
  })
  tally(@Ctx() context: Context): Promise<TallyObject | null> {
    return visibleTally(context, this.id("ballotId"), this.event.body["tally"] as unknown as TallyObject);
  }

  @Field(() => RollEntry, {
    nullable: true,
    description: "Who voted, as of now; null for whoever may not know.",
  })
  entry(@Ctx() context: Context): Promise<RollEntry | null> {
    return visibleVoter(context, this.id("ballotId"), this.id("delegationId"));
  }
}

@eventType(ballots.VOTE_CHANGED, "A delegation changed its vote.")
export class VoteChangedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => TurnoutObject, { description: "Participation, as of this event." })
  turnout(): TurnoutObject {
    return this.event.body["turnout"] as unknown as TurnoutObject;
  }

  @Field(() => TallyObject, {
    nullable: true,
    description: "The votes, as of this event; null while the viewer may not see them.",
  })
  tally(@Ctx() context: Context): Promise<TallyObject | null> {
    return visibleTally(context, this.id("ballotId"), this.event.body["tally"] as unknown as TallyObject);
  }

  @Field(() => RollEntry, {
    nullable: true,
    description: "Who voted, as of now; null for whoever may not know.",
  })
  entry(@Ctx() context: Context): Promise<RollEntry | null> {
    return visibleVoter(context, this.id("ballotId"), this.id("delegationId"));
  }
}

@eventType(
  secrets.TURNOUT_CHANGED,
  "Delegations voted in a secret ballot: told in steps, and once all have, so that nobody's paper stands alone.",
)
export class TurnoutChangedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => TurnoutObject, { description: "Participation, as of this event." })
  turnout(): TurnoutObject {
    return this.event.body["turnout"] as unknown as TurnoutObject;
  }
}

@eventType(secrets.SEAL_FAULT_FOUND, "A secret ballot can take no paper, or could not be counted; it is still open.")
export class SealFaultFoundEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => SealFault, { description: "What is wrong." })
  fault(): SealFault {
    return this.event.body["fault"] as SealFault;
  }
}

@eventType(secrets.SEAL_FAULT_GONE, "What was wrong with a secret ballot was put right: it takes papers again.")
export class SealFaultGoneEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }
}

@eventType(ballots.BALLOT_CLOSED, "A ballot was closed, counted and decided.")
export class BallotClosedEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }
}

@eventType(ballots.BALLOT_CANCELLED, "A ballot ended without a count.")
export class BallotCancelledEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }

  @Field(() => String, { description: "Why." })
  reason(): string {
    return this.id("reason");
  }
}

@eventType(ballots.DECISION_DECLARED, "The chair declared the decision of a ballot.")
export class DecisionDeclaredEvent extends RoundTableEvent {
  @Field(() => Ballot, { description: "The ballot, as of now." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.id("ballotId")))!;
  }
}

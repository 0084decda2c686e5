import { Field } from "type-graphql";
import {
  IdempotencyConflict,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  StaleVersion,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { NotPresent, RoundTableNotOpen } from "../round-table/round-table.refusals.js";
import { Ballot } from "../ballot/ballot.entity.js";
import * as refusals from "../ballot/ballot.refusals.js";
import { SecondPersonNeeded } from "./conduct.refusals.js";
import { ReadIn } from "./conduct.entity.js";

@successType("The objection is recorded, and the ballot has ended with it.")
export class ObjectToConsensusSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The next delegation is called.")
export class CallNextDelegationSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The delegation is on the roll of the ballot.")
export class AdmitToBallotSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The vote is noted; it counts when another person confirms it.")
export class ProposeReadInSuccess {
  @Field(() => ReadIn, { description: "The note." })
  readIn: ReadIn;
  constructor(readIn: ReadIn) {
    this.readIn = readIn;
  }
}

@successType("The vote is recorded and counted.")
export class ConfirmReadInSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The note counts for nothing.")
export class RejectReadInSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The intention stands beside the votes.")
export class RecordVoteIntentionSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The annulment is proposed; another person must confirm it.")
export class ProposeAnnulmentSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("Nobody proposes to annul the ballot any more.")
export class WithdrawAnnulmentSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The ballot is annulled.")
export class ConfirmAnnulmentSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

export const ObjectToConsensusResult = resultOf("objectToConsensus", ObjectToConsensusSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  refusals.BallotClosed,
  NotPresent,
]);
export const CallNextDelegationResult = resultOf("callNextDelegation", CallNextDelegationSuccess, [
  StaleVersion,
  NotFound,
  NotEntitled,
  InvalidState,
  refusals.BallotClosed,
]);
export const AdmitToBallotResult = resultOf("admitToBallot", AdmitToBallotSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  refusals.BallotClosed,
  refusals.RuleSetForbids,
]);
export const ProposeReadInResult = resultOf("proposeReadIn", ProposeReadInSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  refusals.BallotClosed,
  RoundTableNotOpen,
  NotPresent,
  refusals.AlreadyVoted,
  refusals.VotesNotTaken,
  refusals.NotCalled,
  IdempotencyConflict,
]);
export const ConfirmReadInResult = resultOf("confirmReadIn", ConfirmReadInSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  refusals.BallotClosed,
  RoundTableNotOpen,
  NotPresent,
  refusals.AlreadyVoted,
  refusals.VotesNotTaken,
  refusals.NotCalled,
  SecondPersonNeeded,
]);
export const RejectReadInResult = resultOf("rejectReadIn", RejectReadInSuccess, [NotFound, NotEntitled, InvalidState]);
export const RecordVoteIntentionResult = resultOf("recordVoteIntention", RecordVoteIntentionSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
]);
export const ProposeAnnulmentResult = resultOf("proposeAnnulment", ProposeAnnulmentSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
]);
export const WithdrawAnnulmentResult = resultOf("withdrawAnnulment", WithdrawAnnulmentSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const ConfirmAnnulmentResult = resultOf("confirmAnnulment", ConfirmAnnulmentSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  SecondPersonNeeded,
]);

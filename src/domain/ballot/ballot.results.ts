import { Field } from "type-graphql";
import {
  IdempotencyConflict,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import {
  AgendaItemNotUnderDiscussion,
  NotPresent,
  QuorumNotMet,
  RoundTableNotOpen,
} from "../round-table/round-table.refusals.js";
import { TooFewSponsors } from "../recommendation/recommendation.refusals.js";
import { Ballot } from "./ballot.entity.js";
import type { Opened } from "./ballot-opening.service.js";
import * as refusals from "./ballot.refusals.js";
import { withCounts } from "./ballot.loaders.js";
import type { Cast } from "./taking.service.js";

@successType("The ballot takes votes.")
export class OpenBallotSuccess {
  @Field(() => Ballot, { description: "The ballot." })
  ballot: Ballot;
  @Field(() => [String], {
    description:
      "What the chair should know, for example that another amendment comes first in the voting order (English).",
  })
  warnings: readonly string[];
  constructor({ ballot, warnings }: Opened) {
    this.ballot = ballot;
    this.warnings = warnings;
  }
}

@successType("The vote is recorded and counted.")
export class CastVoteSuccess {
  @Field(() => Date, { nullable: true, description: "When the vote was recorded." })
  castAt: Date | null;
  @Field(() => Ballot, { description: "The ballot, with the vote counted." })
  ballot: Ballot;
  constructor(cast: Cast) {
    this.castAt = cast.castAt;
    this.ballot = withCounts(cast.ballot, cast.counts);
  }
}

@successType("The new vote is recorded and counted in place of the earlier one.")
export class ChangeVoteSuccess {
  @Field(() => Date, { nullable: true, description: "When the vote was recorded." })
  castAt: Date | null;
  @Field(() => Ballot, { description: "The ballot, with the vote counted." })
  ballot: Ballot;
  constructor(cast: Cast) {
    this.castAt = cast.castAt;
    this.ballot = withCounts(cast.ballot, cast.counts);
  }
}

@successType("The close of the ballot is announced.")
export class LockBallotSuccess {
  @Field(() => Ballot, { description: "The ballot, as it is now." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The ballot is closed, counted and decided.")
export class CloseBallotSuccess {
  @Field(() => Ballot, { description: "The ballot." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The ballot ended without a count.")
export class CancelBallotSuccess {
  @Field(() => Ballot, { description: "The ballot." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

@successType("The decision is declared.")
export class DeclareDecisionSuccess {
  @Field(() => Ballot, { description: "The ballot." })
  ballot: Ballot;
  constructor(ballot: Ballot) {
    this.ballot = ballot;
  }
}

export const OpenBallotResult = resultOf("openBallot", OpenBallotSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  RoundTableNotOpen,
  AgendaItemNotUnderDiscussion,
  refusals.BallotAlreadyOpen,
  QuorumNotMet,
  refusals.LanguageGateClosed,
  refusals.RuleSetForbids,
  refusals.ModeNotAvailable,
  TooFewSponsors,
  IdempotencyConflict,
]);
export const CastVoteResult = resultOf("castVote", CastVoteSuccess, [
  NotFound,
  NotEntitled,
  NotPresent,
  InvalidInput,
  RoundTableNotOpen,
  refusals.BallotClosed,
  refusals.AlreadyVoted,
  refusals.ModeMismatch,
  refusals.VotesNotTaken,
  refusals.NotCalled,
  IdempotencyConflict,
]);
export const ChangeVoteResult = resultOf("changeVote", ChangeVoteSuccess, [
  NotFound,
  NotEntitled,
  NotPresent,
  InvalidInput,
  InvalidState,
  refusals.VotesNotTaken,
  RoundTableNotOpen,
  refusals.BallotClosed,
  refusals.ModeMismatch,
  IdempotencyConflict,
]);
export const CloseBallotResult = resultOf("closeBallot", CloseBallotSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  refusals.BallotClosed,
  refusals.BallotSealFaulty,
]);
export const CancelBallotResult = resultOf("cancelBallot", CancelBallotSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  refusals.BallotClosed,
]);
export const DeclareDecisionResult = resultOf("declareDecision", DeclareDecisionSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const LockBallotResult = resultOf("lockBallot", LockBallotSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  refusals.BallotClosed,
]);

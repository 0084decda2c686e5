import { Field, ID, InputType, Int } from "type-graphql";
import { BallotMode, Majority, TallyVisibility, VoteChoice } from "./ballot.words.js";

@InputType({ description: "Opening a ballot. What is omitted follows the conference's rule set." })
export class OpenBallotInput {
  @Field(() => ID, {
    description: "The recommendation, PROPOSED or UNDER_CONSIDERATION, of the item under discussion.",
  })
  recommendationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "An amendment to it, IN_ORDER, to be voted on instead of the text as a whole.",
  })
  amendmentId?: string | null;

  @Field(() => BallotMode, { nullable: true, description: "How votes are given." })
  mode?: BallotMode | null;

  @Field(() => Majority, { nullable: true, description: "What adopts." })
  majority?: Majority | null;

  @Field(() => TallyVisibility, { nullable: true, description: "What the body sees while it is open." })
  tallyVisibility?: TallyVisibility | null;

  @Field(() => Date, {
    nullable: true,
    description: "When it closes by itself, by the database clock; the chair closes it when omitted.",
  })
  closesAt?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: "The delegation that a roll call begins with; drawn by lot when omitted.",
  })
  firstCalledId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The question as read out, up to 500 characters; made from symbol and title when omitted.",
  })
  question?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Casting a vote." })
export class CastVoteInput {
  @Field(() => ID, { description: "The ballot." })
  ballotId!: string;

  @Field(() => VoteChoice, { description: "The choice." })
  choice!: VoteChoice;

  @Field(() => BallotMode, {
    nullable: true,
    description: "The mode the voter was shown; ModeMismatch when the ballot's differs.",
  })
  expectedMode?: BallotMode | null;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: with it, the same cast may be sent again and again and counts once.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Changing a vote." })
export class ChangeVoteInput extends CastVoteInput {}

@InputType({ description: "Announcing the close of a ballot." })
export class LockBallotInput {
  @Field(() => ID, { description: "The ballot, OPEN." })
  ballotId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "Length of the countdown in seconds, 3 to 600; the rule set's when omitted.",
  })
  seconds?: number | null;
}

@InputType({ description: "Closing a ballot." })
export class CloseBallotInput {
  @Field(() => ID, { description: "The ballot, taking votes." })
  ballotId!: string;
}

@InputType({ description: "Cancelling a ballot." })
export class CancelBallotInput {
  @Field(() => ID, { description: "The ballot, taking votes." })
  ballotId!: string;

  @Field(() => String, { description: "Why, for the body; up to 500 characters." })
  reason!: string;
}

@InputType({ description: "Declaring a decision." })
export class DeclareDecisionInput {
  @Field(() => ID, { description: "The ballot, CLOSED." })
  ballotId!: string;
}

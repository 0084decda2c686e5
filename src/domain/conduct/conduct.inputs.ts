import { Field, ID, InputType, Int } from "type-graphql";
import { VoteChoice } from "../ballot/ballot.words.js";

@InputType({ description: "Objecting to a consensus." })
export class ObjectToConsensusInput {
  @Field(() => ID, { description: "The ballot, in mode CONSENSUS." })
  ballotId!: string;

  @Field(() => String, { nullable: true, description: "Why, for the record; up to 2,000 characters." })
  reason?: string | null;
}

@InputType({ description: "Calling the next delegation of a roll call." })
export class CallNextDelegationInput {
  @Field(() => ID, { description: "The ballot, in mode ROLL_CALL." })
  ballotId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Number of the last call that the chair was shown, 0 before the first: sent twice, only one delegation is called; StaleVersion when another was called since.",
  })
  lastCall?: number | null;
}

@InputType({ description: "Admitting a delegation to an open ballot." })
export class AdmitToBallotInput {
  @Field(() => ID, { description: "The ballot, taking votes." })
  ballotId!: string;

  @Field(() => ID, { description: "The delegation, seated in the body." })
  delegationId!: string;
}

@InputType({ description: "Noting a vote that was said in the room." })
export class ProposeReadInInput {
  @Field(() => ID, { description: "The ballot, taking votes by name." })
  ballotId!: string;

  @Field(() => ID, { description: "The delegate who said it, checked in." })
  delegateId!: string;

  @Field(() => VoteChoice, { description: "The choice that was said." })
  choice!: VoteChoice;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Confirming a vote that another person noted." })
export class ConfirmReadInInput {
  @Field(() => ID, { description: "The note." })
  readInId!: string;
}

@InputType({ description: "Rejecting a vote that was noted." })
export class RejectReadInInput {
  @Field(() => ID, { description: "The note." })
  readInId!: string;
}

@InputType({ description: "Recording, after the close, how a delegation meant to vote." })
export class RecordVoteIntentionInput {
  @Field(() => ID, { description: "The ballot, CLOSED or DECLARED, in which votes were cast by name." })
  ballotId!: string;

  @Field(() => VoteChoice, { description: "How it meant to vote." })
  choice!: VoteChoice;

  @Field(() => String, { nullable: true, description: "In its own words; up to 2,000 characters." })
  statement?: string | null;
}

@InputType({ description: "Proposing to annul a ballot." })
export class ProposeAnnulmentInput {
  @Field(() => ID, { description: "The ballot, CLOSED or DECLARED." })
  ballotId!: string;

  @Field(() => String, { description: "Why, for the body; up to 500 characters." })
  reason!: string;
}

@InputType({ description: "Taking back a proposal to annul a ballot." })
export class WithdrawAnnulmentInput {
  @Field(() => ID, { description: "The ballot whose annulment is proposed." })
  ballotId!: string;
}

@InputType({ description: "Confirming the annulment of a ballot." })
export class ConfirmAnnulmentInput {
  @Field(() => ID, { description: "The ballot whose annulment is proposed." })
  ballotId!: string;
}

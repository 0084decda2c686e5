import { Field, ID, InputType, Int } from "type-graphql";
import { InterventionKind } from "./speaking.words.js";

@InputType({ description: "Opening a speakers' list." })
export class OpenSpeakersListInput {
  @Field(() => ID, { description: "The agenda item." })
  agendaItemId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "Seconds for a statement or question, 1 to 3600; as before, or as the rule set says, when omitted.",
  })
  seconds?: number | null;
}

@InputType({ description: "Closing a speakers' list." })
export class CloseSpeakersListInput {
  @Field(() => ID, { description: "The agenda item." })
  agendaItemId!: string;
}

@InputType({ description: "Asking for the floor." })
export class RequestFloorInput {
  @Field(() => ID, { description: "On what." })
  agendaItemId!: string;

  @Field(() => InterventionKind, { description: "What for." })
  kind!: InterventionKind;

  @Field(() => ID, { nullable: true, description: "The text, for an EXPLANATION_OF_VOTE_BEFORE." })
  recommendationId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The ballot, for an EXPLANATION_OF_VOTE_AFTER or a POINT_OF_ORDER about a vote under way.",
  })
  ballotId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Taking back a request for the floor." })
export class WithdrawRequestInput {
  @Field(() => ID, { description: "The intervention, not begun; or a point of order, not ruled on." })
  interventionId!: string;
}

@InputType({ description: "Calling a speaker." })
export class CallSpeakerInput {
  @Field(() => ID, { description: "The agenda item, UNDER_DISCUSSION." })
  agendaItemId!: string;

  @Field(() => ID, { nullable: true, description: "Whom; the next of the list when omitted." })
  interventionId?: string | null;
}

@InputType({ description: "Starting the clock of whoever was called." })
export class StartSpeakingInput {
  @Field(() => ID, { description: "The intervention, CALLED." })
  interventionId!: string;
}

@InputType({ description: "Stopping the clock." })
export class PauseSpeakerInput {
  @Field(() => ID, { description: "The intervention, SPEAKING." })
  interventionId!: string;
}

@InputType({ description: "Letting the clock run on." })
export class ResumeSpeakerInput {
  @Field(() => ID, { description: "The intervention, PAUSED." })
  interventionId!: string;
}

@InputType({ description: "Ending a turn." })
export class EndSpeechInput {
  @Field(() => ID, { description: "The intervention, SPEAKING or PAUSED." })
  interventionId!: string;
}

@InputType({ description: "Passing somebody over." })
export class SkipSpeakerInput {
  @Field(() => ID, { description: "The intervention, QUEUED or CALLED." })
  interventionId!: string;
}

@InputType({ description: "Giving more time." })
export class ExtendTimeInput {
  @Field(() => ID, { description: "The intervention, with a limit and not ended." })
  interventionId!: string;

  @Field(() => Int, { description: "Seconds more, 1 to 3600." })
  seconds!: number;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Ruling on a point of order." })
export class RuleOnPointOfOrderInput {
  @Field(() => ID, { description: "The point of order." })
  interventionId!: string;

  @Field(() => Boolean, { description: "Whether it is upheld." })
  isUpheld!: boolean;

  @Field(() => String, { description: "The ruling, up to 1,000 characters." })
  ruling!: string;
}

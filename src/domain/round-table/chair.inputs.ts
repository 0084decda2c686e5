import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Taking the chair." })
export class TakeChairInput {
  @Field(() => ID, { description: "The body, with no ballot open." })
  roundTableId!: string;
}

@InputType({ description: "Handing over the chair." })
export class HandOverChairInput {
  @Field(() => ID, { description: "The body, with no ballot open." })
  roundTableId!: string;

  @Field(() => ID, { description: "The appointment of its facilitator or of a vice-chair." })
  appointmentId!: string;
}

@InputType({ description: "What was heard when a delegation was called." })
export class RollCallEntryInput {
  @Field(() => ID, { description: "The delegation, seated in the body." })
  delegationId!: string;

  @Field(() => Boolean, { description: "Whether it is there." })
  isPresent!: boolean;

  @Field(() => String, { nullable: true, description: "A remark, up to 200 characters." })
  note?: string | null;
}

@InputType({ description: "Calling the roll of presence." })
export class CallTheRollInput {
  @Field(() => ID, { description: "The body." })
  roundTableId!: string;

  @Field(() => [RollCallEntryInput], {
    description: "Each delegation that was called, 1 to 400; those not named keep the presence they have.",
  })
  entries!: RollCallEntryInput[];

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Casting a vote in a secret ballot." })
export class CastSecretVoteInput {
  @Field(() => ID, { description: "The ballot, SECRET." })
  ballotId!: string;

  @Field(() => ID, {
    description: "The option, one of Ballot.options: an id, so that a request has one length whatever is chosen.",
  })
  optionId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Idempotency key, random: the same key again is answered with the same receipt, whatever the option. Never put the choice into it.",
  })
  clientMutationId?: string | null;
}

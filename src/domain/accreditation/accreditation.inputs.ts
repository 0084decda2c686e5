import { Field, ID, InputType } from "type-graphql";
import { CredentialsRuling } from "../delegation/credential-decision.entity.js";
import { DelegateFunction } from "../delegation/delegate.entity.js";
import { Credentials } from "../delegation/delegation.entity.js";

@InputType({ description: "Deciding on credentials." })
export class DecideCredentialsInput {
  @Field(() => ID, { description: "The delegation." })
  delegationId!: string;

  @Field(() => CredentialsRuling, { description: "What is decided." })
  decision!: CredentialsRuling;

  @Field(() => String, { description: "Why, up to 1,000 characters." })
  reason!: string;

  @Field(() => Credentials, {
    nullable: true,
    description: "The credentials that the officer was shown; refused when somebody decided in the meantime.",
  })
  expectedCredentials?: Credentials | null;
}

@InputType({ description: "Suspending the voting rights of a delegation." })
export class SuspendVotingRightsInput {
  @Field(() => ID, { description: "The delegation, a member." })
  delegationId!: string;

  @Field(() => String, { description: "Why, up to 1,000 characters." })
  reason!: string;
}

@InputType({ description: "Restoring the voting rights of a delegation." })
export class RestoreVotingRightsInput {
  @Field(() => ID, { description: "The delegation." })
  delegationId!: string;

  @Field(() => String, { description: "Why, up to 1,000 characters." })
  reason!: string;
}

@InputType({ description: "Naming a credentials officer." })
export class AppointCredentialsOfficerInput {
  @Field(() => ID, { description: "The participation of the person." })
  participationId!: string;
}

@InputType({ description: "Dismissing a credentials officer." })
export class DismissCredentialsOfficerInput {
  @Field(() => ID, { description: "The participation of the person." })
  participationId!: string;
}

@InputType({
  description: "Adding a person to a delegation: a participant of the conference, or somebody new by name.",
})
export class AddDelegateInput {
  @Field(() => ID, { description: "The delegation." })
  delegationId!: string;

  @Field(() => ID, { nullable: true, description: "The participation of the person, when there is one." })
  participationId?: string | null;

  @Field(() => String, { nullable: true, description: "The name of somebody new, up to 200 characters." })
  name?: string | null;

  @Field(() => DelegateFunction, { description: "Place in the delegation; HEAD only while it has none." })
  function!: DelegateFunction;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "A line of a list of delegates." })
export class DelegateRowInput {
  @Field(() => String, {
    description:
      "The country of the delegation: its ISO code of two or three letters, or its name in a working language.",
  })
  country!: string;

  @Field(() => String, {
    description:
      "The person's name, up to 200 characters. Whoever is in the delegation under this name is that person; capitals and spaces at the ends do not matter.",
  })
  name!: string;

  @Field(() => DelegateFunction, { description: "Place in the delegation." })
  function!: DelegateFunction;
}

@InputType({ description: "Enrolling delegates from a list." })
export class EnrolDelegatesInput {
  @Field(() => ID, { description: "The conference." })
  conferenceId!: string;

  @Field(() => [DelegateRowInput], { description: "The list, 1 to 500 lines; whoever is not on it stays as before." })
  rows!: DelegateRowInput[];

  @Field(() => Boolean, { description: "True: only say what the list would do. False: do it." })
  dryRun!: boolean;
}

@InputType({ description: "Changing what a person is in a delegation." })
export class ChangeDelegateFunctionInput {
  @Field(() => ID, { description: "The delegate; not the head, who hands over." })
  delegateId!: string;

  @Field(() => DelegateFunction, { description: "The new place; HEAD only while the delegation has none." })
  function!: DelegateFunction;
}

@InputType({ description: "Handing over the head of a delegation." })
export class HandOverHeadInput {
  @Field(() => ID, { description: "The delegate of the same delegation who becomes its head." })
  toDelegateId!: string;
}

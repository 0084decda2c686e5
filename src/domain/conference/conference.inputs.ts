import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Opening a conference." })
export class OpenConferenceInput {
  @Field(() => ID, { description: "The conference, PLANNED." })
  conferenceId!: string;
}

@InputType({ description: "Closing a conference." })
export class CloseConferenceInput {
  @Field(() => ID, { description: "The conference, IN_SESSION, with no round table meeting." })
  conferenceId!: string;
}

@InputType({ description: "Issuing an access code." })
export class IssueAccessCodeInput {
  @Field(() => ID, { description: "The participation of the person." })
  participationId!: string;

  @Field(() => Date, { nullable: true, description: "When it expires; 14 days from now when omitted, at most 366." })
  expiresAt?: Date | null;
}

@InputType({ description: "Issuing access codes to many, for their badges." })
export class IssueAccessCodesInput {
  @Field(() => [ID], { description: "The participations of the people, 1 to 200, each once." })
  participationIds!: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "True: in place of all codes that they have, whose sign-ins end, your own too if you name yourself. False: a further one.",
  })
  replace!: boolean;

  @Field(() => Date, { nullable: true, description: "When they expire; 14 days from now when omitted, at most 366." })
  expiresAt?: Date | null;
}

@InputType({ description: "Replacing all access codes of a person." })
export class ReissueAccessCodeInput {
  @Field(() => ID, { description: "The participation of the person." })
  participationId!: string;

  @Field(() => Date, {
    nullable: true,
    description: "When the new one expires; 14 days from now when omitted, at most 366.",
  })
  expiresAt?: Date | null;
}

@InputType({ description: "Revoking all access codes of a person." })
export class RevokeAccessCodesInput {
  @Field(() => ID, { description: "The participation of the person." })
  participationId!: string;
}

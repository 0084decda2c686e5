import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Letting a screen in the hall sign in." })
export class OpenHallScreenInput {
  @Field(() => ID, { description: "The round table whose hall it stands in." })
  roundTableId!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "True: codes given for this hall before stop working and the screens that they signed in go dark. False: a second screen goes on beside the first.",
  })
  replace!: boolean;
}

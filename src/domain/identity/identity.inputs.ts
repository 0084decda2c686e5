import { Field, InputType } from "type-graphql";

@InputType({ description: "Signing in with a personal access code." })
export class SignInInput {
  @Field(() => String, {
    description: "The code from the badge or the invitation; capitals, spaces and hyphens do not matter.",
  })
  accessCode!: string;
}

@InputType({ description: "Staying signed in." })
export class RefreshSessionInput {
  @Field(() => String, { description: "The refresh token of the last signIn or refreshSession; it works once." })
  refreshToken!: string;
}

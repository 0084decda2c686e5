import { Field, ID, InputType, Int } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";

@InputType({ description: "Proposing a recommendation." })
export class ProposeRecommendationInput {
  @Field(() => ID, { description: "The agenda item under which it is proposed." })
  agendaItemId!: string;

  @Field(() => String, { description: "Title, up to 300 characters." })
  title!: string;

  @Field(() => String, { description: "Text, up to 20,000 characters." })
  text!: string;

  @Field(() => Locale, { nullable: true, description: "Language of title and text; EN when omitted." })
  locale?: Locale | null;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Revising a recommendation." })
export class ReviseRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => Int, { description: "The version that the change was made on; StaleVersion when another is current." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "New title, up to 300 characters; unchanged when omitted." })
  title?: string | null;

  @Field(() => String, { description: "New text, up to 20,000 characters, in the language of the original." })
  text!: string;
}

@InputType({ description: "Withdrawing a recommendation." })
export class WithdrawRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;
}

@InputType({ description: "Filing a language version." })
export class FileTranslationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => Int, { description: "The version that was translated; StaleVersion when another is current." })
  expectedVersion!: number;

  @Field(() => Locale, { description: "The language, one of the conference's working languages." })
  locale!: Locale;

  @Field(() => String, { description: "The text, up to 20,000 characters." })
  text!: string;

  @Field(() => Boolean, {
    description: "True: compared with the original; it counts for the language gate and is final.",
  })
  conformed!: boolean;
}

import { Field, ID, InputType, Int } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";

@InputType({ description: "What stands before the conclusions, in one language." })
export class PreambleInput {
  @Field(() => Locale, { description: "The language, one of the conference's working languages." })
  locale!: Locale;

  @Field(() => String, { description: "The text, up to 20,000 characters." })
  text!: string;
}

@InputType({ description: "Arranging the conclusions of a conference." })
export class ArrangeConclusionsInput {
  @Field(() => ID, { description: "The conference." })
  conferenceId!: string;

  @Field(() => [ID], { description: "What its plenary has endorsed, in the order of the document, at most 500." })
  recommendationIds!: string[];

  @Field(() => [PreambleInput], { description: "What stands before, one text a language; may be empty." })
  preamble!: PreambleInput[];

  @Field(() => Int, {
    description: "The version that is replaced, 0 when there is none yet; StaleVersion when another is current.",
  })
  expectedVersion!: number;
}

@InputType({ description: "Publishing the conclusions of a conference." })
export class PublishConclusionsInput {
  @Field(() => ID, { description: "The conference." })
  conferenceId!: string;
}

import { Field, ID, InputType } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";

const KEY = {
  nullable: true,
  description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
} as const;

@InputType({ description: "Forwarding a recommendation to the plenary." })
export class ForwardRecommendationInput {
  @Field(() => ID, { description: "The recommendation, adopted by a body other than the plenary." })
  recommendationId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The agenda item of the plenary; when omitted, its first that is not closed, one for decisions before others.",
  })
  agendaItemId?: string | null;

  @Field(() => String, KEY)
  clientMutationId?: string | null;
}

@InputType({ description: "Merging recommendations before the plenary." })
export class MergeRecommendationsInput {
  @Field(() => ID, { description: "The agenda item of the plenary for the new text." })
  agendaItemId!: string;

  @Field(() => [ID], { description: "The texts, 2 to 20 of them, in the order in which their paragraphs follow." })
  recommendationIds!: string[];

  @Field(() => String, { description: "Title of the new text, up to 300 characters." })
  title!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Ids of the paragraphs that make the new text, in their order, the preambular ones first; all when omitted. Those that read the same are one.",
  })
  paragraphIds?: string[] | null;

  @Field(() => Locale, {
    nullable: true,
    description: "Original language of the new text, in which all texts are conformed; that of the first when omitted.",
  })
  locale?: Locale | null;

  @Field(() => String, KEY)
  clientMutationId?: string | null;
}

import { Field, ID, InputType, Int } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";
import { ParagraphKind } from "./paragraph.words.js";

@InputType({ description: "A paragraph of a text that is proposed or revised." })
export class ParagraphInput {
  @Field(() => ParagraphKind, { description: "What it does; preambular paragraphs stand before operative ones." })
  kind!: ParagraphKind;

  @Field(() => String, { description: "What it says, without blank lines." })
  text!: string;
}

@InputType({ description: "A paragraph of a language version." })
export class ParagraphTranslationInput {
  @Field(() => ID, { description: "The paragraph: Paragraph.paragraphId." })
  paragraphId!: string;

  @Field(() => String, { description: "What it says in that language." })
  text!: string;
}

@InputType({ description: "Proposing a recommendation." })
export class ProposeRecommendationInput {
  @Field(() => ID, { description: "The agenda item under which it is proposed." })
  agendaItemId!: string;

  @Field(() => String, { description: "Title, up to 300 characters." })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Text, up to 20,000 characters: operative paragraphs, parted by blank lines. Either this or `paragraphs`.",
  })
  text?: string | null;

  @Field(() => [ParagraphInput], {
    nullable: true,
    description: "The text paragraph by paragraph, up to 200 and 20,000 characters in all.",
  })
  paragraphs?: ParagraphInput[] | null;

  @Field(() => Locale, { nullable: true, description: "Language of title and text; EN when omitted." })
  locale?: Locale | null;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Writing a draft of a recommendation." })
export class DraftRecommendationInput extends ProposeRecommendationInput {}

@InputType({ description: "Putting a draft before the body." })
export class ProposeDraftInput {
  @Field(() => ID, { description: "The draft." })
  recommendationId!: string;
}

@InputType({ description: "Taking up a withdrawn recommendation." })
export class TakeUpRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;
}

@InputType({ description: "Joining the sponsors of a recommendation." })
export class SponsorRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;
}

@InputType({ description: "Stepping back from a recommendation." })
export class WithdrawSponsorshipInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;
}

@InputType({ description: "Revising a recommendation." })
export class ReviseRecommendationInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => Int, { description: "The version that the change was made on; StaleVersion when another is current." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "New title, up to 300 characters; unchanged when omitted." })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "New text, up to 20,000 characters, in the language of the original: operative paragraphs, parted by blank lines. Either this or `paragraphs`.",
  })
  text?: string | null;

  @Field(() => [ParagraphInput], {
    nullable: true,
    description: "The new text paragraph by paragraph; those that read as before stay the same paragraphs.",
  })
  paragraphs?: ParagraphInput[] | null;
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

  @Field(() => String, {
    nullable: true,
    description:
      "The text, up to 20,000 characters, in as many paragraphs as the version has, parted by blank lines. Either this or `paragraphs`.",
  })
  text?: string | null;

  @Field(() => [ParagraphTranslationInput], {
    nullable: true,
    description: "The paragraphs that are new or differ from what is filed; the others are taken from there.",
  })
  paragraphs?: ParagraphTranslationInput[] | null;

  @Field(() => Boolean, {
    description: "True: compared with the original; it counts for the language gate and is final.",
  })
  conformed!: boolean;
}

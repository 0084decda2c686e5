import { Field, ID, InputType, Int } from "type-graphql";
import { ParagraphKind } from "../recommendation/paragraph.words.js";
import { AmendmentKind } from "./amendment.words.js";

@InputType({ description: "Proposing an amendment." })
export class ProposeAmendmentInput {
  @Field(() => ID, { description: "The recommendation." })
  recommendationId!: string;

  @Field(() => Int, { description: "The version that it applies to; StaleVersion when another is current." })
  expectedVersion!: number;

  @Field(() => AmendmentKind, { description: "What it does; REPLACE for an amendment to an amendment." })
  kind!: AmendmentKind;

  @Field(() => ID, {
    nullable: true,
    description: "The paragraph to delete, replace or move: Paragraph.paragraphId of the current version.",
  })
  paragraphId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Behind which paragraph of the same kind a paragraph is added or moved; first of its kind when omitted.",
  })
  afterParagraphId?: string | null;

  @Field(() => ParagraphKind, { nullable: true, description: "Kind of an added paragraph; OPERATIVE when omitted." })
  paragraphKind?: ParagraphKind | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The text to add or to put in the place of another, in the language of the original, up to 20,000 characters, without blank lines.",
  })
  text?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The amendment that this one amends: its text would be this one's. One level only.",
  })
  parentId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Idempotency key: sent again with the same input, the answer is the same and nothing is doubled.",
  })
  clientMutationId?: string | null;
}

@InputType({ description: "Ruling on an amendment." })
export class RuleOnAmendmentInput {
  @Field(() => ID, { description: "The amendment." })
  amendmentId!: string;

  @Field(() => Boolean, { description: "Whether it may be considered." })
  inOrder!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Why, up to 500 characters; needed when it is not in order.",
  })
  reason?: string | null;
}

@InputType({ description: "Accepting an amendment." })
export class AcceptAmendmentInput {
  @Field(() => ID, { description: "The amendment." })
  amendmentId!: string;
}

@InputType({ description: "Withdrawing an amendment." })
export class WithdrawAmendmentInput {
  @Field(() => ID, { description: "The amendment." })
  amendmentId!: string;
}

import { Field, ID, ObjectType } from "type-graphql";
import { Locale } from "../../platform/graphql/locale.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { ParagraphChangeKind, ParagraphKind, PieceOperation } from "./paragraph.words.js";
import { Conformity } from "./recommendation-version.entity.js";

@ObjectType("ParagraphText", { description: "A paragraph in one language." })
@guard(inherited)
@shareable
export class ParagraphTextObject {
  @Field(() => Locale, { description: "The language." })
  locale!: Locale;
  @Field(() => String, { description: "What it says." })
  text!: string;
}

@ObjectType({ description: "A paragraph of a text, as it stands in one version or in a preview." })
@guard(inherited)
@shareable
export class Paragraph {
  @Field(() => ID, {
    description:
      "The same in every version. Not named `id`, since the same paragraph reads differently in other versions.",
  })
  paragraphId!: string;
  @Field(() => ParagraphKind, { description: "What it does." })
  kind!: ParagraphKind;
  @Field(() => String, {
    nullable: true,
    description: "Number of an operative paragraph, from 1; null for preambular ones.",
  })
  number!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "What it says in the language that was asked for; null when that is not filed.",
  })
  text!: string | null;
  @Field(() => [ParagraphTextObject], { description: "What it says in every language in which it is there." })
  texts!: ParagraphTextObject[];
}

@ObjectType({ description: "How far a version is translated into one working language." })
@guard(inherited)
@shareable
export class VersionLanguage {
  @Field(() => Locale, { description: "The language." })
  locale!: Locale;
  @Field(() => Conformity, {
    nullable: true,
    description: "Whether its text may be relied on; null while paragraphs are missing.",
  })
  conformity!: Conformity | null;
  @Field(() => [Paragraph], { description: "Paragraphs that are not filed in it, in the language of the original." })
  missingParagraphs!: Paragraph[];
}

@ObjectType({ description: "Some words of a compared paragraph." })
@guard(inherited)
@shareable
export class TextPiece {
  @Field(() => PieceOperation, { description: "What became of them." })
  op!: PieceOperation;
  @Field(() => String, { description: "The words, with the spaces between them." })
  text!: string;
}

@ObjectType({ description: "What became of a paragraph between two versions, in the language of the original." })
@guard(inherited)
@shareable
export class ParagraphChange {
  @Field(() => ParagraphChangeKind, { description: "What became of it." })
  change!: ParagraphChangeKind;
  @Field(() => Boolean, { description: "Whether it stands elsewhere now, whatever else became of it." })
  moved!: boolean;
  @Field(() => Paragraph, { description: "The paragraph in the later version; as it was when it is gone." })
  paragraph!: Paragraph;
  @Field(() => String, { nullable: true, description: "Its number in the earlier version; null when it had none." })
  formerNumber!: string | null;
  @Field(() => [TextPiece], {
    description:
      "Its words, compared: EQUAL and DELETE make the earlier text. A paragraph of more than 2,000 words, spaces and signs or with more than 200 changes, or one of a text where comparing would take too long, is shown whole: what it was, what it is.",
  })
  pieces!: TextPiece[];
}

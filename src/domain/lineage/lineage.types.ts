import { Field, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { Paragraph } from "../recommendation/paragraph.types.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { RoundTableKind } from "../round-table/round-table.entity.js";
import { LineageRelation } from "./lineage.words.js";

@ObjectType({
  description:
    "A text on the way to or from another. What it says of a body that the viewer is not admitted to was told to the plenary by forwarding.",
})
@guard(inherited)
export class LineageStep {
  @Field(() => String, { description: "Symbol of the text." })
  symbol!: string;
  @Field(() => String, { description: "Its title." })
  title!: string;
  @Field(() => String, { description: "Title of the body before which it stands." })
  bodyTitle!: string;
  @Field(() => RoundTableKind, { description: "What kind of body that is." })
  bodyKind!: RoundTableKind;
  @Field(() => LineageRelation, { description: "How the later of the two came from the earlier." })
  relation!: LineageRelation;
  @Field(() => Int, { description: "How many steps away, from 1." })
  depth!: number;
  @Field(() => Date, { description: "When the later of the two was made." })
  at!: Date;
  @Field(() => Recommendation, {
    nullable: true,
    description: "The text; null unless the viewer is admitted to its body.",
  })
  recommendation!: Recommendation | null;
}

@ObjectType({ description: "Where a text came from and what became of it, as far as the viewer may know." })
@guard(inherited)
export class Lineage {
  @Field(() => [LineageStep], { description: "The texts it came from, and those that they came from; nearest first." })
  ancestors!: LineageStep[];
  @Field(() => [LineageStep], { description: "The texts that came from it, nearest first." })
  descendants!: LineageStep[];
}

@ObjectType({ description: "A paragraph from which another came." })
@guard(inherited)
export class ParagraphOriginStep {
  @Field(() => LineageStep, { description: "The text in which it stood." })
  step!: LineageStep;
  @Field(() => String, { nullable: true, description: "Its number there, from 1; null for preambular paragraphs." })
  number!: string | null;
}

@ObjectType({ description: "A paragraph of another text that reads alike." })
@guard(inherited)
export class SimilarParagraph {
  @Field(() => Paragraph, { description: "The paragraph; `text` in the language in which the two were compared." })
  paragraph!: Paragraph;
  @Field(() => Recommendation, { description: "The text in which it stands now." })
  recommendation!: Recommendation;
  @Field(() => Int, { description: "How alike, 0 to 100: words and pairs of neighbouring words that both have." })
  similarity!: number;
}

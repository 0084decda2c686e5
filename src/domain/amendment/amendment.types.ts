import { Field, Float, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Amendment } from "./amendment.entity.js";
import { AmendmentEffect } from "./amendment.words.js";

@ObjectType({ description: "A place in the order in which amendments are put to the vote." })
@guard(inherited)
@shareable
export class VotingPlace {
  @Field(() => Amendment, { description: "The amendment." })
  amendment!: Amendment;
  @Field(() => Int, { description: "Its turn, from 1." })
  rank!: number;
  @Field(() => Float, {
    description:
      "How far it is from the text: words that it changes by words of the text. 0 for a move; above 1 when it adds more than there is.",
  })
  distance!: number;
  @Field(() => String, { description: "Why it has this turn (English)." })
  reason!: string;
}

@ObjectType({ description: "What becomes of an amendment when another is adopted by vote." })
@guard(inherited)
@shareable
export class AmendmentConsequence {
  @Field(() => Amendment, { description: "The amendment that is affected." })
  amendment!: Amendment;
  @Field(() => AmendmentEffect, { description: "What becomes of it." })
  effect!: AmendmentEffect;
  @Field(() => String, { description: "Why (English)." })
  reason!: string;
}

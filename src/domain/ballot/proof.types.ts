import { Field, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";

@ObjectType("DecisionProof", {
  description:
    "Everything that a decision rests on. `document` is what was hashed when the ballot closed: hash it yourself and compare.",
})
@guard(inherited)
@shareable
export class DecisionProofObject {
  @Field(() => String, { description: "The formula of the majority, for example 3y ≥ 2(y + n)." })
  formula!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The formula with the numbers in it, for example 3 × 9 ≥ 2 × 13; null where the counts of a secret ballot are withheld.",
  })
  evaluated!: string | null;

  @Field(() => String, {
    description: "The rule of the quorum with the numbers in it, for example more than 1/2 of 20: 11.",
  })
  quorumRule!: string;

  @Field(() => String, { description: "The document in canonical JSON (sorted keys, no white space, NFC)." })
  document!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 of the document, hexadecimal, as stored when the ballot closed; null in decisions from before there were proofs.",
  })
  hash!: string | null;

  @Field(() => Boolean, { description: "Whether the document made from the rows today has that hash." })
  isIntact!: boolean;

  @Field(() => Int, { description: "Delegations on the roll that neither voted nor objected." })
  silent!: number;
}

import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { isMet, type QuorumFacts, quorumMessage } from "../conference/quorum.rules.js";

export enum QuorumBasisWord {
  MEMBERS = "MEMBERS",
  ACCREDITED = "ACCREDITED",
}
registerEnumType(QuorumBasisWord, {
  name: "QuorumBasis",
  description: "Whom a quorum is counted on.",
  valuesConfig: {
    MEMBERS: { description: "All member delegations seated in the body." },
    ACCREDITED: { description: "Member delegations whose credentials are accepted or provisional." },
  },
});

@ObjectType({ description: "Whether a body may decide: delegations present, counted against what the rules require." })
@guard(inherited)
@shareable
export class QuorumState {
  @Field(() => QuorumBasisWord, { description: "Whom it is counted on." })
  basis: QuorumBasisWord;
  @Field(() => Int, { description: "Delegations that it is counted on." })
  base: number;
  @Field(() => Int, { description: "How many of them must be present." })
  required: number;
  @Field(() => Int, { description: "How many of them are present." })
  present: number;
  @Field(() => Int, { description: "Present minus required; negative: so many are missing." })
  margin: number;
  @Field(() => Boolean, { description: "Whether the body may decide." })
  isMet: boolean;
  @Field(() => String, { description: "The same for people to read (English)." })
  message: string;

  constructor(facts: QuorumFacts) {
    this.basis = QuorumBasisWord[facts.basis];
    this.base = facts.base;
    this.required = facts.required;
    this.present = facts.present;
    this.margin = facts.present - facts.required;
    this.isMet = isMet(facts);
    this.message = quorumMessage(facts);
  }
}

import { Field, ObjectType, registerEnumType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { type Admission, mayPreside, standingOf } from "./admission.policy.js";

export enum StandingWord {
  STAFF = "STAFF",
  DELEGATE = "DELEGATE",
  OBSERVER = "OBSERVER",
}
registerEnumType(StandingWord, {
  name: "Standing",
  description: "As what somebody is admitted to a body: it decides what is shown.",
  valuesConfig: {
    STAFF: { description: "Facilitator, vice-chair, rapporteur or secretariat." },
    DELEGATE: { description: "Member of a delegation seated there." },
    OBSERVER: { description: "Observer." },
  },
});

@ObjectType("Admission", { description: "The viewer's own admission to a body." })
@guard(inherited)
export class AdmissionObject {
  @Field(() => StandingWord, { description: "As what the viewer is admitted." })
  standing: StandingWord;

  @Field(() => Boolean, { description: "Whether the viewer may run the sitting, the agenda and ballots." })
  mayPreside: boolean;

  @Field(() => Boolean, { description: "Whether the viewer is in the chair now. Whoever presides casts no vote." })
  isPresiding: boolean;

  @Field(() => Delegation, { nullable: true, description: "The viewer's delegation, when it is seated there." })
  delegation: Delegation | null;

  constructor(admission: Admission, delegation: Delegation | null) {
    this.standing = StandingWord[standingOf(admission)];
    this.mayPreside = mayPreside(admission);
    this.isPresiding = admission.isPresiding;
    this.delegation = delegation;
  }
}

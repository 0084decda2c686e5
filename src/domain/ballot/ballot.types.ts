import { Field, Int, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";

@ObjectType("Tally", { description: "Votes, counted from their rows." })
@guard(inherited)
@shareable
export class TallyObject {
  @Field(() => Int, { description: "Votes for." })
  for!: number;
  @Field(() => Int, { description: "Votes against." })
  against!: number;
  @Field(() => Int, { description: "Abstentions." })
  abstain!: number;
}

@ObjectType("Turnout", { description: "Participation in a ballot, without choices." })
@guard(inherited)
@shareable
export class TurnoutObject {
  @Field(() => Int, { description: "Delegations that have voted." })
  voted!: number;
  @Field(() => Int, { description: "Delegations on the roll, frozen at opening." })
  eligible!: number;
  @Field(() => Int, { description: "Delegations of the body that are present; once closed, as of the close." })
  present!: number;
}

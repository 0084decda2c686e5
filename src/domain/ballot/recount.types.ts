import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { CHECKS } from "../../recount/findings.js";

/** The checks of a recount under their names. */
export const RecountCheck = Object.fromEntries(Object.keys(CHECKS).map((name) => [name, name]));
registerEnumType(RecountCheck, {
  name: "RecountCheck",
  description: "What a recount looks at.",
  valuesConfig: Object.fromEntries(Object.entries(CHECKS).map(([name, description]) => [name, { description }])),
});

@ObjectType({ description: "Something in which a decision and its rows differ. Counts and hashes: it names nobody." })
@guard(inherited)
export class RecountFinding {
  @Field(() => RecountCheck, { description: "Which check found it." })
  check!: string;
  @Field(() => String, { description: "What the rows give (English)." })
  expected!: string;
  @Field(() => String, { description: "What is written down." })
  found!: string;
}

@ObjectType({ description: "One ballot, counted anew from its rows by a second implementation of the rules." })
@guard(inherited)
export class BallotRecount {
  ballotId!: string;
  @Field(() => Boolean, { description: "Everything that was written down is what the rows give." })
  agrees!: boolean;
  @Field(() => [RecountFinding], { description: "What differs; empty when all agrees." })
  findings!: RecountFinding[];
  @Field(() => [String], { description: "What a recount cannot tell for certain, and why (English)." })
  notes!: string[];
}

@ObjectType({ description: "All ballots of a conference that were closed by a count, counted anew from their rows." })
@guard(inherited)
export class Recount {
  @Field(() => Boolean, { description: "Every ballot agrees." })
  agrees!: boolean;
  @Field(() => Int, { description: "How many decisions there are." })
  decisions!: number;
  @Field(() => [BallotRecount], { description: "The ballots, in the order in which they were opened." })
  ballots!: BallotRecount[];
}

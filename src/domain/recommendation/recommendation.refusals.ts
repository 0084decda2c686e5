import { Field, Int } from "type-graphql";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";

@refusalType("The rules of the body want more sponsors behind a text.")
export class TooFewSponsors extends DomainError {
  override code = "TOO_FEW_SPONSORS";
  override message: string;
  @Field(() => Int, { description: "How many sponsor it." })
  sponsors: number;
  @Field(() => Int, { description: "How many the rules want." })
  required: number;
  constructor(sponsors: number, required: number) {
    super();
    this.sponsors = sponsors;
    this.required = required;
    this.message = `${sponsors} of ${required} sponsors stand behind the text. Other delegations can join with sponsorRecommendation.`;
  }
}

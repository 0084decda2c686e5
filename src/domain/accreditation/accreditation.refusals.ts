import { Field } from "type-graphql";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";
import { EnrolmentRow } from "./enrolment.types.js";

@refusalType("Lines of a list of delegates have problems, and so nobody on it was enrolled.")
export class EnrolmentHasProblems extends DomainError {
  override code = "ENROLMENT_HAS_PROBLEMS";
  override message = "Lines of the list have problems, and nobody on it was enrolled. Correct them and send it again.";
  @Field(() => [EnrolmentRow], { description: "All lines of the list, with what each would do." })
  rows: EnrolmentRow[];
  constructor(rows: EnrolmentRow[]) {
    super();
    this.rows = rows;
  }
}

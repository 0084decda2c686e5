import { DomainError, refusalType } from "../../platform/graphql/refusals.js";

@refusalType("Two persons must do this, and the viewer is the first of them.")
export class SecondPersonNeeded extends DomainError {
  override code = "SECOND_PERSON_NEEDED";
  constructor(override message: string) {
    super();
  }
}

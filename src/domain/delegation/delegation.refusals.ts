import { DomainError, refusalType } from "../../platform/graphql/refusals.js";

@refusalType("The delegation has no head, and its credentials are accepted only with one.")
export class HeadMissing extends DomainError {
  override code = "HEAD_MISSING";
  override message = "This delegation has no head. Name one first; until then it may be seated provisionally.";
}

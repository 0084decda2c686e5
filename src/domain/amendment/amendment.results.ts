import { Field } from "type-graphql";
import {
  IdempotencyConflict,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  StaleVersion,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { RoundTableNotOpen } from "../round-table/round-table.refusals.js";
import { Amendment } from "./amendment.entity.js";

@successType("The amendment waits for the chair's ruling.")
export class ProposeAmendmentSuccess {
  @Field(() => Amendment, { description: "The amendment." })
  amendment: Amendment;
  constructor(amendment: Amendment) {
    this.amendment = amendment;
  }
}

@successType("The chair has ruled.")
export class RuleOnAmendmentSuccess {
  @Field(() => Amendment, { description: "The amendment." })
  amendment: Amendment;
  constructor(amendment: Amendment) {
    this.amendment = amendment;
  }
}

@successType("The delegation accepts it; when all sponsors do, it is part of the text.")
export class AcceptAmendmentSuccess {
  @Field(() => Amendment, { description: "The amendment." })
  amendment: Amendment;
  constructor(amendment: Amendment) {
    this.amendment = amendment;
  }
}

@successType("The amendment is withdrawn.")
export class WithdrawAmendmentSuccess {
  @Field(() => Amendment, { description: "The amendment." })
  amendment: Amendment;
  constructor(amendment: Amendment) {
    this.amendment = amendment;
  }
}

export const ProposeAmendmentResult = resultOf("proposeAmendment", ProposeAmendmentSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  StaleVersion,
  RoundTableNotOpen,
  IdempotencyConflict,
]);
export const RuleOnAmendmentResult = resultOf("ruleOnAmendment", RuleOnAmendmentSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
]);
export const AcceptAmendmentResult = resultOf("acceptAmendment", AcceptAmendmentSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  RoundTableNotOpen,
]);
export const WithdrawAmendmentResult = resultOf("withdrawAmendment", WithdrawAmendmentSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);

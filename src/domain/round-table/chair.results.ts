import { Field } from "type-graphql";
import {
  IdempotencyConflict,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { RollCall } from "./roll-call.entity.js";
import { RoundTable } from "./round-table.entity.js";

@successType("The viewer presides.")
export class TakeChairSuccess {
  @Field(() => RoundTable, { description: "The round table." })
  roundTable: RoundTable;
  constructor(roundTable: RoundTable) {
    this.roundTable = roundTable;
  }
}

@successType("The chair is handed over.")
export class HandOverChairSuccess {
  @Field(() => RoundTable, { description: "The round table." })
  roundTable: RoundTable;
  constructor(roundTable: RoundTable) {
    this.roundTable = roundTable;
  }
}

@successType("The roll is called and presence recorded.")
export class CallTheRollSuccess {
  @Field(() => RollCall, { description: "The roll call." })
  rollCall: RollCall;
  constructor(rollCall: RollCall) {
    this.rollCall = rollCall;
  }
}

export const TakeChairResult = resultOf("takeChair", TakeChairSuccess, [NotFound, NotEntitled, InvalidState]);
export const HandOverChairResult = resultOf("handOverChair", HandOverChairSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const CallTheRollResult = resultOf("callTheRoll", CallTheRollSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  IdempotencyConflict,
]);

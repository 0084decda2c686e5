import { Field } from "type-graphql";
import { InvalidInput, InvalidState, NotEntitled, NotFound, successType } from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { RehearsalUnavailable } from "./rehearsal.refusals.js";
import { Rehearsal } from "./rehearsal.types.js";

@successType("The rehearsal has begun.")
export class StartRehearsalSuccess {
  @Field(() => Rehearsal, { description: "The rehearsal." })
  rehearsal: Rehearsal;
  constructor(rehearsal: Rehearsal) {
    this.rehearsal = rehearsal;
  }
}

@successType("The rehearsal has ended where it stood. What was done until then remains.")
export class StopRehearsalSuccess {
  @Field(() => Rehearsal, { description: "The rehearsal." })
  rehearsal: Rehearsal;
  constructor(rehearsal: Rehearsal) {
    this.rehearsal = rehearsal;
  }
}

export const StartRehearsalResult = resultOf("startRehearsal", StartRehearsalSuccess, [
  RehearsalUnavailable,
  NotEntitled,
  InvalidInput,
  InvalidState,
]);
export const StopRehearsalResult = resultOf("stopRehearsal", StopRehearsalSuccess, [
  RehearsalUnavailable,
  NotEntitled,
  NotFound,
  InvalidState,
]);

import { Field } from "type-graphql";
import {
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  StaleVersion,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { ConclusionsObject } from "./conclusions.types.js";

@successType("The conclusions are arranged.")
export class ArrangeConclusionsSuccess {
  @Field(() => ConclusionsObject, { description: "The draft." })
  conclusions: ConclusionsObject;
  constructor(conclusions: ConclusionsObject) {
    this.conclusions = conclusions;
  }
}

@successType("The conclusions are published.")
export class PublishConclusionsSuccess {
  @Field(() => ConclusionsObject, { description: "The document." })
  conclusions: ConclusionsObject;
  constructor(conclusions: ConclusionsObject) {
    this.conclusions = conclusions;
  }
}

export const ArrangeConclusionsResult = resultOf("arrangeConclusions", ArrangeConclusionsSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  StaleVersion,
]);
export const PublishConclusionsResult = resultOf("publishConclusions", PublishConclusionsSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);

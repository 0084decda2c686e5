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
import { Recommendation } from "../recommendation/recommendation.entity.js";
import type { Forwarded } from "./forwarding.service.js";

@successType("A copy of the recommendation is before the plenary.")
export class ForwardRecommendationSuccess {
  @Field(() => Recommendation, { description: "The recommendation that was forwarded." })
  recommendation: Recommendation;
  @Field(() => Recommendation, {
    nullable: true,
    description: "Its copy before the plenary; null unless the viewer is admitted there.",
  })
  forwarded: Recommendation | null;
  constructor({ recommendation, forwarded }: Forwarded) {
    this.recommendation = recommendation;
    this.forwarded = forwarded;
  }
}

@successType("The recommendations are one.")
export class MergeRecommendationsSuccess {
  @Field(() => Recommendation, { description: "The new text; its `origins` are those that it was made of." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

export const ForwardRecommendationResult = resultOf("forwardRecommendation", ForwardRecommendationSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  IdempotencyConflict,
]);
export const MergeRecommendationsResult = resultOf("mergeRecommendations", MergeRecommendationsSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  IdempotencyConflict,
]);

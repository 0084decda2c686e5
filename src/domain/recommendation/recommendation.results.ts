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
import { TooFewSponsors } from "./recommendation.refusals.js";
import { Recommendation } from "./recommendation.entity.js";

@successType("The recommendation is before the body.")
export class ProposeRecommendationSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The recommendation has a new version.")
export class ReviseRecommendationSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The recommendation is withdrawn.")
export class WithdrawRecommendationSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The language version is filed.")
export class FileTranslationSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The draft is written.")
export class DraftRecommendationSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The draft is before the body.")
export class ProposeDraftSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The recommendation is before the body again.")
export class TakeUpRecommendationSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The delegation is among the sponsors.")
export class SponsorRecommendationSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

@successType("The delegation no longer sponsors it.")
export class WithdrawSponsorshipSuccess {
  @Field(() => Recommendation, { description: "The recommendation." })
  recommendation: Recommendation;
  constructor(recommendation: Recommendation) {
    this.recommendation = recommendation;
  }
}

export const ProposeRecommendationResult = resultOf("proposeRecommendation", ProposeRecommendationSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  RoundTableNotOpen,
  IdempotencyConflict,
]);
export const ReviseRecommendationResult = resultOf("reviseRecommendation", ReviseRecommendationSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  StaleVersion,
]);
export const WithdrawRecommendationResult = resultOf("withdrawRecommendation", WithdrawRecommendationSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const FileTranslationResult = resultOf("fileTranslation", FileTranslationSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  StaleVersion,
]);
export const DraftRecommendationResult = resultOf("draftRecommendation", DraftRecommendationSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  IdempotencyConflict,
]);
export const ProposeDraftResult = resultOf("proposeDraft", ProposeDraftSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  RoundTableNotOpen,
  TooFewSponsors,
]);
export const TakeUpRecommendationResult = resultOf("takeUpRecommendation", TakeUpRecommendationSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  RoundTableNotOpen,
]);
export const SponsorRecommendationResult = resultOf("sponsorRecommendation", SponsorRecommendationSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const WithdrawSponsorshipResult = resultOf("withdrawSponsorship", WithdrawSponsorshipSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);

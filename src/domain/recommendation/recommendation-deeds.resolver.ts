import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./recommendation.inputs.js";
import * as results from "./recommendation.results.js";
import type { RecommendationService } from "./recommendation.service.js";
import type { TranslationService } from "./translation.service.js";

/** The deeds around a text. */
@Resolver()
export class RecommendationDeedsResolver {
  constructor(
    private readonly recommendations: RecommendationService,
    private readonly translations: TranslationService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.ProposeRecommendationResult, {
    description: "Puts a text under an agenda item of an open round table; for delegations seated there.",
  })
  proposeRecommendation(
    @Arg("input", () => inputs.ProposeRecommendationInput, { description: "What to do." })
    input: inputs.ProposeRecommendationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ProposeRecommendationSuccess(await this.recommendations.propose(viewerOf(context), input)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ReviseRecommendationResult, {
    description:
      "Replaces the text by a new version, until a ballot on it was opened; for the delegation that proposed it.",
  })
  reviseRecommendation(
    @Arg("input", () => inputs.ReviseRecommendationInput, { description: "What to do." })
    input: inputs.ReviseRecommendationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.ReviseRecommendationSuccess(await this.recommendations.revise(viewerOf(context), input)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.WithdrawRecommendationResult, {
    description: "Takes the text back, until a ballot on it was opened; for the delegation that proposed it.",
  })
  withdrawRecommendation(
    @Arg("input", () => inputs.WithdrawRecommendationInput, { description: "What to do." })
    input: inputs.WithdrawRecommendationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.WithdrawRecommendationSuccess(
          await this.recommendations.withdraw(viewerOf(context), input.recommendationId),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.FileTranslationResult, {
    description: "Files the current version in a working language; for the secretariat.",
  })
  fileTranslation(
    @Arg("input", () => inputs.FileTranslationInput, { description: "What to do." }) input: inputs.FileTranslationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.FileTranslationSuccess(await this.translations.file(viewerOf(context), input)),
    );
  }
}

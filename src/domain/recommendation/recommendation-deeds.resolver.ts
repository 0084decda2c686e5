import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./recommendation.inputs.js";
import * as results from "./recommendation.results.js";
import type { ProposingService } from "./proposing.service.js";
import type { RecommendationService } from "./recommendation.service.js";
import type { SponsoringService } from "./sponsoring.service.js";
import type { TranslationService } from "./translation.service.js";

/** The deeds around a text. */
@Resolver()
export class RecommendationDeedsResolver {
  constructor(
    private readonly proposing: ProposingService,
    private readonly recommendations: RecommendationService,
    private readonly sponsoring: SponsoringService,
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
      async () => new results.ProposeRecommendationSuccess(await this.proposing.propose(viewerOf(context), input)),
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

  @guard(signedIn)
  @Mutation(() => results.DraftRecommendationResult, {
    description:
      "Writes a draft under an agenda item, also before the round table opens; for delegations seated there.",
  })
  draftRecommendation(
    @Arg("input", () => inputs.DraftRecommendationInput, { description: "What to do." })
    input: inputs.DraftRecommendationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.DraftRecommendationSuccess(await this.proposing.draft(viewerOf(context), input)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ProposeDraftResult, {
    description: "Puts a draft before the body, once enough delegations sponsor it; for the delegation that wrote it.",
  })
  proposeDraft(
    @Arg("input", () => inputs.ProposeDraftInput, { description: "What to do." }) input: inputs.ProposeDraftInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ProposeDraftSuccess(await this.proposing.proposeDraft(viewerOf(context), input.recommendationId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.TakeUpRecommendationResult, {
    description: "Brings a withdrawn text before the body again, as the own one; for delegations seated there.",
  })
  takeUpRecommendation(
    @Arg("input", () => inputs.TakeUpRecommendationInput, { description: "What to do." })
    input: inputs.TakeUpRecommendationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.TakeUpRecommendationSuccess(await this.proposing.takeUp(viewerOf(context), input.recommendationId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.SponsorRecommendationResult, {
    description: "Joins the sponsors of a text; for delegations seated there. Safe to repeat.",
  })
  sponsorRecommendation(
    @Arg("input", () => inputs.SponsorRecommendationInput, { description: "What to do." })
    input: inputs.SponsorRecommendationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.SponsorRecommendationSuccess(
          await this.sponsoring.sponsor(viewerOf(context), input.recommendationId),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.WithdrawSponsorshipResult, {
    description:
      "Steps back from a text that others sponsor, too. If it was proposed by this delegation, the earliest co-sponsor takes its place. Safe to repeat.",
  })
  withdrawSponsorship(
    @Arg("input", () => inputs.WithdrawSponsorshipInput, { description: "What to do." })
    input: inputs.WithdrawSponsorshipInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.WithdrawSponsorshipSuccess(
          await this.sponsoring.withdraw(viewerOf(context), input.recommendationId),
        ),
    );
  }
}

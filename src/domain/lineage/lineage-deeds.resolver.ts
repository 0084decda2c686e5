import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import type { ForwardingService } from "./forwarding.service.js";
import * as inputs from "./lineage.inputs.js";
import * as results from "./lineage.results.js";
import type { MergingService } from "./merging.service.js";

/** The deeds that bring texts from the regions to the plenary. */
@Resolver()
export class LineageDeedsResolver {
  constructor(
    private readonly forwarding: ForwardingService,
    private readonly merging: MergingService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.ForwardRecommendationResult, {
    description:
      "Puts a copy of an adopted recommendation before the plenary, with its origin, sponsors and languages; for the facilitator of its body.",
  })
  forwardRecommendation(
    @Arg("input", () => inputs.ForwardRecommendationInput, { description: "What to do." })
    input: inputs.ForwardRecommendationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.ForwardRecommendationSuccess(await this.forwarding.forward(viewerOf(context), input)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.MergeRecommendationsResult, {
    description:
      "Makes one text of several before the plenary, which keeps the origin of each paragraph; for its facilitator.",
  })
  mergeRecommendations(
    @Arg("input", () => inputs.MergeRecommendationsInput, { description: "What to do." })
    input: inputs.MergeRecommendationsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.MergeRecommendationsSuccess(await this.merging.merge(viewerOf(context), input)),
    );
  }
}

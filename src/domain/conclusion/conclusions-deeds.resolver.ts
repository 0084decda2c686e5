import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./conclusions.inputs.js";
import * as results from "./conclusions.results.js";
import type { ConclusionsService } from "./conclusions.service.js";
import { ConclusionsObject } from "./conclusions.types.js";

/** The deeds around the outcome document. */
@Resolver()
export class ConclusionsDeedsResolver {
  constructor(private readonly conclusions: ConclusionsService) {}

  @guard(signedIn)
  @Mutation(() => results.ArrangeConclusionsResult, {
    description:
      "Puts what the plenary endorsed into an order, with a preamble; for the secretariat, until it is published.",
  })
  arrangeConclusions(
    @Arg("input", () => inputs.ArrangeConclusionsInput, { description: "What to do." })
    input: inputs.ArrangeConclusionsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ArrangeConclusionsSuccess(
          new ConclusionsObject(await this.conclusions.arrange(viewerOf(context), input)),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.PublishConclusionsResult, {
    description:
      "Publishes the conclusions for everybody who takes part, for good; for the secretariat, once all that was endorsed has its place. Safe to repeat.",
  })
  publishConclusions(
    @Arg("input", () => inputs.PublishConclusionsInput, { description: "Which." })
    input: inputs.PublishConclusionsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.PublishConclusionsSuccess(
          new ConclusionsObject(await this.conclusions.publish(viewerOf(context), input.conferenceId)),
        ),
    );
  }
}

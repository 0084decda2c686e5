import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { OpenHallScreenInput } from "./hall-screen.inputs.js";
import { OpenHallScreenResult, OpenHallScreenSuccess } from "./hall-screen.results.js";
import type { HallScreenService } from "./hall-screen.service.js";

/** The screens in the hall. */
@Resolver()
export class HallScreenResolver {
  constructor(private readonly screens: HallScreenService) {}

  @guard(signedIn)
  @Mutation(() => OpenHallScreenResult, {
    description:
      "Gives a screen in the hall a sign-in of its own, as an observer of this round table and nothing else; for its facilitator. The chair's own sign-in stays in its pocket.",
  })
  openHallScreen(
    @Arg("input", () => OpenHallScreenInput, { description: "Which hall." }) input: OpenHallScreenInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new OpenHallScreenSuccess(await this.screens.open(viewerOf(context), input)));
  }
}

import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./chair.inputs.js";
import * as results from "./chair.results.js";
import type { ChairService } from "./chair.service.js";
import type { RollCallService } from "./roll-call.service.js";

/** Deeds of the chair that are about the chair itself and about who is there. */
@Resolver()
export class ChairDeedsResolver {
  constructor(
    private readonly chairs: ChairService,
    private readonly rollCalls: RollCallService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.TakeChairResult, {
    description: "The viewer presides from here on; for the facilitator and vice-chairs, while no ballot is open.",
  })
  takeChair(
    @Arg("input", () => inputs.TakeChairInput, { description: "Where." }) input: inputs.TakeChairInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.TakeChairSuccess(await this.chairs.take(viewerOf(context), input.roundTableId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.HandOverChairResult, {
    description:
      "Gives the chair to the facilitator or a vice-chair, while no ballot is open; for those who preside and the secretariat.",
  })
  handOverChair(
    @Arg("input", () => inputs.HandOverChairInput, { description: "To whom." }) input: inputs.HandOverChairInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.HandOverChairSuccess(
          await this.chairs.handOver(viewerOf(context), input.roundTableId, input.appointmentId),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CallTheRollResult, {
    description:
      "Records who is there: a present delegation is checked in by its highest in rank, an absent one is checked out. For the facilitator.",
  })
  callTheRoll(
    @Arg("input", () => inputs.CallTheRollInput, { description: "What was heard." }) input: inputs.CallTheRollInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.CallTheRollSuccess(await this.rollCalls.call(viewerOf(context), input)));
  }
}

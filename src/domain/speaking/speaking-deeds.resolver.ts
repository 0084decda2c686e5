import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import type { ConductingService } from "./conducting.service.js";
import type { RequestingService } from "./requesting.service.js";
import type { SpeakersListService } from "./speakers-list.service.js";
import * as inputs from "./speaking.inputs.js";
import * as results from "./speaking.results.js";

/** The deeds of a speakers' list. */
@Resolver()
export class SpeakingDeedsResolver {
  constructor(
    private readonly lists: SpeakersListService,
    private readonly requests: RequestingService,
    private readonly conducting: ConductingService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.OpenSpeakersListResult, {
    description: "Opens the speakers' list of an agenda item; for the facilitator.",
  })
  openSpeakersList(
    @Arg("input", () => inputs.OpenSpeakersListInput, { description: "What to do." })
    input: inputs.OpenSpeakersListInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.OpenSpeakersListSuccess(
          await this.lists.open(viewerOf(context), input.agendaItemId, input.seconds ?? null),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CloseSpeakersListResult, {
    description: "Closes the speakers' list of an agenda item: those on it are still called. For the facilitator.",
  })
  closeSpeakersList(
    @Arg("input", () => inputs.CloseSpeakersListInput, { description: "What to do." })
    input: inputs.CloseSpeakersListInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.CloseSpeakersListSuccess(await this.lists.close(viewerOf(context), input.agendaItemId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.RequestFloorResult, {
    description: "Asks for the floor for the viewer's delegation. A point of order interrupts whoever speaks.",
  })
  requestFloor(
    @Arg("input", () => inputs.RequestFloorInput, { description: "What to do." }) input: inputs.RequestFloorInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.RequestFloorSuccess(await this.requests.request(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.WithdrawRequestResult, {
    description: "Takes a request for the floor back; for the delegation that made it.",
  })
  withdrawRequest(
    @Arg("input", () => inputs.WithdrawRequestInput, { description: "What to do." }) input: inputs.WithdrawRequestInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.WithdrawRequestSuccess(await this.requests.withdraw(viewerOf(context), input.interventionId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CallSpeakerResult, {
    description: "Calls the next speaker of the list, or whom the chair names; for the facilitator.",
  })
  callSpeaker(
    @Arg("input", () => inputs.CallSpeakerInput, { description: "What to do." }) input: inputs.CallSpeakerInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.CallSpeakerSuccess(
          await this.conducting.call(viewerOf(context), input.agendaItemId, input.interventionId ?? null),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.StartSpeakingResult, {
    description: "Starts the clock of whoever was called; for the facilitator and the delegation itself.",
  })
  startSpeaking(
    @Arg("input", () => inputs.StartSpeakingInput, { description: "What to do." }) input: inputs.StartSpeakingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.StartSpeakingSuccess(await this.conducting.start(viewerOf(context), input.interventionId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.PauseSpeakerResult, {
    description: "Stops the clock of whoever speaks; for the facilitator.",
  })
  pauseSpeaker(
    @Arg("input", () => inputs.PauseSpeakerInput, { description: "What to do." }) input: inputs.PauseSpeakerInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.PauseSpeakerSuccess(await this.conducting.pause(viewerOf(context), input.interventionId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ResumeSpeakerResult, {
    description: "Lets whoever was interrupted speak on; for the facilitator.",
  })
  resumeSpeaker(
    @Arg("input", () => inputs.ResumeSpeakerInput, { description: "What to do." }) input: inputs.ResumeSpeakerInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ResumeSpeakerSuccess(await this.conducting.resume(viewerOf(context), input.interventionId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.EndSpeechResult, {
    description: "Ends a turn; for the facilitator and the delegation itself.",
  })
  endSpeech(
    @Arg("input", () => inputs.EndSpeechInput, { description: "What to do." }) input: inputs.EndSpeechInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.EndSpeechSuccess(await this.conducting.end(viewerOf(context), input.interventionId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.SkipSpeakerResult, {
    description: "Passes over somebody who waits or does not answer the call; for the facilitator.",
  })
  skipSpeaker(
    @Arg("input", () => inputs.SkipSpeakerInput, { description: "What to do." }) input: inputs.SkipSpeakerInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.SkipSpeakerSuccess(await this.conducting.skip(viewerOf(context), input.interventionId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ExtendTimeResult, { description: "Gives an intervention more time; for the facilitator." })
  extendTime(
    @Arg("input", () => inputs.ExtendTimeInput, { description: "What to do." }) input: inputs.ExtendTimeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ExtendTimeSuccess(
          await this.conducting.extend(viewerOf(context), input.interventionId, input.seconds, input.clientMutationId),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.RuleOnPointOfOrderResult, {
    description: "Rules on a point of order; whoever was interrupted stays paused. For the facilitator.",
  })
  ruleOnPointOfOrder(
    @Arg("input", () => inputs.RuleOnPointOfOrderInput, { description: "What to do." })
    input: inputs.RuleOnPointOfOrderInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.RuleOnPointOfOrderSuccess(
          await this.conducting.rule(viewerOf(context), input.interventionId, input.isUpheld, input.ruling),
        ),
    );
  }
}

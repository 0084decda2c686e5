import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./ballot.inputs.js";
import type { BallotOpeningService } from "./ballot-opening.service.js";
import * as results from "./ballot.results.js";
import type { CastingService } from "./casting.service.js";
import type { ClosingService } from "./closing.service.js";

/** The deeds around a ballot. */
@Resolver()
export class BallotDeedsResolver {
  constructor(
    private readonly opening: BallotOpeningService,
    private readonly casting: CastingService,
    private readonly closing: ClosingService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.OpenBallotResult, {
    description:
      "Opens a ballot on a recommendation of the item under discussion and freezes who may vote; for the facilitator.",
  })
  openBallot(
    @Arg("input", () => inputs.OpenBallotInput, { description: "What to do." }) input: inputs.OpenBallotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.OpenBallotSuccess(await this.opening.open(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.CastVoteResult, {
    description:
      "Casts the vote of the viewer's delegation. Never replaces one. Safe to send again with the same clientMutationId.",
  })
  castVote(
    @Arg("input", () => inputs.CastVoteInput, { description: "What to do." }) input: inputs.CastVoteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.CastVoteSuccess(await this.casting.cast(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.ChangeVoteResult, {
    description:
      "Replaces the vote of the viewer's delegation while the ballot is open, where the rule set allows it. Every change is kept.",
  })
  changeVote(
    @Arg("input", () => inputs.ChangeVoteInput, { description: "What to do." }) input: inputs.ChangeVoteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.ChangeVoteSuccess(await this.casting.change(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.LockBallotResult, {
    description:
      "Announces the close of a ballot: it takes votes for the length of the countdown, by the database clock, then closes by itself. For the facilitator.",
  })
  lockBallot(
    @Arg("input", () => inputs.LockBallotInput, { description: "What to do." }) input: inputs.LockBallotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.LockBallotSuccess(await this.closing.lock(viewerOf(context), input.ballotId, input.seconds)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CloseBallotResult, {
    description: "Closes a ballot, counts and decides in the same transaction; for the facilitator.",
  })
  closeBallot(
    @Arg("input", () => inputs.CloseBallotInput, { description: "What to do." }) input: inputs.CloseBallotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.CloseBallotSuccess(await this.closing.close(viewerOf(context), input.ballotId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CancelBallotResult, {
    description: "Ends a ballot without a count; its rows are kept. For the facilitator.",
  })
  cancelBallot(
    @Arg("input", () => inputs.CancelBallotInput, { description: "What to do." }) input: inputs.CancelBallotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.CancelBallotSuccess(await this.closing.cancel(viewerOf(context), input.ballotId, input.reason)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.DeclareDecisionResult, {
    description:
      "Declares the decision of a closed ballot: everybody admitted sees it from now on. For the facilitator.",
  })
  declareDecision(
    @Arg("input", () => inputs.DeclareDecisionInput, { description: "What to do." }) input: inputs.DeclareDecisionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.DeclareDecisionSuccess(await this.closing.declare(viewerOf(context), input.ballotId)),
    );
  }
}

import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import type { AnnulmentService } from "./annulment.service.js";
import * as inputs from "./conduct.inputs.js";
import * as results from "./conduct.results.js";
import type { ConsensusService } from "./consensus.service.js";
import type { IntentionService } from "./intention.service.js";
import type { ReadInService } from "./read-in.service.js";
import type { CallingService } from "./calling.service.js";

/** Conducting a ballot beyond opening and closing it. */
@Resolver()
export class ConductDeedsResolver {
  constructor(
    private readonly consensus: ConsensusService,
    private readonly calling: CallingService,
    private readonly readIns: ReadInService,
    private readonly intentions: IntentionService,
    private readonly annulments: AnnulmentService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.ObjectToConsensusResult, {
    description:
      "Objects to a consensus in the name of the viewer's delegation. The ballot ends with it; a recorded one may follow.",
  })
  objectToConsensus(
    @Arg("input", () => inputs.ObjectToConsensusInput, { description: "What to do." })
    input: inputs.ObjectToConsensusInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ObjectToConsensusSuccess(
          await this.consensus.object(viewerOf(context), input.ballotId, input.reason),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CallNextDelegationResult, {
    description:
      "Calls the next delegation of a roll call: in the order of names from the one that was drawn, those who did not answer once more at the end. For the facilitator.",
  })
  callNextDelegation(
    @Arg("input", () => inputs.CallNextDelegationInput, { description: "What to do." })
    input: inputs.CallNextDelegationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.CallNextDelegationSuccess(
          await this.calling.callNext(viewerOf(context), input.ballotId, input.lastCall),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.AdmitToBallotResult, {
    description:
      "Puts a delegation that came late on the roll of an open ballot, where the rules allow it; on the record. For the facilitator.",
  })
  admitToBallot(
    @Arg("input", () => inputs.AdmitToBallotInput, { description: "What to do." }) input: inputs.AdmitToBallotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.AdmitToBallotSuccess(
          await this.calling.admit(viewerOf(context), input.ballotId, input.delegationId),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ProposeReadInResult, {
    description:
      "Notes a vote that a delegate said in the room because its device failed. Counts once a second person confirms it. For those who conduct the ballot.",
  })
  proposeReadIn(
    @Arg("input", () => inputs.ProposeReadInInput, { description: "What to do." }) input: inputs.ProposeReadInInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.ProposeReadInSuccess(await this.readIns.propose(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.ConfirmReadInResult, {
    description:
      "Confirms a vote that somebody else noted: it is recorded and counted. For those who conduct the ballot.",
  })
  confirmReadIn(
    @Arg("input", () => inputs.ConfirmReadInInput, { description: "What to do." }) input: inputs.ConfirmReadInInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.ConfirmReadInSuccess(await this.readIns.confirm(viewerOf(context), input.readInId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.RejectReadInResult, {
    description:
      "Rejects a vote that was noted; the note is kept and counts for nothing. For those who conduct the ballot.",
  })
  rejectReadIn(
    @Arg("input", () => inputs.RejectReadInInput, { description: "What to do." }) input: inputs.RejectReadInInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.RejectReadInSuccess(await this.readIns.reject(viewerOf(context), input.readInId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.RecordVoteIntentionResult, {
    description:
      "Records after the close how the viewer's delegation meant to vote. Shown beside the votes, never counted.",
  })
  recordVoteIntention(
    @Arg("input", () => inputs.RecordVoteIntentionInput, { description: "What to do." })
    input: inputs.RecordVoteIntentionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.RecordVoteIntentionSuccess(
          await this.intentions.record(viewerOf(context), input.ballotId, input.choice, input.statement),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ProposeAnnulmentResult, {
    description:
      "Proposes to declare a closed ballot void. The chair and the secretariat annul together: the other of the two confirms.",
  })
  proposeAnnulment(
    @Arg("input", () => inputs.ProposeAnnulmentInput, { description: "What to do." })
    input: inputs.ProposeAnnulmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ProposeAnnulmentSuccess(
          await this.annulments.propose(viewerOf(context), input.ballotId, input.reason),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ConfirmAnnulmentResult, {
    description:
      "Confirms the annulment that the other of chair and secretariat proposed. The rows are kept; a new ballot may supersede this one.",
  })
  confirmAnnulment(
    @Arg("input", () => inputs.ConfirmAnnulmentInput, { description: "What to do." })
    input: inputs.ConfirmAnnulmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.ConfirmAnnulmentSuccess(await this.annulments.confirm(viewerOf(context), input.ballotId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.WithdrawAnnulmentResult, {
    description:
      "Takes back a proposal to annul a ballot; it is kept, and another may follow. For those who conduct the ballot.",
  })
  withdrawAnnulment(
    @Arg("input", () => inputs.WithdrawAnnulmentInput, { description: "What to do." })
    input: inputs.WithdrawAnnulmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.WithdrawAnnulmentSuccess(await this.annulments.withdraw(viewerOf(context), input.ballotId)),
    );
  }
}

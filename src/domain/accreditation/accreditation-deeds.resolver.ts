import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./accreditation.inputs.js";
import * as results from "./accreditation.results.js";
import type { CredentialsService } from "./credentials.service.js";
import type { EnrolmentService } from "./enrolment.service.js";
import type { OfficerService } from "./officer.service.js";
import type { PeopleService } from "./people.service.js";

/** Deeds on delegations: their credentials, their voting rights, their people. */
@Resolver()
export class AccreditationDeedsResolver {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly officers: OfficerService,
    private readonly people: PeopleService,
    private readonly enrolments: EnrolmentService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.DecideCredentialsResult, {
    description:
      "Decides on the credentials of a delegation; for the credentials officers, but not on their own delegation. An open ballot keeps its roll.",
  })
  decideCredentials(
    @Arg("input", () => inputs.DecideCredentialsInput, { description: "What to do." })
    input: inputs.DecideCredentialsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.DecideCredentialsSuccess(await this.credentials.decide(viewerOf(context), input)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.SuspendVotingRightsResult, {
    description:
      "Suspends the voting rights of a delegation: it keeps seat and voice and is left out of the rolls of later ballots. For the secretariat.",
  })
  suspendVotingRights(
    @Arg("input", () => inputs.SuspendVotingRightsInput, { description: "What to do." })
    input: inputs.SuspendVotingRightsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.SuspendVotingRightsSuccess(
          await this.credentials.suspendVoting(viewerOf(context), input.delegationId, input.reason),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.RestoreVotingRightsResult, {
    description: "Restores the voting rights of a delegation; for the secretariat.",
  })
  restoreVotingRights(
    @Arg("input", () => inputs.RestoreVotingRightsInput, { description: "What to do." })
    input: inputs.RestoreVotingRightsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.RestoreVotingRightsSuccess(
          await this.credentials.restoreVoting(viewerOf(context), input.delegationId, input.reason),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.AppointCredentialsOfficerResult, {
    description: "Names somebody who decides on credentials; for the secretariat.",
  })
  appointCredentialsOfficer(
    @Arg("input", () => inputs.AppointCredentialsOfficerInput, { description: "What to do." })
    input: inputs.AppointCredentialsOfficerInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.AppointCredentialsOfficerSuccess(
          await this.officers.appoint(viewerOf(context), input.participationId),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.DismissCredentialsOfficerResult, {
    description: "Takes the decision on credentials from somebody; for the secretariat.",
  })
  dismissCredentialsOfficer(
    @Arg("input", () => inputs.DismissCredentialsOfficerInput, { description: "What to do." })
    input: inputs.DismissCredentialsOfficerInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.DismissCredentialsOfficerSuccess(
          await this.officers.dismiss(viewerOf(context), input.participationId),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.AddDelegateResult, {
    description:
      "Adds a person to a delegation; for its head and the secretariat. Somebody new gets in with a code of issueAccessCode.",
  })
  addDelegate(
    @Arg("input", () => inputs.AddDelegateInput, { description: "What to do." }) input: inputs.AddDelegateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.AddDelegateSuccess(await this.people.add(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.EnrolDelegatesResult, {
    description:
      "Enrols delegates from a list, all lines or none: who is new joins, who is in gets the function of the list, nobody leaves. Sent again, it changes nothing. For the secretariat.",
  })
  enrolDelegates(
    @Arg("input", () => inputs.EnrolDelegatesInput, { description: "What to do." }) input: inputs.EnrolDelegatesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.EnrolDelegatesSuccess(await this.enrolments.enrol(viewerOf(context), input), input.dryRun),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ChangeDelegateFunctionResult, {
    description: "Changes what a person is in a delegation; for the secretariat.",
  })
  changeDelegateFunction(
    @Arg("input", () => inputs.ChangeDelegateFunctionInput, { description: "What to do." })
    input: inputs.ChangeDelegateFunctionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ChangeDelegateFunctionSuccess(
          await this.people.changeFunction(viewerOf(context), input.delegateId, input.function),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.HandOverHeadResult, {
    description: "Makes another delegate the head; the head becomes an alternate. For the head and the secretariat.",
  })
  handOverHead(
    @Arg("input", () => inputs.HandOverHeadInput, { description: "What to do." }) input: inputs.HandOverHeadInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.HandOverHeadSuccess(await this.people.handOverHead(viewerOf(context), input.toDelegateId)),
    );
  }
}

import { Field } from "type-graphql";
import {
  IdempotencyConflict,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { HeadMissing } from "../delegation/delegation.refusals.js";
import { EnrolmentHasProblems } from "./accreditation.refusals.js";
import { EnrolmentRow } from "./enrolment.types.js";

@successType("The credentials are decided.")
export class DecideCredentialsSuccess {
  @Field(() => Delegation, { description: "The delegation, in its new state." })
  delegation: Delegation;
  constructor(delegation: Delegation) {
    this.delegation = delegation;
  }
}

@successType("The delegation's voting rights are suspended.")
export class SuspendVotingRightsSuccess {
  @Field(() => Delegation, { description: "The delegation, in its new state." })
  delegation: Delegation;
  constructor(delegation: Delegation) {
    this.delegation = delegation;
  }
}

@successType("The delegation has its voting rights.")
export class RestoreVotingRightsSuccess {
  @Field(() => Delegation, { description: "The delegation, in its new state." })
  delegation: Delegation;
  constructor(delegation: Delegation) {
    this.delegation = delegation;
  }
}

@successType("The person decides on credentials.")
export class AppointCredentialsOfficerSuccess {
  @Field(() => Participation, { description: "The person." })
  participation: Participation;
  constructor(participation: Participation) {
    this.participation = participation;
  }
}

@successType("The person no longer decides on credentials.")
export class DismissCredentialsOfficerSuccess {
  @Field(() => Participation, { description: "The person." })
  participation: Participation;
  constructor(participation: Participation) {
    this.participation = participation;
  }
}

@successType("The person is in the delegation.")
export class AddDelegateSuccess {
  @Field(() => Delegate, { description: "The delegate." })
  delegate: Delegate;
  constructor(delegate: Delegate) {
    this.delegate = delegate;
  }
}

@successType("The list was read; unless it was a dry run, it is done.")
export class EnrolDelegatesSuccess {
  @Field(() => [EnrolmentRow], { description: "What each line would do, or did, in the order of the list." })
  rows: EnrolmentRow[];
  @Field(() => Boolean, { description: "Whether nothing was written, because only that was asked." })
  dryRun: boolean;
  constructor(rows: EnrolmentRow[], dryRun: boolean) {
    this.rows = rows;
    this.dryRun = dryRun;
  }
}

@successType("The person has this place in the delegation.")
export class ChangeDelegateFunctionSuccess {
  @Field(() => Delegate, { description: "The delegate." })
  delegate: Delegate;
  constructor(delegate: Delegate) {
    this.delegate = delegate;
  }
}

@successType("The person heads the delegation.")
export class HandOverHeadSuccess {
  @Field(() => Delegate, { description: "The new head." })
  delegate: Delegate;
  constructor(delegate: Delegate) {
    this.delegate = delegate;
  }
}

export const DecideCredentialsResult = resultOf("decideCredentials", DecideCredentialsSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  HeadMissing,
]);
export const SuspendVotingRightsResult = resultOf("suspendVotingRights", SuspendVotingRightsSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
]);
export const RestoreVotingRightsResult = resultOf("restoreVotingRights", RestoreVotingRightsSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
]);
export const AppointCredentialsOfficerResult = resultOf("appointCredentialsOfficer", AppointCredentialsOfficerSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const DismissCredentialsOfficerResult = resultOf("dismissCredentialsOfficer", DismissCredentialsOfficerSuccess, [
  NotFound,
  NotEntitled,
]);
export const AddDelegateResult = resultOf("addDelegate", AddDelegateSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  IdempotencyConflict,
]);
export const EnrolDelegatesResult = resultOf("enrolDelegates", EnrolDelegatesSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  EnrolmentHasProblems,
]);
export const ChangeDelegateFunctionResult = resultOf("changeDelegateFunction", ChangeDelegateFunctionSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const HandOverHeadResult = resultOf("handOverHead", HandOverHeadSuccess, [NotFound, NotEntitled]);

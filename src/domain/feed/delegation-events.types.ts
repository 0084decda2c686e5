import { Ctx, Field } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { participationById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { CredentialsRuling } from "../delegation/credential-decision.entity.js";
import { Delegate, DelegateFunction } from "../delegation/delegate.entity.js";
import { Credentials, Delegation } from "../delegation/delegation.entity.js";
import * as delegations from "../delegation/delegation.events.js";
import { delegateById, delegationById } from "../delegation/delegation.loaders.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(delegations.CREDENTIALS_DECIDED, "Credentials of a delegation seated here were decided.")
export class CredentialsDecidedEvent extends RoundTableEvent {
  @Field(() => Delegation, { description: "The delegation, as of now." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => Credentials, { description: "What held until then." })
  credentialsBefore(): Credentials {
    return this.event.body["before"] as Credentials;
  }

  @Field(() => CredentialsRuling, { description: "What was decided." })
  credentialsRuling(): CredentialsRuling {
    return this.event.body["decision"] as CredentialsRuling;
  }
}

@eventType(
  delegations.VOTING_RIGHTS_SUSPENDED,
  "A delegation seated here may not vote in the ballots that open from now on.",
)
export class VotingRightsSuspendedEvent extends RoundTableEvent {
  @Field(() => Delegation, { description: "The delegation, as of now." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }
}

@eventType(delegations.VOTING_RIGHTS_RESTORED, "A delegation seated here has its voting rights again.")
export class VotingRightsRestoredEvent extends RoundTableEvent {
  @Field(() => Delegation, { description: "The delegation, as of now." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }
}

@eventType(delegations.DELEGATE_ADDED, "A person joined a delegation seated here.")
export class DelegateAddedEvent extends RoundTableEvent {
  @Field(() => Delegation, { description: "The delegation, as of now." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => Delegate, { description: "The delegate, as of now." })
  async delegate(@Ctx() context: Context): Promise<Delegate> {
    return (await context.load(delegateById, this.id("delegateId")))!;
  }
}

@eventType(delegations.DELEGATE_FUNCTION_CHANGED, "A person has another place in a delegation seated here.")
export class DelegateFunctionChangedEvent extends RoundTableEvent {
  @Field(() => Delegation, { description: "The delegation, as of now." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => Delegate, { description: "The delegate, as of now." })
  async delegate(@Ctx() context: Context): Promise<Delegate> {
    return (await context.load(delegateById, this.id("delegateId")))!;
  }

  @Field(() => DelegateFunction, { description: "The place until then." })
  functionBefore(): DelegateFunction {
    return this.event.body["before"] as DelegateFunction;
  }

  @Field(() => DelegateFunction, { description: "The place from then on." })
  function(): DelegateFunction {
    return this.event.body["function"] as DelegateFunction;
  }
}

@eventType(delegations.HEAD_HANDED_OVER, "A delegation seated here has another head.")
export class HeadHandedOverEvent extends RoundTableEvent {
  @Field(() => Delegation, { description: "The delegation, as of now." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => Delegate, { description: "The new head, as of now." })
  async delegate(@Ctx() context: Context): Promise<Delegate> {
    return (await context.load(delegateById, this.id("delegateId")))!;
  }

  @Field(() => Delegate, { nullable: true, description: "The head until then, as of now; null when there was none." })
  async previousHead(@Ctx() context: Context): Promise<Delegate | null> {
    const previousId = this.event.body["previousId"] as string | null;
    return previousId === null ? null : context.load(delegateById, previousId);
  }
}

@eventType(delegations.CREDENTIALS_OFFICER_APPOINTED, "Somebody was named to decide on credentials at this conference.")
export class CredentialsOfficerAppointedEvent extends RoundTableEvent {
  @Field(() => Participation, { description: "The person." })
  async participation(@Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, this.id("participationId")))!;
  }
}

@eventType(delegations.CREDENTIALS_OFFICER_DISMISSED, "Somebody no longer decides on credentials at this conference.")
export class CredentialsOfficerDismissedEvent extends RoundTableEvent {
  @Field(() => Participation, { description: "The person." })
  async participation(@Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, this.id("participationId")))!;
  }
}

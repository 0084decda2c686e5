import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Conference } from "../conference/conference.entity.js";
import { countryByCode, participationById, regionById } from "../conference/conference.loaders.js";
import { Country } from "../conference/country.entity.js";
import { Participation } from "../conference/participation.entity.js";
import { Region } from "../conference/region.entity.js";
import { CredentialDecision } from "./credential-decision.entity.js";
import { Delegate } from "./delegate.entity.js";
import { Delegation } from "./delegation.entity.js";
import * as load from "./delegation.loaders.js";
import { mayReadReasons, mayVote } from "./delegation.policy.js";
import { VotingRightRecord } from "./voting-right-record.entity.js";

@Resolver(() => Delegation)
export class DelegationResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Country, { nullable: true, description: "The country; null for an observer organisation." })
  country(@Root() delegation: Delegation, @Ctx() context: Context): Promise<Country | null> | null {
    return delegation.countryCode === null ? null : context.load(countryByCode, delegation.countryCode);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Region, { nullable: true, description: "Its region; null when it has none." })
  region(@Root() delegation: Delegation, @Ctx() context: Context): Promise<Region | null> | null {
    return delegation.regionId === null ? null : context.load(regionById, delegation.regionId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [Delegate], { description: "Its people, without those who left." })
  delegates(@Root() delegation: Delegation, @Ctx() context: Context): Promise<Delegate[]> {
    return context.load(load.delegatesOf, delegation.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Boolean, {
    description:
      "Whether it goes on the roll of a ballot that opens now: a member, credentials accepted or provisional, voting rights not suspended.",
  })
  mayVote(@Root() delegation: Delegation): boolean {
    return mayVote(delegation);
  }

  @guard(mayReadReasons)
  @FieldResolver(() => [CredentialDecision], {
    nullable: true,
    description:
      "Decisions on its credentials with their reasons, in their order; null but for the delegation, the secretariat and the credentials officers.",
  })
  credentialDecisions(@Root() delegation: Delegation, @Ctx() context: Context): Promise<CredentialDecision[]> {
    return context.load(load.decisionsOn, delegation.id);
  }

  @guard(mayReadReasons)
  @FieldResolver(() => [VotingRightRecord], {
    nullable: true,
    description:
      "Suspensions and restorations of its voting rights with their reasons, in their order; null but for the delegation, the secretariat and the credentials officers.",
  })
  votingRightRecords(@Root() delegation: Delegation, @Ctx() context: Context): Promise<VotingRightRecord[]> {
    return context.load(load.votingRightsOf, delegation.id);
  }
}

@Resolver(() => CredentialDecision)
export class CredentialDecisionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "Who decided." })
  async decidedBy(@Root() decision: CredentialDecision, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, decision.decidedById))!;
  }
}

@Resolver(() => VotingRightRecord)
export class VotingRightRecordResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "Who decided." })
  async decidedBy(@Root() record: VotingRightRecord, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, record.decidedById))!;
  }
}

@Resolver(() => Delegate)
export class DelegateResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "The person." })
  async participation(@Root() delegate: Delegate, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, delegate.participationId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "The delegation." })
  async delegation(@Root() delegate: Delegate, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(load.delegationById, delegate.delegationId))!;
  }
}

/** What this word adds to participations and conferences. */
@Resolver(() => Participation)
export class ParticipationDelegationResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegate, { nullable: true, description: "The person's place in a delegation; null for staff." })
  delegate(@Root() participation: Participation, @Ctx() context: Context): Promise<Delegate | null> {
    return context.load(load.delegateByParticipation, participation.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { nullable: true, description: "The person's delegation; null for staff." })
  async delegation(@Root() participation: Participation, @Ctx() context: Context): Promise<Delegation | null> {
    const delegate = await context.load(load.delegateByParticipation, participation.id);
    return delegate ? context.load(load.delegationById, delegate.delegationId) : null;
  }
}

@Resolver(() => Conference)
export class ConferenceDelegationsResolver {
  @guard(inherited)
  @FieldResolver(() => [Delegation], {
    description: "Delegations of the conference: members by country, then observers.",
  })
  delegations(@Root() conference: Conference, @Ctx() context: Context): Promise<Delegation[]> {
    return context.load(load.delegationsOfConference, conference.id);
  }
}

import { GraphQLScalarType, type GraphQLSchema } from "graphql";
import { GraphQLDateTimeISO } from "graphql-scalars";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import { AccreditationDeedsResolver } from "./domain/accreditation/accreditation-deeds.resolver.js";
import { AmendmentDeedsResolver } from "./domain/amendment/amendment-deeds.resolver.js";
import {
  AmendmentAcceptanceResolver,
  AmendmentResolver,
  RecommendationAmendmentsResolver,
} from "./domain/amendment/amendment.resolver.js";
import { BallotDeedsResolver } from "./domain/ballot/ballot-deeds.resolver.js";
import {
  AmendmentBallotsResolver,
  BallotResolver,
  DecisionResolver,
  RecommendationBallotsResolver,
  VoteResolver,
} from "./domain/ballot/ballot.resolver.js";
import { ClockResolver } from "./domain/ballot/clock.resolver.js";
import { BallotRollResolver } from "./domain/ballot/roll.resolver.js";
import { ConductDeedsResolver } from "./domain/conduct/conduct-deeds.resolver.js";
import {
  AnnulmentResolver,
  BallotConductResolver,
  ConsensusObjectionResolver,
  ReadInResolver,
  VoteIntentionResolver,
} from "./domain/conduct/conduct.resolver.js";
import { SecretBallotResolver } from "./domain/secret/secret.resolver.js";
import { DecisionRecountResolver, RecountResolver } from "./domain/ballot/recount.resolver.js";
import { CommentResolver, RecommendationCommentsResolver } from "./domain/comment/comment.resolver.js";
import { ConferenceResolver } from "./domain/conference/conference.resolver.js";
import {
  CountryResolver,
  ParticipationResolver,
  RegionResolver,
  ViewerParticipationsResolver,
} from "./domain/conference/region.resolver.js";
import { RuleSetResolver } from "./domain/conference/rule-set.resolver.js";
import {
  ConferenceDelegationsResolver,
  CredentialDecisionResolver,
  DelegateResolver,
  DelegationResolver,
  ParticipationDelegationResolver,
  VotingRightRecordResolver,
} from "./domain/delegation/delegation.resolver.js";
import { FeedResolver } from "./domain/feed/feed.resolver.js";
import { eventTypes } from "./domain/feed/round-table-event.js";
import { IdentityResolver } from "./domain/identity/identity.resolver.js";
import { IntakeResolver } from "./domain/intake/intake.resolver.js";
import {
  RecommendationSponsorsResolver,
  SponsorshipResolver,
  VersionParagraphsResolver,
} from "./domain/recommendation/paragraph.resolver.js";
import { ConclusionsDeedsResolver } from "./domain/conclusion/conclusions-deeds.resolver.js";
import {
  ConclusionResolver,
  ConclusionsItemResolver,
  ConclusionsResolver,
  ConferenceConclusionsResolver,
} from "./domain/conclusion/conclusions.resolver.js";
import { LineageDeedsResolver } from "./domain/lineage/lineage-deeds.resolver.js";
import { ParagraphLineageResolver, RecommendationLineageResolver } from "./domain/lineage/lineage.resolver.js";
import { RecommendationDeedsResolver } from "./domain/recommendation/recommendation-deeds.resolver.js";
import {
  AgendaItemRecommendationsResolver,
  RecommendationResolver,
  RecommendationVersionResolver,
} from "./domain/recommendation/recommendation.resolver.js";
import { ChairDeedsResolver } from "./domain/round-table/chair-deeds.resolver.js";
import { HallScreenResolver } from "./domain/round-table/hall-screen.resolver.js";
import {
  RollCallAnswerResolver,
  RollCallResolver,
  RoundTableQuorumResolver,
} from "./domain/round-table/roll-call.resolver.js";
import {
  ConferenceParticipantsResolver,
  ParticipationAppointmentsResolver,
} from "./domain/round-table/participants.resolver.js";
import { RehearsalResolver } from "./domain/rehearsal/rehearsal.resolver.js";
import { RoundTableDeedsResolver } from "./domain/round-table/round-table-deeds.resolver.js";
import { RoundTableResolver } from "./domain/round-table/round-table.resolver.js";
import {
  AgendaItemResolver,
  AppointmentResolver,
  ConferenceRoundTablesResolver,
  SeatResolver,
  ViewerFacilitatesResolver,
} from "./domain/round-table/seat.resolver.js";
import { SpeakingDeedsResolver } from "./domain/speaking/speaking-deeds.resolver.js";
import {
  AgendaItemSpeakersListResolver,
  InterventionResolver,
  RoundTableSpeakerResolver,
  SpeakersListResolver,
} from "./domain/speaking/speaking.resolver.js";
import { ConferenceTrailResolver, TrailResolver } from "./domain/trail/trail.resolver.js";
import { enforceRowBudget } from "./platform/graphql/budget.js";
import { enforcePolicies } from "./platform/graphql/policy.js";

/** Every resolver of the schema, listed: what is not here is not served. */
export const RESOLVERS = [
  IdentityResolver,
  ConferenceResolver,
  IntakeResolver,
  RehearsalResolver,
  RegionResolver,
  CountryResolver,
  ParticipationResolver,
  ViewerParticipationsResolver,
  RuleSetResolver,
  DelegationResolver,
  DelegateResolver,
  CredentialDecisionResolver,
  VotingRightRecordResolver,
  ParticipationDelegationResolver,
  ConferenceDelegationsResolver,
  RoundTableResolver,
  RoundTableDeedsResolver,
  ChairDeedsResolver,
  HallScreenResolver,
  RoundTableQuorumResolver,
  RollCallResolver,
  RollCallAnswerResolver,
  AccreditationDeedsResolver,
  SeatResolver,
  AgendaItemResolver,
  AppointmentResolver,
  ConferenceParticipantsResolver,
  ParticipationAppointmentsResolver,
  ConferenceRoundTablesResolver,
  ViewerFacilitatesResolver,
  RecommendationResolver,
  RecommendationVersionResolver,
  RecommendationDeedsResolver,
  VersionParagraphsResolver,
  RecommendationSponsorsResolver,
  SponsorshipResolver,
  AgendaItemRecommendationsResolver,
  ConclusionResolver,
  ConferenceConclusionsResolver,
  AmendmentResolver,
  AmendmentDeedsResolver,
  AmendmentAcceptanceResolver,
  RecommendationAmendmentsResolver,
  CommentResolver,
  RecommendationCommentsResolver,
  BallotResolver,
  AmendmentBallotsResolver,
  BallotDeedsResolver,
  VoteResolver,
  DecisionResolver,
  BallotRollResolver,
  ClockResolver,
  SecretBallotResolver,
  BallotConductResolver,
  AnnulmentResolver,
  ConductDeedsResolver,
  ConsensusObjectionResolver,
  VoteIntentionResolver,
  ReadInResolver,
  RecommendationBallotsResolver,
  RecommendationLineageResolver,
  ParagraphLineageResolver,
  LineageDeedsResolver,
  ConclusionsResolver,
  ConclusionsItemResolver,
  ConclusionsDeedsResolver,
  RecountResolver,
  DecisionRecountResolver,
  SpeakingDeedsResolver,
  InterventionResolver,
  SpeakersListResolver,
  AgendaItemSpeakersListResolver,
  RoundTableSpeakerResolver,
  TrailResolver,
  ConferenceTrailResolver,
  FeedResolver,
] as const;

const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description:
    "A moment: ISO 8601 with offset; answers are in UTC with milliseconds, for example 2019-04-10T09:30:00.000Z.",
});

/** type-graphql insists on one; events never pass through it (see src/live). */
const UNUSED_PUB_SUB = {
  publish: (): never => {
    throw new Error("Events travel through the log");
  },
  subscribe: (): never => {
    throw new Error("Events travel through the log");
  },
};

/** The schema over what `get` made of each resolver class; throws when a field has no policy. */
export function buildRotundaSchema(get: (resolver: new (...args: never[]) => unknown) => unknown): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: RESOLVERS as unknown as NonEmptyArray<new () => object>,
    container: { get: (resolver) => get(resolver as new (...args: never[]) => unknown) },
    scalarsMap: [{ type: Date, scalar: DateTime }],
    orphanedTypes: eventTypes(),
    pubSub: UNUSED_PUB_SUB as never,
    validate: false,
  });
  enforceRowBudget(schema);
  enforcePolicies(schema);
  return schema;
}

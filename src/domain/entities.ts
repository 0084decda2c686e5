import { AgendaItem } from "./round-table/agenda-item.entity.js";
import { HallScreen } from "./round-table/hall-screen.entity.js";
import { Appointment } from "./round-table/appointment.entity.js";
import { ChairRecord } from "./round-table/chair-record.entity.js";
import { PresenceRecord } from "./round-table/presence-record.entity.js";
import { RollCall, RollCallAnswer } from "./round-table/roll-call.entity.js";
import { RoundTable } from "./round-table/round-table.entity.js";
import { Seat } from "./round-table/seat.entity.js";
import { Amendment, AmendmentAcceptance } from "./amendment/amendment.entity.js";
import { Ballot } from "./ballot/ballot.entity.js";
import { Annulment, BallotCall, ConsensusObjection, ReadIn, VoteIntention } from "./conduct/conduct.entity.js";
import { Decision } from "./ballot/decision.entity.js";
import { BallotEligibility, Vote, VoteRecord } from "./ballot/vote.entity.js";
import { ConclusionItem, ConclusionPreamble, Conclusions } from "./conclusion/conclusions.entity.js";
import { Comment } from "./comment/comment.entity.js";
import { BallotSeal, KeyDirectory, SealedPaper } from "./secret/secret.entity.js";
import { Conference } from "./conference/conference.entity.js";
import { Country } from "./conference/country.entity.js";
import { Participation } from "./conference/participation.entity.js";
import { Region } from "./conference/region.entity.js";
import { RuleSet } from "./conference/rule-set.entity.js";
import { Series } from "./conference/series.entity.js";
import { CredentialDecision } from "./delegation/credential-decision.entity.js";
import { Delegate } from "./delegation/delegate.entity.js";
import { Delegation } from "./delegation/delegation.entity.js";
import { VotingRightRecord } from "./delegation/voting-right-record.entity.js";
import { AccessCode } from "./identity/access-code.entity.js";
import { Account } from "./identity/account.entity.js";
import { ClientMutation } from "./identity/client-mutation.entity.js";
import { RefreshToken, SignInSession } from "./identity/sign-in-session.entity.js";
import { ParagraphOrigin, RecommendationOrigin } from "./lineage/lineage.entity.js";
import { ParagraphText, RecommendationParagraph } from "./recommendation/paragraph.entity.js";
import { RecommendationText, RecommendationVersion } from "./recommendation/recommendation-version.entity.js";
import { Recommendation } from "./recommendation/recommendation.entity.js";
import { Sponsorship } from "./recommendation/sponsorship.entity.js";
import { Intervention } from "./speaking/intervention.entity.js";
import { SpeakersList } from "./speaking/speakers-list.entity.js";

/** Every table that TypeORM maps, parents first. The log's tables belong to `live/` and are plain SQL. */
export const ENTITIES = [
  Account,
  AccessCode,
  SignInSession,
  RefreshToken,
  ClientMutation,
  Series,
  Region,
  Country,
  RuleSet,
  Conference,
  Participation,
  Delegation,
  Delegate,
  CredentialDecision,
  VotingRightRecord,
  RoundTable,
  Seat,
  Appointment,
  HallScreen,
  PresenceRecord,
  ChairRecord,
  RollCall,
  RollCallAnswer,
  AgendaItem,
  Recommendation,
  RecommendationVersion,
  RecommendationText,
  RecommendationParagraph,
  ParagraphText,
  Sponsorship,
  Amendment,
  AmendmentAcceptance,
  Ballot,
  BallotEligibility,
  BallotSeal,
  KeyDirectory,
  SealedPaper,
  Vote,
  VoteRecord,
  Decision,
  BallotCall,
  ConsensusObjection,
  ReadIn,
  VoteIntention,
  Annulment,
  RecommendationOrigin,
  ParagraphOrigin,
  Conclusions,
  ConclusionPreamble,
  ConclusionItem,
  Comment,
  SpeakersList,
  Intervention,
];

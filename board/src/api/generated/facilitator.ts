// Written by board/generate.mjs from schema/: change the documents there, not this file.
import { gql } from "urql";
import type * as Types from "./types.js";

export const FacilitatorTableDocument = /* @__PURE__ */ gql<
  Types.FacilitatorTableQuery,
  Types.FacilitatorTableQueryVariables
>(
  "fragment Standing on Delegation{id credentials mayVote votingSuspended}query FacilitatorTable($id:ID!$locale:Locale!){roundTable(id:$id){liveCursor ...TableAtLarge seats{id isPresent delegation{...DelegationName ...Standing}}conference{...RulesHere}}}fragment TableAtLarge on RoundTable{id code title kind state room startsAt present quorum{...QuorumNow}presidingOfficer{id displayName}myAdmission{standing isPresiding mayPreside delegation{...DelegationName}}conference{id number title timeZone workingLanguages series{id code}}speaker{...SpeakerNow}agendaItems{...ItemNow speakersList{...ListNow}recommendations{...Listed}}}fragment RulesHere on Conference{id ruleSet{id title citation lockSeconds lateAdmission allowVoteChange quorum{basis numerator denominator strict at}bodies{kind mode majority tallyVisibility languageGate modes majorities questions{question majority}}disclosure{papers hideUnanimity}}}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}fragment QuorumNow on QuorumState{basis base required present margin isMet}fragment SpeakerNow on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt delegation{...DelegationName}ruling isUpheld}fragment ListNow on SpeakersList{isOpen seconds policy queue{id kind state position requestedAt delegation{...DelegationName}}}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}fragment ItemNow on AgendaItem{id position title kind state minutes}",
);
export const TextAtTableDocument = /* @__PURE__ */ gql<Types.TextAtTableQuery, Types.TextAtTableQueryVariables>(
  "query TextAtTable($id:ID!$locale:Locale!){recommendation(id:$id){...Listed proposedAt proposedBy{...DelegationName}sponsors{sponsoredAt delegation{...DelegationName}}currentVersion{...VersionNow}versions{id number title createdAt}votingOrder{rank reason amendment{id}}amendments{id symbol kind state text reason baseVersion parent{id symbol}paragraph{paragraphId number text}proposedBy{...DelegationName}ifAdopted{effect amendment{id symbol}}}}}fragment VersionNow on RecommendationVersion{id number title hash originalLocale createdAt paragraphs(locale:$locale){paragraphId kind number text}original:paragraphs{paragraphId text}languages{locale conformity missingParagraphs{paragraphId number}}}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}",
);
export const SpeakersAtTableDocument = /* @__PURE__ */ gql<
  Types.SpeakersAtTableQuery,
  Types.SpeakersAtTableQueryVariables
>(
  "fragment ListChanged on AgendaItem{id speakersList{isOpen seconds policy queue{id kind state position requestedAt delegation{id}}}}query SpeakersAtTable($id:ID!){roundTable(id:$id){id speaker{id}agendaItems{...ListChanged}}}",
);
export const CommentsAtTableDocument = /* @__PURE__ */ gql<
  Types.CommentsAtTableQuery,
  Types.CommentsAtTableQueryVariables
>(
  "query CommentsAtTable($id:ID!$after:String){recommendation(id:$id){id comments(first:20 after:$after){edges{node{...CommentNow}}pageInfo{hasNextPage endCursor}}}}fragment CommentNow on Comment{id body postedAt withdrawnAt audience author{id displayName delegation{id}}}",
);
export const VersionChangesDocument = /* @__PURE__ */ gql<
  Types.VersionChangesQuery,
  Types.VersionChangesQueryVariables
>(
  "query VersionChanges($id:ID!$since:Int!){recommendation(id:$id){id currentVersion{id diff(since:$since){change formerNumber moved paragraph{paragraphId number kind}pieces{op text}}}}}",
);
export const BallotAtTableDocument = /* @__PURE__ */ gql<Types.BallotAtTableQuery, Types.BallotAtTableQueryVariables>(
  "fragment Calls on Ballot{calls{number calledAt delegation{id}}}query BallotAtTable($id:ID!){ballot(id:$id){...BallotNow ...Calls versionHash roll{...EntryNow}objections{recordedAt reason delegation{id}}readIns{id choice confirmedAt rejectedAt proposedBy{id displayName}delegation{id}}annulment{reason proposedAs proposedAt confirmedAt proposedBy{id displayName}}box{state fault}disclosure{papers outside repeats}decision{...DecisionNow proof{formula evaluated hash isIntact silent document}}}}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}fragment EntryNow on RollEntry{ballot{id}delegation{id}callOrder hasVoted presentAtOpen admittedAt vote{choice}}",
);
export const DecisionRecountDocument = /* @__PURE__ */ gql<
  Types.DecisionRecountQuery,
  Types.DecisionRecountQueryVariables
>(
  "query DecisionRecount($id:ID!){ballot(id:$id){id decision{outcome recount{agrees findings{check expected found}}}}}",
);
export const DelegatesOfRollDocument = /* @__PURE__ */ gql<
  Types.DelegatesOfRollQuery,
  Types.DelegatesOfRollQueryVariables
>(
  "query DelegatesOfRoll($id:ID!){ballot(id:$id){id roll{...EntryNow delegation{id delegates{id function withdrawnAt participation{id displayName}}}}}}fragment EntryNow on RollEntry{ballot{id}delegation{id}callOrder hasVoted presentAtOpen admittedAt vote{choice}}",
);
export const HallScreenOpensDocument = /* @__PURE__ */ gql<
  Types.HallScreenOpensMutation,
  Types.HallScreenOpensMutationVariables
>(
  "mutation HallScreenOpens($input:OpenHallScreenInput!){openHallScreen(input:$input){...on OpenHallScreenSuccess{accessCode expiresAt}...Refused}}fragment Refused on DomainError{__typename code message}",
);

// Written by board/generate.mjs from schema/: change the documents there, not this file.
import { gql } from "urql";
import type * as Types from "./types.js";

export const SecretariatDeskDocument = /* @__PURE__ */ gql<
  Types.SecretariatDeskQuery,
  Types.SecretariatDeskQueryVariables
>(
  "query SecretariatDesk($id:ID!){viewer{id displayName isAdmin}conference(id:$id){...Edition myParticipation{id displayName isSecretariat isCredentialsOfficer}}}fragment Edition on Conference{id number title city state startsOn endsOn timeZone workingLanguages}",
);
export const WhoAdministersDocument = /* @__PURE__ */ gql<
  Types.WhoAdministersQuery,
  Types.WhoAdministersQueryVariables
>("query WhoAdministers{viewer{id displayName isAdmin}}");
export const TablesOfConferenceDocument = /* @__PURE__ */ gql<
  Types.TablesOfConferenceQuery,
  Types.TablesOfConferenceQueryVariables
>("query TablesOfConference($id:ID!){conference(id:$id){id state roundTables{id title}}}");
export const TableAtGlanceDocument = /* @__PURE__ */ gql<Types.TableAtGlanceQuery, Types.TableAtGlanceQueryVariables>(
  "fragment QuorumNow on QuorumState{basis base required present margin isMet}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}fragment ItemNow on AgendaItem{id position title kind state minutes}query TableAtGlance($id:ID!$locale:Locale!){roundTable(id:$id){id liveCursor title kind state room startsAt present quorum{...QuorumNow}presidingOfficer{id displayName}region{id name(locale:$locale)}agendaItems{...ItemNow recommendations{...Listed}}}}",
);
export const BallotAtGlanceDocument = /* @__PURE__ */ gql<
  Types.BallotAtGlanceQuery,
  Types.BallotAtGlanceQueryVariables
>(
  "query BallotAtGlance($id:ID!){ballot(id:$id){id state mode question closesAt turnout{voted eligible present}recommendation{id symbol}}}",
);
export const ConferenceSetUpDocument = /* @__PURE__ */ gql<
  Types.ConferenceSetUpQuery,
  Types.ConferenceSetUpQueryVariables
>(
  "fragment Edition on Conference{id number title city state startsOn endsOn timeZone workingLanguages}query ConferenceSetUp($id:ID!){conference(id:$id){...Edition series{id code title}ruleSet{id title citation version lockSeconds lateAdmission allowVoteChange headMayOverride minimumSponsors mayCast quorum{basis numerator denominator strict at}bodies{kind mode majority tallyVisibility languageGate}speaking{seconds}}roundTables{id title kind startsAt quorum{base required}agendaItems{id position title minutes}}}}",
);
export const DelegationsOfConferenceDocument = /* @__PURE__ */ gql<
  Types.DelegationsOfConferenceQuery,
  Types.DelegationsOfConferenceQueryVariables
>(
  "fragment Standing on Delegation{id credentials mayVote votingSuspended}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}query DelegationsOfConference($id:ID!$locale:Locale!){conference(id:$id){id delegations{...DelegationName ...Standing delegates{...Member}}}}fragment Member on Delegate{id function withdrawnAt participation{id displayName}}",
);
export const DelegationRecordsDocument = /* @__PURE__ */ gql<
  Types.DelegationRecordsQuery,
  Types.DelegationRecordsQueryVariables
>(
  "query DelegationRecords($id:ID!){conference(id:$id){id delegations{id credentialDecisions{id at decision reason decidedBy{id displayName}}}}}",
);
export const PeopleForBadgesDocument = /* @__PURE__ */ gql<
  Types.PeopleForBadgesQuery,
  Types.PeopleForBadgesQueryVariables
>(
  "query PeopleForBadges($id:ID!$first:Int!$after:String){conference(id:$id){id participants(first:$first after:$after){edges{node{id displayName isSecretariat isCredentialsOfficer delegate{id function delegation{id}}appointments{id role roundTable{id}}}}pageInfo{hasNextPage endCursor}}}}",
);
export const NamesForBadgesDocument = /* @__PURE__ */ gql<
  Types.NamesForBadgesQuery,
  Types.NamesForBadgesQueryVariables
>(
  "query NamesForBadges($id:ID!){conference(id:$id){id title delegations{id organisation country{code names{locale name}}}roundTables{id title state}}}",
);
export const CodesAreIssuedDocument = /* @__PURE__ */ gql<
  Types.CodesAreIssuedMutation,
  Types.CodesAreIssuedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}mutation CodesAreIssued($input:IssueAccessCodesInput!){issueAccessCodes(input:$input){...on IssueAccessCodesSuccess{codes{accessCode expiresAt participation{id}}}...Refused}}",
);
export const ScreenIsOpenedDocument = /* @__PURE__ */ gql<
  Types.ScreenIsOpenedMutation,
  Types.ScreenIsOpenedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}mutation ScreenIsOpened($input:OpenHallScreenInput!){openHallScreen(input:$input){...on OpenHallScreenSuccess{accessCode expiresAt}...Refused}}",
);
export const ConferenceIsOpenedDocument = /* @__PURE__ */ gql<
  Types.ConferenceIsOpenedMutation,
  Types.ConferenceIsOpenedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}mutation ConferenceIsOpened($input:OpenConferenceInput!){openConference(input:$input){...on OpenConferenceSuccess{conference{id state}}...Refused}}",
);
export const ConferenceIsClosedDocument = /* @__PURE__ */ gql<
  Types.ConferenceIsClosedMutation,
  Types.ConferenceIsClosedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}mutation ConferenceIsClosed($input:CloseConferenceInput!){closeConference(input:$input){...on CloseConferenceSuccess{conference{id state}}...Refused}}",
);
export const CredentialsAreDecidedDocument = /* @__PURE__ */ gql<
  Types.CredentialsAreDecidedMutation,
  Types.CredentialsAreDecidedMutationVariables
>(
  "fragment Standing on Delegation{id credentials mayVote votingSuspended}fragment Refused on DomainError{__typename code message}mutation CredentialsAreDecided($input:DecideCredentialsInput!){decideCredentials(input:$input){...on DecideCredentialsSuccess{delegation{...Standing}}...Refused}}",
);
export const RightsAreSuspendedDocument = /* @__PURE__ */ gql<
  Types.RightsAreSuspendedMutation,
  Types.RightsAreSuspendedMutationVariables
>(
  "fragment Standing on Delegation{id credentials mayVote votingSuspended}fragment Refused on DomainError{__typename code message}mutation RightsAreSuspended($input:SuspendVotingRightsInput!){suspendVotingRights(input:$input){...on SuspendVotingRightsSuccess{delegation{...Standing}}...Refused}}",
);
export const RightsAreRestoredDocument = /* @__PURE__ */ gql<
  Types.RightsAreRestoredMutation,
  Types.RightsAreRestoredMutationVariables
>(
  "fragment Standing on Delegation{id credentials mayVote votingSuspended}fragment Refused on DomainError{__typename code message}mutation RightsAreRestored($input:RestoreVotingRightsInput!){restoreVotingRights(input:$input){...on RestoreVotingRightsSuccess{delegation{...Standing}}...Refused}}",
);
export const MemberIsAddedDocument = /* @__PURE__ */ gql<
  Types.MemberIsAddedMutation,
  Types.MemberIsAddedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}fragment Member on Delegate{id function withdrawnAt participation{id displayName}}mutation MemberIsAdded($input:AddDelegateInput!){addDelegate(input:$input){...on AddDelegateSuccess{delegate{...Member delegation{id delegates{...Member}}}}...Refused}}",
);
export const MemberIsWithdrawnDocument = /* @__PURE__ */ gql<
  Types.MemberIsWithdrawnMutation,
  Types.MemberIsWithdrawnMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}fragment Member on Delegate{id function withdrawnAt participation{id displayName}}mutation MemberIsWithdrawn($input:WithdrawDelegateInput!){withdrawDelegate(input:$input){...on WithdrawDelegateSuccess{delegate{...Member delegation{id delegates{...Member}}}}...Refused}}",
);
export const FunctionIsChangedDocument = /* @__PURE__ */ gql<
  Types.FunctionIsChangedMutation,
  Types.FunctionIsChangedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}fragment Member on Delegate{id function withdrawnAt participation{id displayName}}mutation FunctionIsChanged($input:ChangeDelegateFunctionInput!){changeDelegateFunction(input:$input){...on ChangeDelegateFunctionSuccess{delegate{...Member}}...Refused}}",
);
export const HeadIsHandedOverDocument = /* @__PURE__ */ gql<
  Types.HeadIsHandedOverMutation,
  Types.HeadIsHandedOverMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}fragment Member on Delegate{id function withdrawnAt participation{id displayName}}mutation HeadIsHandedOver($input:HandOverHeadInput!){handOverHead(input:$input){...on HandOverHeadSuccess{delegate{...Member delegation{id delegates{...Member}}}}...Refused}}",
);
export const ListIsEnrolledDocument = /* @__PURE__ */ gql<
  Types.ListIsEnrolledMutation,
  Types.ListIsEnrolledMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}mutation ListIsEnrolled($input:EnrolDelegatesInput!){enrolDelegates(input:$input){__typename ...on EnrolDelegatesSuccess{dryRun rows{...EnrolledLine}}...on EnrolmentHasProblems{rows{...EnrolledLine}}...Refused}}fragment EnrolledLine on EnrolmentRow{number action before field message delegate{id function}}",
);
export const FileIsPreviewedDocument = /* @__PURE__ */ gql<
  Types.FileIsPreviewedQuery,
  Types.FileIsPreviewedQueryVariables
>(
  "fragment Refused on DomainError{__typename code message}query FileIsPreviewed($input:PreviewConferenceImportInput!){previewConferenceImport(input:$input){__typename ...on PreviewConferenceImportSuccess{preview{seriesCode seriesExists number editionExists title city startsOn endsOn workingLanguages delegations people roundTables agendaItems recommendations warnings}}...on ConferenceFileRejected{problems{path message}}...Refused}}",
);
export const FileIsImportedDocument = /* @__PURE__ */ gql<
  Types.FileIsImportedMutation,
  Types.FileIsImportedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}fragment Edition on Conference{id number title city state startsOn endsOn timeZone workingLanguages}mutation FileIsImported($input:ImportConferenceInput!){importConference(input:$input){__typename ...on ImportConferenceSuccess{access{accessCode name role participationId}conference{...Edition}}...on ConferenceFileRejected{problems{path message}}...Refused}}",
);
export const RehearsalNowDocument = /* @__PURE__ */ gql<Types.RehearsalNowQuery, Types.RehearsalNowQueryVariables>(
  "query RehearsalNow{rehearsal{...Rehearsed}}fragment Rehearsed on Rehearsal{id state delegations speed deeds share words errors startedAt endedAt conference{id title}access{role accessCode}}",
);
export const RehearsalIsStartedDocument = /* @__PURE__ */ gql<
  Types.RehearsalIsStartedMutation,
  Types.RehearsalIsStartedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}fragment Rehearsed on Rehearsal{id state delegations speed deeds share words errors startedAt endedAt conference{id title}access{role accessCode}}mutation RehearsalIsStarted($input:StartRehearsalInput!){startRehearsal(input:$input){...on StartRehearsalSuccess{rehearsal{...Rehearsed}}...Refused}}",
);
export const RehearsalIsStoppedDocument = /* @__PURE__ */ gql<
  Types.RehearsalIsStoppedMutation,
  Types.RehearsalIsStoppedMutationVariables
>(
  "fragment Refused on DomainError{__typename code message}fragment Rehearsed on Rehearsal{id state delegations speed deeds share words errors startedAt endedAt conference{id title}access{role accessCode}}mutation RehearsalIsStopped($input:StopRehearsalInput!){stopRehearsal(input:$input){...on StopRehearsalSuccess{rehearsal{...Rehearsed}}...Refused}}",
);

// Written by board/generate.mjs from schema/: change the documents there, not this file.
import { gql } from "urql";
import type * as Types from "./types.js";

export const ChairOpensTableDocument = /* @__PURE__ */ gql<
  Types.ChairOpensTableMutation,
  Types.ChairOpensTableMutationVariables
>(
  "fragment Sitting on RoundTable{id state}mutation ChairOpensTable($input:OpenRoundTableInput!){openRoundTable(input:$input){...on OpenRoundTableSuccess{roundTable{...Sitting}}...on QuorumNotMet{present required members}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairSuspendsTableDocument = /* @__PURE__ */ gql<
  Types.ChairSuspendsTableMutation,
  Types.ChairSuspendsTableMutationVariables
>(
  "fragment Sitting on RoundTable{id state}mutation ChairSuspendsTable($input:SuspendRoundTableInput!){suspendRoundTable(input:$input){...on SuspendRoundTableSuccess{roundTable{...Sitting}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairResumesTableDocument = /* @__PURE__ */ gql<
  Types.ChairResumesTableMutation,
  Types.ChairResumesTableMutationVariables
>(
  "fragment Sitting on RoundTable{id state}mutation ChairResumesTable($input:ResumeRoundTableInput!){resumeRoundTable(input:$input){...on ResumeRoundTableSuccess{roundTable{...Sitting}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairClosesTableDocument = /* @__PURE__ */ gql<
  Types.ChairClosesTableMutation,
  Types.ChairClosesTableMutationVariables
>(
  "fragment Sitting on RoundTable{id state}mutation ChairClosesTable($input:CloseRoundTableInput!){closeRoundTable(input:$input){...on CloseRoundTableSuccess{roundTable{...Sitting}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairTakesChairDocument = /* @__PURE__ */ gql<
  Types.ChairTakesChairMutation,
  Types.ChairTakesChairMutationVariables
>(
  "mutation ChairTakesChair($input:TakeChairInput!){takeChair(input:$input){...on TakeChairSuccess{roundTable{id presidingOfficer{id displayName}}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairTakesUpItemDocument = /* @__PURE__ */ gql<
  Types.ChairTakesUpItemMutation,
  Types.ChairTakesUpItemMutationVariables
>(
  "mutation ChairTakesUpItem($input:TakeUpAgendaItemInput!){takeUpAgendaItem(input:$input){...on TakeUpAgendaItemSuccess{agendaItem{...ItemNow}}...Refused}}fragment Refused on DomainError{__typename code message}fragment ItemNow on AgendaItem{id position title kind state minutes}",
);
export const ChairDefersItemDocument = /* @__PURE__ */ gql<
  Types.ChairDefersItemMutation,
  Types.ChairDefersItemMutationVariables
>(
  "mutation ChairDefersItem($input:DeferAgendaItemInput!){deferAgendaItem(input:$input){...on DeferAgendaItemSuccess{agendaItem{...ItemNow}}...Refused}}fragment Refused on DomainError{__typename code message}fragment ItemNow on AgendaItem{id position title kind state minutes}",
);
export const ChairClosesItemDocument = /* @__PURE__ */ gql<
  Types.ChairClosesItemMutation,
  Types.ChairClosesItemMutationVariables
>(
  "mutation ChairClosesItem($input:CloseAgendaItemInput!){closeAgendaItem(input:$input){...on CloseAgendaItemSuccess{agendaItem{...ItemNow}}...Refused}}fragment Refused on DomainError{__typename code message}fragment ItemNow on AgendaItem{id position title kind state minutes}",
);
export const ChairTakesUpTextDocument = /* @__PURE__ */ gql<
  Types.ChairTakesUpTextMutation,
  Types.ChairTakesUpTextMutationVariables
>(
  "mutation ChairTakesUpText($input:TakeUpRecommendationInput!){takeUpRecommendation(input:$input){...on TakeUpRecommendationSuccess{recommendation{...Listed}}...Refused}}fragment Refused on DomainError{__typename code message}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}",
);
export const ChairRulesOnAmendmentDocument = /* @__PURE__ */ gql<
  Types.ChairRulesOnAmendmentMutation,
  Types.ChairRulesOnAmendmentMutationVariables
>(
  "fragment Moved on Amendment{id state symbol recommendation{id}}mutation ChairRulesOnAmendment($input:RuleOnAmendmentInput!){ruleOnAmendment(input:$input){...on RuleOnAmendmentSuccess{amendment{...Moved}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairForwardsTextDocument = /* @__PURE__ */ gql<
  Types.ChairForwardsTextMutation,
  Types.ChairForwardsTextMutationVariables
>(
  "mutation ChairForwardsText($input:ForwardRecommendationInput!){forwardRecommendation(input:$input){...on ForwardRecommendationSuccess{recommendation{...Listed}}...Refused}}fragment Refused on DomainError{__typename code message}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}",
);
export const ChairOpensBallotDocument = /* @__PURE__ */ gql<
  Types.ChairOpensBallotMutation,
  Types.ChairOpensBallotMutationVariables
>(
  "fragment Opened on Ballot{...BallotNow recommendation{...Listed}}mutation ChairOpensBallot($input:OpenBallotInput!){openBallot(input:$input){...on OpenBallotSuccess{warnings ballot{...Opened}}...on LanguageGateClosed{missing}...on QuorumNotMet{present required members}...on TooFewSponsors{required sponsors}...on ModeNotAvailable{mode}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}",
);
export const ChairLocksBallotDocument = /* @__PURE__ */ gql<
  Types.ChairLocksBallotMutation,
  Types.ChairLocksBallotMutationVariables
>(
  "mutation ChairLocksBallot($input:LockBallotInput!){lockBallot(input:$input){...on LockBallotSuccess{ballot{...BallotNow}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const ChairClosesBallotDocument = /* @__PURE__ */ gql<
  Types.ChairClosesBallotMutation,
  Types.ChairClosesBallotMutationVariables
>(
  "mutation ChairClosesBallot($input:CloseBallotInput!){closeBallot(input:$input){...on CloseBallotSuccess{ballot{...BallotNow}}...on BallotClosed{closedAt}...on BallotSealFaulty{fault}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const ChairCancelsBallotDocument = /* @__PURE__ */ gql<
  Types.ChairCancelsBallotMutation,
  Types.ChairCancelsBallotMutationVariables
>(
  "mutation ChairCancelsBallot($input:CancelBallotInput!){cancelBallot(input:$input){...on CancelBallotSuccess{ballot{...BallotNow}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const ChairDeclaresDecisionDocument = /* @__PURE__ */ gql<
  Types.ChairDeclaresDecisionMutation,
  Types.ChairDeclaresDecisionMutationVariables
>(
  "mutation ChairDeclaresDecision($input:DeclareDecisionInput!){declareDecision(input:$input){...on DeclareDecisionSuccess{ballot{...BallotNow}}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const ChairCallsNextDelegationDocument = /* @__PURE__ */ gql<
  Types.ChairCallsNextDelegationMutation,
  Types.ChairCallsNextDelegationMutationVariables
>(
  "fragment Calls on Ballot{calls{number calledAt delegation{id}}}mutation ChairCallsNextDelegation($input:CallNextDelegationInput!){callNextDelegation(input:$input){...on CallNextDelegationSuccess{ballot{id ...Calls}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairAdmitsToBallotDocument = /* @__PURE__ */ gql<
  Types.ChairAdmitsToBallotMutation,
  Types.ChairAdmitsToBallotMutationVariables
>(
  "fragment TurnoutNow on Turnout{voted eligible present}mutation ChairAdmitsToBallot($input:AdmitToBallotInput!){admitToBallot(input:$input){...on AdmitToBallotSuccess{ballot{id turnout{...TurnoutNow}roll{...EntryNow}}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}fragment EntryNow on RollEntry{ballot{id}delegation{id}callOrder hasVoted presentAtOpen admittedAt vote{choice}}",
);
export const ReadInIsProposedDocument = /* @__PURE__ */ gql<
  Types.ReadInIsProposedMutation,
  Types.ReadInIsProposedMutationVariables
>(
  "mutation ReadInIsProposed($input:ProposeReadInInput!){proposeReadIn(input:$input){...on ProposeReadInSuccess{readIn{id}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ReadInIsConfirmedDocument = /* @__PURE__ */ gql<
  Types.ReadInIsConfirmedMutation,
  Types.ReadInIsConfirmedMutationVariables
>(
  "mutation ReadInIsConfirmed($input:ConfirmReadInInput!){confirmReadIn(input:$input){...on ConfirmReadInSuccess{ballot{...BallotNow}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const ReadInIsRejectedDocument = /* @__PURE__ */ gql<
  Types.ReadInIsRejectedMutation,
  Types.ReadInIsRejectedMutationVariables
>(
  "mutation ReadInIsRejected($input:RejectReadInInput!){rejectReadIn(input:$input){...on RejectReadInSuccess{ballot{id}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const AnnulmentIsProposedDocument = /* @__PURE__ */ gql<
  Types.AnnulmentIsProposedMutation,
  Types.AnnulmentIsProposedMutationVariables
>(
  "mutation AnnulmentIsProposed($input:ProposeAnnulmentInput!){proposeAnnulment(input:$input){...on ProposeAnnulmentSuccess{ballot{...BallotNow}}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const AnnulmentIsConfirmedDocument = /* @__PURE__ */ gql<
  Types.AnnulmentIsConfirmedMutation,
  Types.AnnulmentIsConfirmedMutationVariables
>(
  "mutation AnnulmentIsConfirmed($input:ConfirmAnnulmentInput!){confirmAnnulment(input:$input){...on ConfirmAnnulmentSuccess{ballot{...BallotNow}}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const AnnulmentIsWithdrawnDocument = /* @__PURE__ */ gql<
  Types.AnnulmentIsWithdrawnMutation,
  Types.AnnulmentIsWithdrawnMutationVariables
>(
  "mutation AnnulmentIsWithdrawn($input:WithdrawAnnulmentInput!){withdrawAnnulment(input:$input){...on WithdrawAnnulmentSuccess{ballot{id}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const PresenceIsRecordedDocument = /* @__PURE__ */ gql<
  Types.PresenceIsRecordedMutation,
  Types.PresenceIsRecordedMutationVariables
>(
  "mutation PresenceIsRecorded($input:CallTheRollInput!){callTheRoll(input:$input){...on CallTheRollSuccess{rollCall{answers{isPresent delegation{id}}}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairOpensListDocument = /* @__PURE__ */ gql<
  Types.ChairOpensListMutation,
  Types.ChairOpensListMutationVariables
>(
  "fragment ListChanged on AgendaItem{id speakersList{isOpen seconds policy queue{id kind state position requestedAt delegation{id}}}}mutation ChairOpensList($input:OpenSpeakersListInput!){openSpeakersList(input:$input){...on OpenSpeakersListSuccess{agendaItem{...ListChanged}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairClosesListDocument = /* @__PURE__ */ gql<
  Types.ChairClosesListMutation,
  Types.ChairClosesListMutationVariables
>(
  "fragment ListChanged on AgendaItem{id speakersList{isOpen seconds policy queue{id kind state position requestedAt delegation{id}}}}mutation ChairClosesList($input:CloseSpeakersListInput!){closeSpeakersList(input:$input){...on CloseSpeakersListSuccess{agendaItem{...ListChanged}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairCallsSpeakerDocument = /* @__PURE__ */ gql<
  Types.ChairCallsSpeakerMutation,
  Types.ChairCallsSpeakerMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairCallsSpeaker($input:CallSpeakerInput!){callSpeaker(input:$input){...on CallSpeakerSuccess{intervention{...Floor}}...on FloorTaken{state}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairStartsClockDocument = /* @__PURE__ */ gql<
  Types.ChairStartsClockMutation,
  Types.ChairStartsClockMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairStartsClock($input:StartSpeakingInput!){startSpeaking(input:$input){...on StartSpeakingSuccess{intervention{...Floor}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairPausesSpeakerDocument = /* @__PURE__ */ gql<
  Types.ChairPausesSpeakerMutation,
  Types.ChairPausesSpeakerMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairPausesSpeaker($input:PauseSpeakerInput!){pauseSpeaker(input:$input){...on PauseSpeakerSuccess{intervention{...Floor}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairResumesSpeakerDocument = /* @__PURE__ */ gql<
  Types.ChairResumesSpeakerMutation,
  Types.ChairResumesSpeakerMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairResumesSpeaker($input:ResumeSpeakerInput!){resumeSpeaker(input:$input){...on ResumeSpeakerSuccess{intervention{...Floor}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairEndsSpeechDocument = /* @__PURE__ */ gql<
  Types.ChairEndsSpeechMutation,
  Types.ChairEndsSpeechMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairEndsSpeech($input:EndSpeechInput!){endSpeech(input:$input){...on EndSpeechSuccess{intervention{...Floor}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairExtendsTimeDocument = /* @__PURE__ */ gql<
  Types.ChairExtendsTimeMutation,
  Types.ChairExtendsTimeMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairExtendsTime($input:ExtendTimeInput!){extendTime(input:$input){...on ExtendTimeSuccess{intervention{...Floor}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairSkipsSpeakerDocument = /* @__PURE__ */ gql<
  Types.ChairSkipsSpeakerMutation,
  Types.ChairSkipsSpeakerMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairSkipsSpeaker($input:SkipSpeakerInput!){skipSpeaker(input:$input){...on SkipSpeakerSuccess{intervention{...Floor}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const ChairRulesOnPointDocument = /* @__PURE__ */ gql<
  Types.ChairRulesOnPointMutation,
  Types.ChairRulesOnPointMutationVariables
>(
  "fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}mutation ChairRulesOnPoint($input:RuleOnPointOfOrderInput!){ruleOnPointOfOrder(input:$input){...on RuleOnPointOfOrderSuccess{intervention{...Floor}}...Refused}}fragment Refused on DomainError{__typename code message}",
);

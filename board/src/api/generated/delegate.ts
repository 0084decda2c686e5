// Written by board/generate.mjs from schema/: change the documents there, not this file.
import { gql } from "urql";
import type * as Types from "./types.js";

export const DelegateTableDocument = /* @__PURE__ */ gql<Types.DelegateTableQuery, Types.DelegateTableQueryVariables>(
  "query DelegateTable($id:ID!$locale:Locale!){roundTable(id:$id){liveCursor id code title state present quorum{...QuorumNow}presidingOfficer{id displayName}conference{id title timeZone ruleSet{id allowVoteChange changeUntil headMayOverride mayCast}}myAdmission{standing delegation{...DelegationName ...Standing delegates{id function participation{id displayName}}}}seats{id isPresent delegation{...DelegationName}}speaker{...SpeakerNow}agendaItems{...ItemNow speakersList{...ListNow}recommendations{...Listed}}}viewer{id participations{id delegation{id}}}}fragment Standing on Delegation{id credentials mayVote votingSuspended}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}fragment QuorumNow on QuorumState{basis base required present margin isMet}fragment SpeakerNow on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt delegation{...DelegationName}ruling isUpheld}fragment ListNow on SpeakersList{isOpen seconds policy queue{id kind state position requestedAt delegation{...DelegationName}}}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}fragment ItemNow on AgendaItem{id position title kind state minutes}",
);
export const DelegateBallotDocument = /* @__PURE__ */ gql<
  Types.DelegateBallotQuery,
  Types.DelegateBallotQueryVariables
>(
  "query DelegateBallot($id:ID!){ballot(id:$id){...BallotNow ...Calls ...MyPart options{id choice}disclosure{papers outside repeats}objections{recordedAt reason delegation{id}}roll{ballot{id}delegation{id}}}}fragment MyPart on Ballot{id hasVoted receipt myVote{choice castAt source}}fragment Calls on Ballot{calls{number calledAt delegation{id}}}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const DelegatePartDocument = /* @__PURE__ */ gql<Types.DelegatePartQuery, Types.DelegatePartQueryVariables>(
  "query DelegatePart($id:ID!){ballot(id:$id){id state closedAt ...MyPart}}fragment MyPart on Ballot{id hasVoted receipt myVote{choice castAt source}}",
);
export const DelegateCastsDocument = /* @__PURE__ */ gql<
  Types.DelegateCastsMutation,
  Types.DelegateCastsMutationVariables
>(
  "fragment MyPart on Ballot{id hasVoted receipt myVote{choice castAt source}}mutation DelegateCasts($input:CastVoteInput!){castVote(input:$input){...on CastVoteSuccess{ballot{...MyPart}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const DelegateChangesDocument = /* @__PURE__ */ gql<
  Types.DelegateChangesMutation,
  Types.DelegateChangesMutationVariables
>(
  "fragment MyPart on Ballot{id hasVoted receipt myVote{choice castAt source}}mutation DelegateChanges($input:ChangeVoteInput!){changeVote(input:$input){...on ChangeVoteSuccess{ballot{...MyPart}}...on BallotClosed{closedAt}...on InvalidState{state}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const DelegateCastsPaperDocument = /* @__PURE__ */ gql<
  Types.DelegateCastsPaperMutation,
  Types.DelegateCastsPaperMutationVariables
>(
  "fragment MyPart on Ballot{id hasVoted receipt myVote{choice castAt source}}mutation DelegateCastsPaper($input:CastSecretVoteInput!){castSecretVote(input:$input){...on CastSecretVoteSuccess{ballot{...MyPart}}...on BallotClosed{closedAt}...on BallotSealFaulty{fault}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const DelegateObjectsDocument = /* @__PURE__ */ gql<
  Types.DelegateObjectsMutation,
  Types.DelegateObjectsMutationVariables
>(
  "mutation DelegateObjects($input:ObjectToConsensusInput!){objectToConsensus(input:$input){...on ObjectToConsensusSuccess{ballot{...BallotNow objections{recordedAt reason delegation{id}}}}...on BallotClosed{closedAt}...Refused}}fragment Refused on DomainError{__typename code message}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}",
);
export const DelegateChecksInDocument = /* @__PURE__ */ gql<
  Types.DelegateChecksInMutation,
  Types.DelegateChecksInMutationVariables
>(
  "mutation DelegateChecksIn($input:CheckInInput!){checkIn(input:$input){...on CheckInSuccess{seat{id isPresent}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const DelegateChecksOutDocument = /* @__PURE__ */ gql<
  Types.DelegateChecksOutMutation,
  Types.DelegateChecksOutMutationVariables
>(
  "mutation DelegateChecksOut($input:CheckOutInput!){checkOut(input:$input){...on CheckOutSuccess{seat{id isPresent}}...Refused}}fragment Refused on DomainError{__typename code message}",
);
export const DelegateAsksForFloorDocument = /* @__PURE__ */ gql<
  Types.DelegateAsksForFloorMutation,
  Types.DelegateAsksForFloorMutationVariables
>(
  "mutation DelegateAsksForFloor($input:RequestFloorInput!){requestFloor(input:$input){...on RequestFloorSuccess{intervention{...Floor}}...on AgendaItemNotUnderDiscussion{state}...Refused}}fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}fragment Refused on DomainError{__typename code message}",
);
export const DelegateWithdrawsRequestDocument = /* @__PURE__ */ gql<
  Types.DelegateWithdrawsRequestMutation,
  Types.DelegateWithdrawsRequestMutationVariables
>(
  "mutation DelegateWithdrawsRequest($input:WithdrawRequestInput!){withdrawRequest(input:$input){...on WithdrawRequestSuccess{intervention{...Floor}}...Refused}}fragment Floor on Intervention{id kind state secondsAllotted secondsUsed startedAt endsAt ruling isUpheld delegation{id}agendaItem{id}}fragment Refused on DomainError{__typename code message}",
);
export const DelegateSpeakersDocument = /* @__PURE__ */ gql<
  Types.DelegateSpeakersQuery,
  Types.DelegateSpeakersQueryVariables
>(
  "query DelegateSpeakers($id:ID!){roundTable(id:$id){id speaker{id}agendaItems{...ListChanged}}}fragment ListChanged on AgendaItem{id speakersList{isOpen seconds policy queue{id kind state position requestedAt delegation{id}}}}",
);
export const DelegateTextDocument = /* @__PURE__ */ gql<Types.DelegateTextQuery, Types.DelegateTextQueryVariables>(
  "query DelegateText($id:ID!$locale:Locale!){recommendation(id:$id){...Listed proposedBy{...DelegationName}currentVersion{id number title originalLocale createdAt paragraphs(locale:$locale){paragraphId kind number text}original:paragraphs{paragraphId text}languages{locale conformity missingParagraphs{paragraphId}}}versions{id number createdAt}votingOrder{rank amendment{id}}amendments{id symbol kind state text parent{id symbol}paragraph{paragraphId number text}proposedBy{...DelegationName}}}}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}",
);
export const DelegateTextChangesDocument = /* @__PURE__ */ gql<
  Types.DelegateTextChangesQuery,
  Types.DelegateTextChangesQueryVariables
>(
  "query DelegateTextChanges($id:ID!$since:Int!){recommendation(id:$id){id currentVersion{id originalLocale diff(since:$since){change moved paragraph{paragraphId number kind}pieces{op text}}}}}",
);
export const DelegateCommentsDocument = /* @__PURE__ */ gql<
  Types.DelegateCommentsQuery,
  Types.DelegateCommentsQueryVariables
>(
  "query DelegateComments($id:ID!$locale:Locale!$after:String){recommendation(id:$id){id comments(first:20 after:$after){edges{node{...Remark}}pageInfo{hasNextPage endCursor}}}}fragment Remark on Comment{id body postedAt withdrawnAt audience author{id displayName delegation{...DelegationName}}}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}",
);
export const DelegatePostsCommentDocument = /* @__PURE__ */ gql<
  Types.DelegatePostsCommentMutation,
  Types.DelegatePostsCommentMutationVariables
>(
  "fragment Remark on Comment{id body postedAt withdrawnAt audience author{id displayName delegation{...DelegationName}}}mutation DelegatePostsComment($input:PostCommentInput!$locale:Locale!){postComment(input:$input){...on PostCommentSuccess{comment{...Remark}}...Refused}}fragment Refused on DomainError{__typename code message}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}",
);
export const DelegateWithdrawsCommentDocument = /* @__PURE__ */ gql<
  Types.DelegateWithdrawsCommentMutation,
  Types.DelegateWithdrawsCommentMutationVariables
>(
  "fragment Remark on Comment{id body postedAt withdrawnAt audience author{id displayName delegation{...DelegationName}}}mutation DelegateWithdrawsComment($input:WithdrawCommentInput!$locale:Locale!){withdrawComment(input:$input){...on WithdrawCommentSuccess{comment{...Remark}}...Refused}}fragment Refused on DomainError{__typename code message}fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}",
);

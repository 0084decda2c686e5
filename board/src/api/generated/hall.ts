// Written by board/generate.mjs from schema/: change the documents there, not this file.
import { gql } from "urql";
import type * as Types from "./types.js";

export const HallTableDocument = /* @__PURE__ */ gql<Types.HallTableQuery, Types.HallTableQueryVariables>(
  "query HallTable($id:ID!$locale:Locale!){roundTable(id:$id){id liveCursor title kind state room present quorum{...QuorumNow}myAdmission{standing}conference{id number title timeZone workingLanguages}seats{id isPresent delegation{...HallDelegation}}speaker{id kind state secondsAllotted secondsUsed startedAt endsAt delegation{id}}agendaItems{...ItemNow recommendations{...Listed}}}}fragment HallDelegation on Delegation{id kind organisation country{code alpha3 name(locale:$locale)names{locale name}}}fragment QuorumNow on QuorumState{basis base required present margin isMet}fragment Listed on Recommendation{id symbol title state agendaItem{id}ballots{id state mode openedAt}}fragment ItemNow on AgendaItem{id position title kind state minutes}",
);
export const HallSpeakersDocument = /* @__PURE__ */ gql<Types.HallSpeakersQuery, Types.HallSpeakersQueryVariables>(
  "query HallSpeakers($id:ID!){roundTable(id:$id){id agendaItems{id state speakersList{queue{id state delegation{id}}}}}}",
);
export const HallTextDocument = /* @__PURE__ */ gql<Types.HallTextQuery, Types.HallTextQueryVariables>(
  "query HallText($id:ID!$locale:Locale!){recommendation(id:$id){id symbol title currentVersion{id number title originalLocale paragraphs(locale:$locale){paragraphId kind number text}original:paragraphs{paragraphId text}}}}",
);
export const HallBallotDocument = /* @__PURE__ */ gql<Types.HallBallotQuery, Types.HallBallotQueryVariables>(
  "fragment Calls on Ballot{calls{number calledAt delegation{id}}}query HallBallot($id:ID!){ballot(id:$id){...BallotNow ...Calls objections{recordedAt delegation{id}}roll{...EntryNow}amendment{id text paragraph{paragraphId number}}}}fragment DecisionNow on Decision{outcome majority votesFor votesAgainst abstentions objections papers eligible members threshold margin quorum quorumBase presentAtOpen presentAtClose citation decidedAt}fragment BallotNow on Ballot{id question mode majority state tallyVisibility openedAt closesAt closedAt declaredAt lockingAt outlook version cancelReason turnout{voted eligible present}tally{for against abstain}amendment{id symbol kind}recommendation{id symbol title state}decision{...DecisionNow}}fragment EntryNow on RollEntry{ballot{id}delegation{id}callOrder hasVoted presentAtOpen admittedAt vote{choice}}",
);

// Written by board/generate.mjs from schema/: change the documents there, not this file.
import { gql } from "urql";
import type * as Types from "./types.js";

export const EnterRoomsDocument = /* @__PURE__ */ gql<Types.EnterRoomsMutation, Types.EnterRoomsMutationVariables>(
  "fragment Refused on DomainError{__typename code message}mutation EnterRooms($input:SignInInput!){signIn(input:$input){...on SignInSuccess{accessToken refreshToken}...on TooManyAttempts{retryAfterSeconds}...Refused}}",
);
export const StayInRoomsDocument = /* @__PURE__ */ gql<Types.StayInRoomsMutation, Types.StayInRoomsMutationVariables>(
  "fragment Refused on DomainError{__typename code message}mutation StayInRooms($input:RefreshSessionInput!){refreshSession(input:$input){...on RefreshSessionSuccess{accessToken refreshToken}...Refused}}",
);
export const LeaveRoomsDocument = /* @__PURE__ */ gql<Types.LeaveRoomsMutation, Types.LeaveRoomsMutationVariables>(
  "mutation LeaveRooms{signOut{signedOut}}",
);
export const LobbyDocument = /* @__PURE__ */ gql<Types.LobbyQuery, Types.LobbyQueryVariables>(
  "fragment CountryName on Country{code name(locale:$locale)}fragment DelegationName on Delegation{id kind organisation country{...CountryName}}query Lobby($locale:Locale!){viewer{id displayName isAdmin participations{id displayName isSecretariat isCredentialsOfficer delegation{...DelegationName}conference{id number title city startsOn endsOn state timeZone series{id code}roundTables{id code title kind state startsAt room region{id name(locale:$locale)}myAdmission{standing mayPreside}}}}}}",
);
export const RoomTimeDocument = /* @__PURE__ */ gql<Types.RoomTimeQuery, Types.RoomTimeQueryVariables>(
  "query RoomTime{serverTime}",
);
export const TableDoorDocument = /* @__PURE__ */ gql<Types.TableDoorQuery, Types.TableDoorQueryVariables>(
  "query TableDoor($id:ID!){roundTable(id:$id){id myAdmission{standing mayPreside}}}",
);

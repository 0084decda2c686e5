// Written by board/generate.mjs from schema/: change the documents there, not this file.
import type { Text } from "../text.js";
import type * as Types from "./types.js";

export const EnterRooms: Text<Types.EnterRoomsMutation, Types.EnterRoomsMutationVariables> =
  "mutation EnterRooms($input:SignInInput!){signIn(input:$input){...on SignInSuccess{accessToken refreshToken}...on TooManyAttempts{retryAfterSeconds}...Refused}}fragment Refused on DomainError{__typename code message}";
export const StayInRooms: Text<Types.StayInRoomsMutation, Types.StayInRoomsMutationVariables> =
  "mutation StayInRooms($input:RefreshSessionInput!){refreshSession(input:$input){...on RefreshSessionSuccess{accessToken refreshToken}...Refused}}fragment Refused on DomainError{__typename code message}";
export const LeaveRooms: Text<Types.LeaveRoomsMutation, Types.LeaveRoomsMutationVariables> =
  "mutation LeaveRooms{signOut{signedOut}}";

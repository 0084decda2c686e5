import { Field, ID, Int } from "type-graphql";
import { connectionOf } from "../../platform/graphql/connection.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound, successType } from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import type { IssuedCode } from "../identity/access-code.service.js";
import { Conference } from "./conference.entity.js";

export const ConferenceConnection = connectionOf(Conference, "Conference");

@successType("The conference is in session.")
export class OpenConferenceSuccess {
  @Field(() => Conference, { description: "The conference." })
  conference: Conference;
  constructor(conference: Conference) {
    this.conference = conference;
  }
}

@successType("The conference is closed.")
export class CloseConferenceSuccess {
  @Field(() => Conference, { description: "The conference." })
  conference: Conference;
  constructor(conference: Conference) {
    this.conference = conference;
  }
}

@successType("A new access code. This is the only time it can be read.")
export class IssueAccessCodeSuccess {
  @Field(() => ID, { description: "Identifier of the code, which is no secret." })
  accessCodeId: string;
  @Field(() => String, { description: "The code itself: hand it to its owner and to nobody else." })
  accessCode: string;
  @Field(() => Date, { description: "When it expires." })
  expiresAt: Date;
  constructor(issued: IssuedCode) {
    this.accessCodeId = issued.id;
    this.accessCode = issued.code;
    this.expiresAt = issued.expiresAt;
  }
}

@successType("A new access code in place of all earlier ones. This is the only time it can be read.")
export class ReissueAccessCodeSuccess extends IssueAccessCodeSuccess {}

@successType("The person's access codes no longer work and the sign-ins they opened have ended.")
export class RevokeAccessCodesSuccess {
  @Field(() => Int, { description: "How many codes worked until now." })
  revoked: number;
  constructor(revoked: number) {
    this.revoked = revoked;
  }
}

export const OpenConferenceResult = resultOf("openConference", OpenConferenceSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const CloseConferenceResult = resultOf("closeConference", CloseConferenceSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const IssueAccessCodeResult = resultOf("issueAccessCode", IssueAccessCodeSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
]);
export const ReissueAccessCodeResult = resultOf("reissueAccessCode", ReissueAccessCodeSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
]);
export const RevokeAccessCodesResult = resultOf("revokeAccessCodes", RevokeAccessCodesSuccess, [NotFound, NotEntitled]);

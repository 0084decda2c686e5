import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionOf } from "../../platform/graphql/connection.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound, successType } from "../../platform/graphql/refusals.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { resultOf } from "../../platform/graphql/unions.js";
import type { IssuedCode } from "../identity/access-code.service.js";
import type { BadgeCode } from "./access.service.js";
import { Conference } from "./conference.entity.js";
import { Participation } from "./participation.entity.js";

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

@ObjectType({ description: "An access code that was issued, and to whom." })
@guard(inherited)
export class IssuedAccessCode {
  @Field(() => Participation, { description: "Whose code it is: for this person's badge and no other." })
  participation: Participation;
  @Field(() => ID, { description: "Identifier of the code, which is no secret." })
  accessCodeId: string;
  @Field(() => String, { description: "The code itself: hand it to its owner and to nobody else." })
  accessCode: string;
  @Field(() => Date, { description: "When it expires." })
  expiresAt: Date;
  constructor({ participation, id, code, expiresAt }: BadgeCode) {
    this.participation = participation;
    this.accessCodeId = id;
    this.accessCode = code;
    this.expiresAt = expiresAt;
  }
}

@successType("A new access code for each. This is the only time they can be read.")
export class IssueAccessCodesSuccess {
  @Field(() => [IssuedAccessCode], { description: "The codes, in the order of the people that were named." })
  codes: IssuedAccessCode[];
  constructor(codes: readonly BadgeCode[]) {
    this.codes = codes.map((code) => new IssuedAccessCode(code));
  }
}

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
export const IssueAccessCodesResult = resultOf("issueAccessCodes", IssueAccessCodesSuccess, [
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

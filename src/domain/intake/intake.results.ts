import { Field, ID, ObjectType } from "type-graphql";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { IdempotencyConflict, InvalidInput, NotEntitled, successType } from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { Conference } from "../conference/conference.entity.js";
import { ConferencePreview } from "./intake.types.js";
import { ConferenceFileRejected, EditionExists } from "./intake.refusals.js";
import type { IssuedAccess } from "./intake.service.js";

@ObjectType("IssuedAccess", {
  description: "A person of an imported conference with an access code, at the only time when it can be read.",
})
@guard(inherited)
export class IssuedAccessObject {
  @Field(() => ID, { description: "The participation of the person." })
  participationId: string;

  @Field(() => String, { nullable: true, description: "How the file refers to the person; null when it gives no ref." })
  ref: string | null;

  @Field(() => String, { description: "Name." })
  name: string;

  @Field(() => String, { description: "What the person does, in words: “Head of delegation, Zambia” (English)." })
  role: string;

  @Field(() => String, { description: "The code itself: hand it to its owner and to nobody else." })
  accessCode: string;

  @Field(() => Date, { description: "When it expires." })
  expiresAt: Date;

  constructor({ participationId, ref, name, role, code, expiresAt }: IssuedAccess) {
    this.participationId = participationId;
    this.ref = ref;
    this.name = name;
    this.role = role;
    this.accessCode = code;
    this.expiresAt = expiresAt;
  }
}

@successType("The file is right. Nothing was loaded.")
export class PreviewConferenceImportSuccess {
  @Field(() => ConferencePreview, { description: "What an import would make of it." })
  preview: ConferencePreview;
  constructor(preview: ConferencePreview) {
    this.preview = preview;
  }
}

@successType("The conference was loaded, all of it.")
export class ImportConferenceSuccess {
  @Field(() => Conference, { description: "The conference." })
  conference: Conference;
  @Field(() => [IssuedAccessObject], {
    description:
      "Everybody with an access code, delegates before staff, in the order of the file. Only this answer has them: when the same clientMutationId comes again the list is empty.",
  })
  access: IssuedAccessObject[];
  constructor(conference: Conference, access: readonly IssuedAccess[]) {
    this.conference = conference;
    this.access = access.map((one) => new IssuedAccessObject(one));
  }
}

export const PreviewConferenceImportResult = resultOf("previewConferenceImport", PreviewConferenceImportSuccess, [
  NotEntitled,
  ConferenceFileRejected,
]);
export const ImportConferenceResult = resultOf("importConference", ImportConferenceSuccess, [
  NotEntitled,
  ConferenceFileRejected,
  EditionExists,
  InvalidInput,
  IdempotencyConflict,
]);

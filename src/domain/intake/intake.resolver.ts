import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import type { ImportingService } from "./importing.service.js";
import * as inputs from "./intake.inputs.js";
import * as results from "./intake.results.js";

@Resolver()
export class IntakeResolver {
  constructor(private readonly importing: ImportingService) {}

  @guard(signedIn)
  @Query(() => results.PreviewConferenceImportResult, {
    description:
      "Checks a conference file and tells what an import would make of it; for administrators of the server.",
  })
  previewConferenceImport(
    @Arg("input", () => inputs.PreviewConferenceImportInput, { description: "The file." })
    input: inputs.PreviewConferenceImportInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.PreviewConferenceImportSuccess(await this.importing.preview(viewerOf(context), input.file)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ImportConferenceResult, {
    description:
      "Makes a conference of a conference file, all or nothing, and answers everybody's access code, once; for administrators of the server. The codes work until 14 days after the last day of the conference, at least 14 days from now.",
  })
  importConference(
    @Arg("input", () => inputs.ImportConferenceInput, { description: "The file." })
    input: inputs.ImportConferenceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => {
      const { conference, access } = await this.importing.import(viewerOf(context), input);
      return new results.ImportConferenceSuccess(conference, access);
    });
  }
}

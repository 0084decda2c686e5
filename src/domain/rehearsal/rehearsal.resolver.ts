import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { Conference } from "../conference/conference.entity.js";
import { conferenceById } from "../conference/conference.loaders.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./rehearsal.inputs.js";
import * as results from "./rehearsal.results.js";
import type { RehearsalService } from "./rehearsal.service.js";
import { Rehearsal } from "./rehearsal.types.js";

@Resolver(() => Rehearsal)
export class RehearsalResolver {
  constructor(private readonly rehearsals: RehearsalService) {}

  @guard(signedIn)
  @Query(() => Rehearsal, {
    name: "rehearsal",
    nullable: true,
    description:
      "The rehearsal that this server plays or played last; null when there was none, and for all but administrators and the secretariat of a demo conference.",
  })
  current(@Ctx() context: Context): Promise<Rehearsal | null> {
    return this.rehearsals.current(viewerOf(context));
  }

  @guard(inherited)
  @FieldResolver(() => Conference, {
    nullable: true,
    description: "The conference that was made for it; null at first.",
  })
  conference(@Root() { conferenceId }: Rehearsal, @Ctx() context: Context): Promise<Conference | null> | null {
    return conferenceId === null ? null : context.load(conferenceById, conferenceId);
  }

  @guard(signedIn)
  @Mutation(() => results.StartRehearsalResult, {
    description:
      "Makes a conference and plays it through the API, one at a time; for administrators and the secretariat of a demo conference, on servers with demo data.",
  })
  startRehearsal(
    @Arg("input", () => inputs.StartRehearsalInput, { description: "What is played." })
    input: inputs.StartRehearsalInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.StartRehearsalSuccess(await this.rehearsals.start(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.StopRehearsalResult, { description: "Stops a rehearsal; for the same people." })
  stopRehearsal(
    @Arg("input", () => inputs.StopRehearsalInput, { description: "Which." }) input: inputs.StopRehearsalInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.StopRehearsalSuccess(await this.rehearsals.stop(viewerOf(context), input.rehearsalId)),
    );
  }
}

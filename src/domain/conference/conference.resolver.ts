import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { type Page, PageArgs } from "../../platform/graphql/connection.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { viewerOf } from "../identity/viewer.policy.js";
import type { AccessService } from "./access.service.js";
import { Conference } from "./conference.entity.js";
import * as inputs from "./conference.inputs.js";
import { conferenceById, participationIn, ruleSetById, seriesById } from "./conference.loaders.js";
import { mayRead } from "./conference.policy.js";
import * as results from "./conference.results.js";
import type { ConferenceService } from "./conference.service.js";
import { Participation } from "./participation.entity.js";
import { RuleSet } from "./rule-set.entity.js";
import { Series } from "./series.entity.js";

@Resolver(() => Conference)
export class ConferenceResolver {
  constructor(
    private readonly conferences: ConferenceService,
    private readonly access: AccessService,
  ) {}

  @guard(signedIn)
  @Query(() => results.ConferenceConnection, {
    name: "conferences",
    description: "Conferences at which the viewer takes part, newest first.",
  })
  page(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Conference>> {
    return this.conferences.page(context, args);
  }

  @guard(signedIn)
  @Query(() => Conference, {
    nullable: true,
    description: "One conference; null when it does not exist or the viewer takes no part in it.",
  })
  async conference(
    @Arg("id", () => ID, { description: "Identifier." }) id: string,
    @Ctx() context: Context,
  ): Promise<Conference | null> {
    if (!isUuid(id)) return null;
    const participation = await context.loadOwn(participationIn, id.toLowerCase());
    return mayRead(participation) ? context.load(conferenceById, id.toLowerCase()) : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Series, { description: "The series of which it is an edition." })
  async series(@Root() conference: Conference, @Ctx() context: Context): Promise<Series> {
    return (await context.load(seriesById, conference.seriesId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => RuleSet, { description: "The rules of procedure that apply." })
  async ruleSet(@Root() conference: Conference, @Ctx() context: Context): Promise<RuleSet> {
    return (await context.load(ruleSetById, conference.ruleSetId))!;
  }

  @guard(inherited)
  @FieldResolver(() => Participation, { nullable: true, description: "The viewer's own participation." })
  myParticipation(@Root() conference: Conference, @Ctx() context: Context): Promise<Participation | null> {
    return context.loadOwn(participationIn, conference.id);
  }

  @guard(signedIn)
  @Mutation(() => results.OpenConferenceResult, { description: "Opens a conference; for its secretariat." })
  openConference(
    @Arg("input", () => inputs.OpenConferenceInput, { description: "Which." }) input: inputs.OpenConferenceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.OpenConferenceSuccess(await this.conferences.open(viewerOf(context), input.conferenceId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CloseConferenceResult, {
    description: "Closes a conference and publishes its conclusions; for its secretariat.",
  })
  closeConference(
    @Arg("input", () => inputs.CloseConferenceInput, { description: "Which." }) input: inputs.CloseConferenceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.CloseConferenceSuccess(await this.conferences.close(viewerOf(context), input.conferenceId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.IssueAccessCodeResult, {
    description: "Issues a further access code to a participant; for the secretariat.",
  })
  issueAccessCode(
    @Arg("input", () => inputs.IssueAccessCodeInput, { description: "To whom." }) input: inputs.IssueAccessCodeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.IssueAccessCodeSuccess(
          await this.access.issue(viewerOf(context), input.participationId, input.expiresAt),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.IssueAccessCodesResult, {
    description:
      "Issues access codes to many at once, for their badges: to all of them or to none; for the secretariat.",
  })
  issueAccessCodes(
    @Arg("input", () => inputs.IssueAccessCodesInput, { description: "To whom." }) input: inputs.IssueAccessCodesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.IssueAccessCodesSuccess(await this.access.issueMany(viewerOf(context), input)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ReissueAccessCodeResult, {
    description:
      "Replaces all access codes of a participant by a new one and ends their sign-ins; for the secretariat.",
  })
  reissueAccessCode(
    @Arg("input", () => inputs.ReissueAccessCodeInput, { description: "To whom." })
    input: inputs.ReissueAccessCodeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ReissueAccessCodeSuccess(
          await this.access.reissue(viewerOf(context), input.participationId, input.expiresAt),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.RevokeAccessCodesResult, {
    description: "Revokes all access codes of a participant and ends their sign-ins; for the secretariat.",
  })
  revokeAccessCodes(
    @Arg("input", () => inputs.RevokeAccessCodesInput, { description: "Whose." }) input: inputs.RevokeAccessCodesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.RevokeAccessCodesSuccess(await this.access.revokeAll(viewerOf(context), input.participationId)),
    );
  }
}

import { Ctx, Field, Int } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { Locale } from "../../platform/graphql/locale.js";
import { Comment } from "../comment/comment.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { recommendationById } from "../recommendation/recommendation.loaders.js";
import { readableComment } from "./visible.js";
import * as texts from "../recommendation/recommendation.events.js";
import * as comments from "../comment/comment.events.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(texts.RECOMMENDATION_PROPOSED, "A recommendation was proposed.")
export class RecommendationProposedEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }
}

@eventType(texts.RECOMMENDATION_REVISED, "A recommendation has a new version.")
export class RecommendationRevisedEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }

  @Field(() => Int, { description: "Number of the version this is about." })
  version(): number {
    return Number(this.event.body["version"]);
  }
}

@eventType(texts.RECOMMENDATION_WITHDRAWN, "A recommendation was withdrawn.")
export class RecommendationWithdrawnEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }
}

@eventType(texts.TRANSLATION_FILED, "A language version was filed.")
export class TranslationFiledEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }

  @Field(() => Int, { description: "Number of the version this is about." })
  version(): number {
    return Number(this.event.body["version"]);
  }

  @Field(() => Locale, { description: "Language that was filed." })
  locale(): Locale {
    return this.event.body["locale"] as Locale;
  }

  @Field(() => Boolean, { description: "Whether it was filed as conformed; false: as a draft." })
  conformed(): boolean {
    return this.event.body["conformed"] === true;
  }
}

@eventType(comments.COMMENT_POSTED, "A comment was posted.")
export class CommentPostedEvent extends RoundTableEvent {
  @Field(() => Comment, {
    nullable: true,
    description: "The comment, as of now; null for observers unless it is public.",
  })
  comment(@Ctx() context: Context): Promise<Comment | null> {
    return readableComment(context, this.id("commentId"));
  }
}

@eventType(comments.COMMENT_WITHDRAWN, "A comment was withdrawn.")
export class CommentWithdrawnEvent extends RoundTableEvent {
  @Field(() => Comment, {
    nullable: true,
    description: "The comment, as of now; null for observers unless it is public.",
  })
  comment(@Ctx() context: Context): Promise<Comment | null> {
    return readableComment(context, this.id("commentId"));
  }
}

@eventType(texts.RECOMMENDATION_DRAFTED, "A draft of a recommendation was written.")
export class RecommendationDraftedEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }
}

@eventType(texts.RECOMMENDATION_TAKEN_UP, "A delegation took up a withdrawn recommendation again.")
export class RecommendationTakenUpEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }
}

@eventType(texts.RECOMMENDATION_SPONSORED, "A delegation joined the sponsors of a recommendation.")
export class RecommendationSponsoredEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }
}

@eventType(texts.SPONSORSHIP_WITHDRAWN, "A delegation no longer sponsors a recommendation.")
export class SponsorshipWithdrawnEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }

  @Field(() => Delegation, { description: "The delegation." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }
}

import { Ctx, Field } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import * as conclusions from "../conclusion/conclusions.events.js";
import { documentOf } from "../conclusion/conclusions.loaders.js";
import { ConclusionsObject } from "../conclusion/conclusions.types.js";
import * as lineage from "../lineage/lineage.events.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { recommendationById } from "../recommendation/recommendation.loaders.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(lineage.RECOMMENDATION_FORWARDED, "A recommendation that the body had adopted was forwarded to the plenary.")
export class RecommendationForwardedEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }
}

@eventType(lineage.RECOMMENDATION_RECEIVED, "A recommendation came before the plenary from another body.")
export class RecommendationReceivedEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The plenary's copy, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }
}

@eventType(lineage.RECOMMENDATIONS_MERGED, "Several recommendations became one.")
export class RecommendationsMergedEvent extends RoundTableEvent {
  @Field(() => Recommendation, { description: "The new recommendation, as of now." })
  async recommendation(@Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, this.id("recommendationId")))!;
  }

  @Field(() => [Recommendation], { description: "Those that it was made of, as of now." })
  sources(@Ctx() context: Context): Promise<Recommendation[]> {
    const ids = this.event.body["sourceIds"] as unknown as string[];
    return Promise.all(ids.map(async (id) => (await context.load(recommendationById, id))!));
  }
}

@eventType(conclusions.CONCLUSIONS_PUBLISHED, "The conclusions of the conference were published.")
export class ConclusionsPublishedEvent extends RoundTableEvent {
  @Field(() => ConclusionsObject, { description: "The document." })
  async conclusions(@Ctx() context: Context): Promise<ConclusionsObject> {
    return new ConclusionsObject((await context.load(documentOf, this.id("conferenceId")))!);
  }
}

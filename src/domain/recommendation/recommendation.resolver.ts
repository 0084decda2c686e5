import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { Locale } from "../../platform/graphql/locale.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { admissionOf } from "../round-table/admission.policy.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { agendaItemById, roundTableById } from "../round-table/round-table.loaders.js";
import { RoundTableKind } from "../round-table/round-table.entity.js";
import { Recommendation, RecommendationState } from "./recommendation.entity.js";
import { recommendationById, recommendationsOfItem, textsOf, versionsOf } from "./recommendation.loaders.js";
import { Conformity, type RecommendationText, RecommendationVersion } from "./recommendation-version.entity.js";

@ObjectType({ description: "A text in one language." })
@guard(inherited)
@shareable
export class LocalizedText {
  @Field(() => Locale, { description: "The language." })
  locale: Locale;
  @Field(() => String, { description: "The text." })
  text: string;
  @Field(() => Conformity, { description: "Whether it may be relied on." })
  conformity: Conformity;
  constructor(row: RecommendationText) {
    this.locale = row.locale;
    this.text = row.text;
    this.conformity = row.conformity;
  }
}

@Resolver(() => Recommendation)
export class RecommendationResolver {
  @guard(signedIn)
  @Query(() => Recommendation, {
    nullable: true,
    description: "One recommendation; null when it does not exist or the viewer is not admitted to its body.",
  })
  async recommendation(
    @Arg("id", () => ID, { description: "Identifier." }) id: string,
    @Ctx() context: Context,
  ): Promise<Recommendation | null> {
    const found = isUuid(id) ? await context.load(recommendationById, id.toLowerCase()) : null;
    return found && (await admissionOf(context, found.roundTableId)) ? found : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => RecommendationState, {
    description: "Where it stands. What the plenary adopted reads ENDORSED.",
  })
  async state(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<RecommendationState> {
    if (recommendation.state !== RecommendationState.ADOPTED) return recommendation.state;
    const table = await context.load(roundTableById, recommendation.roundTableId);
    return table?.kind === RoundTableKind.PLENARY ? RecommendationState.ENDORSED : recommendation.state;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => AgendaItem, { description: "The agenda item under which it was proposed." })
  async agendaItem(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, recommendation.agendaItemId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "The delegation that proposed it." })
  async proposedBy(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, recommendation.proposedById))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => RecommendationVersion, { description: "The version that counts now." })
  async currentVersion(
    @Root() recommendation: Recommendation,
    @Ctx() context: Context,
  ): Promise<RecommendationVersion> {
    const versions = await context.load(versionsOf, recommendation.id);
    return versions.find((version) => version.number === recommendation.currentVersion) ?? versions.at(-1)!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [RecommendationVersion], { description: "All versions, oldest first." })
  versions(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<RecommendationVersion[]> {
    return context.load(versionsOf, recommendation.id);
  }
}

@Resolver(() => RecommendationVersion)
export class RecommendationVersionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description: "The text in a language, the original when none is named; null when it is not filed in that language.",
  })
  async text(
    @Root() version: RecommendationVersion,
    @Arg("locale", () => Locale, { nullable: true, description: "Which language; the original when omitted." })
    locale: Locale | null,
    @Ctx() context: Context,
  ): Promise<string | null> {
    const texts = await context.load(textsOf, version.id);
    return texts.find((text) => text.locale === (locale ?? version.originalLocale))?.text ?? null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [LocalizedText], { description: "The text in every language in which it is filed." })
  async texts(@Root() version: RecommendationVersion, @Ctx() context: Context): Promise<LocalizedText[]> {
    return (await context.load(textsOf, version.id)).map((row) => new LocalizedText(row));
  }
}

/** What this word adds to agenda items and conferences. */
@Resolver(() => AgendaItem)
export class AgendaItemRecommendationsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => [Recommendation], {
    description: "Recommendations under this item, in the order of their symbols.",
  })
  recommendations(@Root() item: AgendaItem, @Ctx() context: Context): Promise<Recommendation[]> {
    return context.load(recommendationsOfItem, item.id);
  }
}

import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { Paragraph } from "../recommendation/paragraph.types.js";
import { ParagraphKind } from "../recommendation/paragraph.words.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { recommendationById } from "../recommendation/recommendation.loaders.js";
import { admissionOf } from "../round-table/admission.policy.js";
import { Amendment, AmendmentAcceptance } from "./amendment.entity.js";
import { acceptancesOf, amendmentById, amendmentsOf } from "./amendment.loaders.js";
import { amendmentSymbol } from "./amendment.rules.js";
import { AmendmentConsequence, VotingPlace } from "./amendment.types.js";
import { consequencesOf, orderOf, paragraphIn, previewOf } from "./showing.service.js";

@Resolver(() => Amendment)
export class AmendmentResolver {
  @guard(signedIn)
  @Query(() => Amendment, {
    nullable: true,
    description: "One amendment; null when it does not exist or the viewer is not admitted to its body.",
  })
  async amendment(
    @Arg("id", () => ID, { description: "Identifier." }) id: string,
    @Ctx() context: Context,
  ): Promise<Amendment | null> {
    const found = isUuid(id) ? await context.load(amendmentById, id.toLowerCase()) : null;
    return found && (await admissionOf(context, found.roundTableId)) ? found : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, { description: "Symbol, unique in the series, for example HNCB/15/AFR/R.3/A.2." })
  async symbol(@Root() amendment: Amendment, @Ctx() context: Context): Promise<string> {
    return amendmentSymbol((await this.recommendation(amendment, context)).symbol, amendment.number);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Recommendation, { description: "The recommendation that it amends." })
  async recommendation(@Root() amendment: Amendment, @Ctx() context: Context): Promise<Recommendation> {
    return (await context.load(recommendationById, amendment.recommendationId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Paragraph, {
    nullable: true,
    description:
      "The paragraph that it deletes, replaces or moves, as it stands in `baseVersion`; null for what adds one or amends an amendment.",
  })
  paragraph(@Root() amendment: Amendment, @Ctx() context: Context): Promise<Paragraph | null> {
    return paragraphIn(context, amendment, amendment.paragraphId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => ParagraphKind, { nullable: true, description: "Kind of the paragraph that it adds; else null." })
  addsKind(@Root() amendment: Amendment): ParagraphKind | null {
    return amendment.paragraphKind;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description: "The text that it adds or puts in the place of another, as amended itself; null for DELETE and MOVE.",
  })
  text(@Root() amendment: Amendment): string | null {
    return amendment.amendedText ?? amendment.text;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description: "The text as it was proposed; null for DELETE and MOVE.",
  })
  proposedText(@Root() amendment: Amendment): string | null {
    return amendment.text;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "The delegation that proposed it." })
  async proposedBy(@Root() amendment: Amendment, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, amendment.proposedById))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [AmendmentAcceptance], { description: "Sponsors that have accepted it, the first one first." })
  acceptances(@Root() amendment: Amendment, @Ctx() context: Context): Promise<AmendmentAcceptance[]> {
    return context.load(acceptancesOf, amendment.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Amendment, { nullable: true, description: "The amendment that it amends; else null." })
  async parent(@Root() amendment: Amendment, @Ctx() context: Context): Promise<Amendment | null> {
    return amendment.parentId ? context.load(amendmentById, amendment.parentId) : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [Amendment], { description: "Amendments to it, in the order of their numbers." })
  async subAmendments(@Root() amendment: Amendment, @Ctx() context: Context): Promise<Amendment[]> {
    const all = await context.load(amendmentsOf, amendment.recommendationId);
    return all.filter(({ parentId }) => parentId === amendment.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [AmendmentConsequence], {
    description: "Other amendments that lapse or are rebased if this one is adopted by vote; none once it is settled.",
  })
  ifAdopted(@Root() amendment: Amendment, @Ctx() context: Context): Promise<AmendmentConsequence[]> {
    return consequencesOf(context, amendment);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [Paragraph], {
    description: "The text of `baseVersion` with this amendment, in the language of the original.",
  })
  preview(@Root() amendment: Amendment, @Ctx() context: Context): Promise<Paragraph[]> {
    return previewOf(context, amendment);
  }
}

@Resolver(() => AmendmentAcceptance)
export class AmendmentAcceptanceResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "The delegation." })
  async delegation(@Root() acceptance: AmendmentAcceptance, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, acceptance.delegationId))!;
  }
}

/** What this word adds to recommendations. */
@Resolver(() => Recommendation)
export class RecommendationAmendmentsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => [Amendment], { description: "Amendments to it, in the order of their numbers." })
  amendments(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<Amendment[]> {
    return context.load(amendmentsOf, recommendation.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [VotingPlace], {
    description:
      "Amendments that are in order, as they should be put to the vote: the furthest from the text first, what amends an amendment before that one. The chair confirms the order.",
  })
  votingOrder(@Root() recommendation: Recommendation, @Ctx() context: Context): Promise<VotingPlace[]> {
    return orderOf(context, recommendation);
  }
}

import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { Locale } from "../../platform/graphql/locale.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Conference } from "../conference/conference.entity.js";
import { participationIn } from "../conference/conference.loaders.js";
import type { Recommendation } from "../recommendation/recommendation.entity.js";
import { paragraphsOf, textsOf, versionsOf } from "../recommendation/recommendation.loaders.js";
import { Conformity } from "../recommendation/recommendation-version.entity.js";
import { conclusionsOf, documentOf } from "./conclusions.loaders.js";
import { maySeeConclusions } from "./conclusions.policy.js";
import { documentText } from "./conclusions.rules.js";
import { ConclusionsItem, ConclusionsObject, ConclusionsParagraph } from "./conclusions.types.js";

@ObjectType({ description: "A published conclusion of a conference: what its plenary endorsed." })
@guard(inherited)
export class Conclusion {
  @Field(() => ID, { description: "Identifier of the recommendation." })
  id!: string;
  @Field(() => String, { description: "Its symbol." })
  symbol!: string;
  @Field(() => String, { description: "Its title." })
  title!: string;
  currentVersion!: number;
}

@Resolver(() => Conclusion)
export class ConclusionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The endorsed text in a language, the original when none is named; null when it is not conformed in that language.",
  })
  async text(
    @Root() conclusion: Conclusion,
    @Arg("locale", () => Locale, { nullable: true, description: "Which language; the original when omitted." })
    locale: Locale | null,
    @Ctx() context: Context,
  ): Promise<string | null> {
    const version = (await context.load(versionsOf, conclusion.id)).find(
      (one) => one.number === conclusion.currentVersion,
    );
    const texts = version ? await context.load(textsOf, version.id) : [];
    const asked = texts.find((text) => text.locale === (locale ?? version?.originalLocale));
    return asked && asked.conformity !== Conformity.DRAFT ? asked.text : null; // a draft translation is no conclusion
  }
}

@Resolver(() => Conference)
export class ConferenceConclusionsResolver {
  @guard(inherited)
  @FieldResolver(() => [Conclusion], {
    description:
      "What the plenary endorsed, for every participant once the conclusions are published or the conference is CLOSED; empty before.",
  })
  conclusions(@Root() conference: Conference, @Ctx() context: Context): Promise<Recommendation[]> {
    return context.load(conclusionsOf, conference.id);
  }

  @guard(inherited)
  @FieldResolver(() => ConclusionsObject, {
    nullable: true,
    description:
      "The conclusions as a document: for the secretariat as soon as it is arranged, for others once it is published; null before.",
  })
  async conclusionsDocument(@Root() { id }: Conference, @Ctx() context: Context): Promise<ConclusionsObject | null> {
    const document = await context.load(documentOf, id);
    const participation = await context.loadOwn(participationIn, id);
    return document && maySeeConclusions(participation, document.conclusions) ? new ConclusionsObject(document) : null;
  }
}

const LANGUAGE = { nullable: true, description: "Which language; the original when omitted." } as const;

@Resolver(() => ConclusionsObject)
export class ConclusionsResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description: "What stands before the items, in a language; null when it was not written in it.",
  })
  preamble(
    @Root() { preambles }: ConclusionsObject,
    @Arg("locale", () => Locale, { defaultValue: Locale.EN, description: "Which language." }) locale: Locale,
  ): string | null {
    return preambles.find((one) => one.locale === locale)?.text ?? null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description: "The whole document in a language; null when an item is not conformed in it. Titles are as endorsed.",
  })
  text(
    @Root() { document }: ConclusionsObject,
    @Arg("locale", () => Locale, { defaultValue: Locale.EN, description: "Which language." }) locale: Locale,
  ): string | null {
    return documentText(document, locale);
  }
}

@Resolver(() => ConclusionsItem)
export class ConclusionsItemResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => String, {
    nullable: true,
    description: "The text in a language; null when it is not conformed in it.",
  })
  text(
    @Root() { texts, originalLocale }: ConclusionsItem,
    @Arg("locale", () => Locale, LANGUAGE) locale: Locale | null,
  ): string | null {
    return texts.find((one) => one.locale === (locale ?? originalLocale))?.text ?? null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [ConclusionsParagraph], { description: "Its paragraphs, in their order." })
  async paragraphs(
    @Root() { versionId, texts, originalLocale }: ConclusionsItem,
    @Arg("locale", () => Locale, LANGUAGE) locale: Locale | null,
    @Ctx() context: Context,
  ): Promise<ConclusionsParagraph[]> {
    const asked = locale ?? originalLocale;
    const isThere = texts.some((one) => one.locale === asked); // a draft translation is no conclusion
    return (await context.load(paragraphsOf, versionId)).map(({ kind, number, texts: all }) => ({
      ...{ kind, number },
      text: isThere ? (all.find((one) => one.locale === asked)?.text ?? null) : null,
    }));
  }
}

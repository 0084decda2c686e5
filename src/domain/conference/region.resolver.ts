import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { languageTag, Locale } from "../../platform/graphql/locale.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { ViewerObject } from "../identity/viewer.types.js";
import { Conference } from "./conference.entity.js";
import { conferenceById, participationsOf } from "./conference.loaders.js";
import { countryName } from "./country-names.rules.js";
import { Country } from "./country.entity.js";
import { Participation } from "./participation.entity.js";
import { Region } from "./region.entity.js";

@ObjectType({ description: "A name in one language." })
@guard(inherited)
@shareable
export class LocalizedName {
  @Field(() => Locale, { description: "The language." })
  locale: Locale;
  @Field(() => String, { description: "The name." })
  name: string;
  constructor(locale: Locale, name: string) {
    this.locale = locale;
    this.name = name;
  }
}

const inAllLanguages = (nameIn: (locale: Locale) => string): LocalizedName[] =>
  Object.values(Locale).map((locale) => new LocalizedName(locale, nameIn(locale)));

@Resolver(() => Region)
export class RegionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => String, { description: "Name in a language." })
  name(
    @Root() region: Region,
    @Arg("locale", () => Locale, { defaultValue: Locale.EN, description: "Which language." }) locale: Locale,
  ): string {
    return region.names[languageTag(locale)] ?? region.names["en"] ?? region.code;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [LocalizedName], { description: "Names in all working languages." })
  names(@Root() region: Region): LocalizedName[] {
    return inAllLanguages((locale) => this.name(region, locale));
  }
}

@Resolver(() => Country)
export class CountryResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => String, { description: "Name in a language." })
  name(
    @Root() country: Country,
    @Arg("locale", () => Locale, { defaultValue: Locale.EN, description: "Which language." }) locale: Locale,
  ): string {
    return countryName(country.code, languageTag(locale));
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [LocalizedName], { description: "Names in all working languages." })
  names(@Root() country: Country): LocalizedName[] {
    return inAllLanguages((locale) => countryName(country.code, languageTag(locale)));
  }
}

@Resolver(() => Participation)
export class ParticipationResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Conference, { description: "The conference." })
  async conference(@Root() participation: Participation, @Ctx() context: Context): Promise<Conference> {
    return (await context.load(conferenceById, participation.conferenceId))!;
  }
}

@Resolver(() => ViewerObject)
export class ViewerParticipationsResolver {
  @guard(inherited)
  @FieldResolver(() => [Participation], { description: "The conferences at which the person takes part." })
  participations(@Root() viewer: ViewerObject, @Ctx() context: Context): Promise<Participation[]> {
    return context.load(participationsOf, viewer.id);
  }
}

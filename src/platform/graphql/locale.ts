import { registerEnumType } from "type-graphql";

/** Working languages. The values are those of the schema; `languageTag` gives BCP 47. */
export enum Locale {
  AR = "AR",
  EN = "EN",
  FR = "FR",
  ES = "ES",
}
registerEnumType(Locale, {
  name: "Locale",
  description: "A working language.",
  valuesConfig: {
    AR: { description: "Arabic." },
    EN: { description: "English." },
    FR: { description: "French." },
    ES: { description: "Spanish." },
  },
});

export function languageTag(locale: Locale): "ar" | "en" | "fr" | "es" {
  return locale.toLowerCase() as "ar" | "en" | "fr" | "es";
}

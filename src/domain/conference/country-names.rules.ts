import { createRequire } from "node:module";
import countries, { type LocaleData } from "i18n-iso-countries";

const require = createRequire(import.meta.url);
for (const tag of ["ar", "en", "fr", "es"])
  countries.registerLocale(require(`i18n-iso-countries/langs/${tag}.json`) as LocaleData);

/** The country's name in a language (BCP 47 tag), as ISO and the Unicode CLDR project give it. */
export function countryName(code: string, tag: string): string {
  return countries.getName(code, tag, { select: "official" }) ?? code;
}

/** The alpha-3 code of an alpha-2 code; undefined when there is no such country. */
export function alpha3(code: string): string | undefined {
  return countries.alpha2ToAlpha3(code);
}
